import { normalQuantile } from '../distributions/normal.js';

/**
 * The quantile of bootstrap draws: of B draws in order the one numbered (B + 1) x share and, where that is no whole
 * number, between its neighbours in proportion on the scale of normal quantiles. Davison and Hinkley (1997),
 * Bootstrap Methods and their Application, equation 5.8; R's `boot::norm.inter`, which takes the extreme draw where
 * (B + 1) x share is below 1 or above B: here that is undefined.
 *
 * @param sorted finite draws, ascending.
 */
export function orderStatistic(sorted: Float64Array, share: number): number | undefined {
  const { length } = sorted;
  const exact = (length + 1) * share;
  const whole = Math.round(exact);
  // Undoes the rounding of, say, (1 - 0.9) / 2 to just below 0.05.
  const place = Math.abs(exact - whole) < 1e-9 ? whole : exact;
  if (!(place >= 1 && place <= length)) return undefined;
  const below = Math.floor(place);
  const low = sorted[below - 1]!;
  if (below === place) return low;
  const from = normalQuantile(below / (length + 1));
  const to = normalQuantile((below + 1) / (length + 1));
  return low + ((normalQuantile(share) - from) / (to - from)) * (sorted[below]! - low);
}

/**
 * Monte Carlo standard error of that quantile: draws one standard deviation of the rank to either side, their
 * difference halved (Woodruff 1952, JASA 47, 635-646). The rank's standard deviation is binomial, sqrt(B p (1 - p)),
 * unless the share is itself estimated and its variance per draw is given.
 */
export function orderStatisticError(
  sorted: Float64Array,
  share: number,
  variance = share * (1 - share),
): number {
  const { length } = sorted;
  const spread = Math.sqrt(length * variance);
  const rank = (length + 1) * share;
  const from = Math.max(1, rank - spread);
  const to = Math.min(length, rank + spread);
  return to > from ? ((drawAt(sorted, to) - drawAt(sorted, from)) / (to - from)) * spread : 0;
}

function drawAt(sorted: Float64Array, rank: number): number {
  const below = Math.floor(rank);
  const low = sorted[below - 1]!;
  return rank === below ? low : low + (rank - below) * (sorted[below]! - low);
}
