import type { StudyInference } from './study.js';

/** Distance of Conley's covariances where the study does not take PCNs to depend on one another by distance, km. */
const usualKm = 100;

/** Distance in km beyond which PCNs are taken not to depend on one another, where dependence goes by distance. */
export const conleyKm = ({ dependence }: Pick<StudyInference, 'dependence'>): number =>
  typeof dependence === 'object' ? dependence.conley_km : usualKm;
