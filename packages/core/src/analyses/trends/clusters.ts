import type { Dependence, PanelRow, StudyInference } from '@inverse-care/domain';
import type { TrendTestRow } from './tables.js';

/**
 * Which PCNs hang together in comparisons of snapshots. Where a study takes PCNs to be independent the same PCN still
 * comes back; a dependence by distance has no clusters, and ICBs stand for it.
 */
export const clustersOf = (dependence: Dependence): TrendTestRow['clustered_by'] =>
  dependence === 'none' ? 'pcn' : dependence === 'sub_icb' ? 'sub_icb' : 'icb';

/** The cluster of a row. */
export function clusterOf(dependence: Dependence): (row: PanelRow) => string {
  const by = clustersOf(dependence);
  return (row) => row[`${by}_code`];
}

/** The covariance within one snapshot in words: "CR2 by ICB". */
export function errorsOf({ dependence, covariance }: StudyInference): string {
  if (dependence === 'none') return covariance;
  return clustersOf(dependence) === 'icb' ? 'CR2 by ICB' : 'CR2 by sub-ICB';
}
