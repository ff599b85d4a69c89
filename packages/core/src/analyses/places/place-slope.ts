import type { ErrorMethod } from '@inverse-care/domain';
import { type DeclaredCoefficient, finite, inferred } from '../../model/declared/coefficient.js';
import { fewestPcns } from '../../model/rows.js';
import type { ModelPlaceRow } from './tables.js';

/** Clusters of a place below which its slope has no error, as a region of so few ICBs has none by them. */
export const fewestClusters = 5;

const empty = { estimate: null, std_error: null, df: null, conf_low: null, conf_high: null, p_value: null };

/** Estimate, error and test of one place's slope. */
export type PlaceSlope = Pick<ModelPlaceRow, keyof typeof empty | 'clusters' | 'note'>;

/**
 * The slope of one place; none where it is too small, no error where its clusters are few. Errors by clusters have
 * Student's t with the clusters of the place less one, for those of other places tell nothing of its slope; CR2 has
 * Satterthwaite's degrees of freedom of this coefficient.
 *
 * @param own undefined where the place has no slope in the regression.
 * @param clusters of the place, the fewer of two ways; null where nothing is clustered.
 */
export function slopeOfPlace(
  own: DeclaredCoefficient | undefined,
  clusters: number | null,
  { kind }: Pick<ErrorMethod, 'kind'>,
  level: number,
): PlaceSlope {
  if (own === undefined)
    return { ...empty, clusters, note: `fewer than ${fewestPcns} PCNs, or need does not differ` };
  const { estimate } = own;
  if (clusters === 1) return { ...empty, estimate, clusters, note: 'one cluster: no error' };
  if (clusters !== null && clusters < fewestClusters)
    return { ...empty, estimate, clusters, note: `fewer than ${fewestClusters} clusters: no error` };
  if (!(own.std_error > 0))
    return { ...empty, estimate, clusters, note: 'variance not above zero: no error' };
  const df = clusters === null || kind === 'CR2' ? own.df : clusters - 1;
  const found = inferred(estimate, own.std_error ** 2, df, level);
  return {
    ...found,
    df: finite(found.df),
    conf_low: finite(found.conf_low),
    conf_high: finite(found.conf_high),
    p_value: finite(found.p_value),
    clusters,
    note: '',
  };
}
