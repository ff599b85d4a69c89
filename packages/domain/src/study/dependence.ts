import type { Dependence, Study } from './study.js';

/** Areas whose PCNs hang together. */
export type Area = 'sub_icb' | 'icb';

/** Which areas are drawn whole where draws follow a dependence; null for single PCNs. For dependence by distance: ICBs. */
export function drawnArea(dependence: Dependence): Area | null {
  if (typeof dependence === 'object') return 'icb';
  return dependence === 'none' ? null : dependence;
}

/** What the draws of a study's multiverse take whole: what it says, else what its dependence asks for. */
export const drawnInMultiverse = ({
  multiverse,
  inference,
}: Pick<Study, 'multiverse' | 'inference'>): 'pcn' | Area =>
  multiverse?.resample ?? drawnArea(inference.dependence) ?? 'pcn';
