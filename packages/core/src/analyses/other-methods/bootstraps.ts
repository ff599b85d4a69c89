import {
  type BootstrapInterval,
  basicBootstrapInterval,
  bcaBootstrapInterval,
  jackknife,
  leastSquares,
  normalBootstrapInterval,
  percentileBootstrapInterval,
} from '@inverse-care/stats';
import { attempt, finite, type Numbers } from './attempt.js';
import type { Sample } from './sample.js';
import type { Method } from './tables.js';

function byDraws(estimate: number, interval: () => BootstrapInterval): Numbers {
  return attempt(() => {
    const { low, high, lowError, highError, reason, replicates } = interval();
    return {
      estimate,
      conf_low: finite(low),
      conf_high: finite(high),
      conf_low_mcse: finite(lowError),
      conf_high_mcse: finite(highError),
      note: reason ?? `${replicates} replicates`,
    };
  });
}

/**
 * Intervals of the coefficient of need from pairs-bootstrap draws.
 * @param draws of that coefficient.
 */
export function byBootstraps(
  { y, columns, names, inference: { level } }: Sample,
  draws: Float64Array,
): [Method, Numbers][] {
  const estimate = leastSquares({ y, columns, names }).coefficients[1]!;
  return [
    ['bootstrap, percentile', byDraws(estimate, () => percentileBootstrapInterval(draws, level))],
    ['bootstrap, basic', byDraws(estimate, () => basicBootstrapInterval(estimate, draws, level))],
    ['bootstrap, normal', byDraws(estimate, () => normalBootstrapInterval(estimate, draws, level))],
    [
      'bootstrap, BCa',
      byDraws(estimate, () => {
        const slope = jackknife({ y, columns })[1]!;
        return bcaBootstrapInterval(estimate, draws, slope.influence, level);
      }),
    ],
  ];
}
