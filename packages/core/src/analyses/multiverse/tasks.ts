import { fitGroup, type GroupFit, type SpecificationGroup } from '@inverse-care/stats';

/** Fits specifications that share rows, weights and regressors. */
export const fit = (group: SpecificationGroup): GroupFit[] => fitGroup(group);
