import type { SmallestEffect } from '@inverse-care/domain';
import { mean, type Period, quantile, standardDeviation } from '@inverse-care/stats';
import type { JointRow } from './tables.js';

/** The study's smallest effect at one snapshot. */
export interface Margin {
  /** In units of the coefficient. */
  coefficient: number;
  /** FTE per 10,000 patients for the difference in need that it is stated for. */
  fte: number;
  /** The same as a share of mean provision at the snapshot; null where that is not above 0. */
  share: number | null;
  per: Exclude<JointRow['margin_per'], null>;
}

/**
 * The smallest effect of a study at a snapshot; null where it cannot be had, as a share of no provision.
 * @param perUnit increments in a unit of need, to which a plain number belongs.
 */
export function marginAt(
  { y, x }: Pick<Period, 'x' | 'y'>,
  smallest: SmallestEffect,
  perUnit: number,
): Margin | null {
  const provision = mean(y);
  const shareOf = (fte: number) => (provision > 0 ? fte / provision : null);
  if (typeof smallest === 'number') {
    return {
      coefficient: perUnit * smallest,
      fte: smallest,
      share: shareOf(smallest),
      per: 'increment',
    };
  }
  const { per } = smallest;
  const difference = per === 'sd' ? standardDeviation(x) : quantile(x, 0.9) - quantile(x, 0.1);
  const fte = 'fte_per_10k' in smallest ? smallest.fte_per_10k : smallest.share_of_mean * provision;
  if (!(difference > 0 && fte > 0)) return null;
  const share = 'share_of_mean' in smallest ? smallest.share_of_mean : shareOf(fte);
  return { coefficient: fte / difference, fte, share, per };
}
