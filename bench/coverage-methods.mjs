import {
  basicBootstrapInterval,
  bcaBootstrapInterval,
  clusterPairsBootstrap,
  coefficientTests,
  covariance,
  drawsOfCoefficient,
  jackknife,
  leastSquares,
  percentileBootstrapInterval,
  studentizedBootstrapInterval,
  wildBootstrapInterval,
} from '../packages/stats/dist/index.js';
import { drawSample } from './coverage-process.mjs';

const covariances = ['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4'];

/** The methods compared, in the order of `intervals`. */
export const methods = [
  ...covariances,
  ...['percentile', 'basic', 'studentized', 'BCa'].map((name) => `pairs, ${name}`),
  'wild bootstrap-t',
];

/**
 * The 95% intervals for the slope, [low, high] by method; NaN where a method has none. By covariance they are Student's
 * t with n - k degrees of freedom. The four intervals of pairs share their draws, which are those of `pairsBootstrap`;
 * studentized is with
 * HC1, which is CR1 of rows that are clusters of their own. The wild bootstrap has Rademacher weights, HC1, and the null imposed; its symmetric test is
 * inverted.
 */
export function intervals(sample, { seed, specification, replicates }) {
  const fit = leastSquares(sample);
  const byCovariance = covariances.map((type) => {
    const { confLow, confHigh } = coefficientTests(fit, covariance(fit, type))[1];
    return [confLow, confHigh];
  });
  const hc1 = coefficientTests(fit, covariance(fit, 'HC1'))[1];
  const clusters = sample.y.map((_, i) => i);
  const draws = clusterPairsBootstrap({
    ...sample,
    clusters,
    seed,
    specification,
    from: 0,
    to: replicates,
  });
  const estimates = drawsOfCoefficient(draws.coefficients, 2, 1);
  const stdErrors = drawsOfCoefficient(draws.stdErrors, 2, 1);
  const resampled = [
    percentileBootstrapInterval(estimates),
    basicBootstrapInterval(hc1.estimate, estimates),
    studentizedBootstrapInterval(hc1, { estimates, stdErrors }),
    bcaBootstrapInterval(hc1.estimate, estimates, jackknife(sample)[1].influence),
    wildBootstrapInterval({
      ...sample,
      coefficient: 1,
      seed,
      specification: `${specification}, wild`,
      replicates,
    }),
  ];
  return [...byCovariance, ...resampled.map(({ low, high }) => [low, high])];
}

/** The intervals of one sample; the design is "n = 50". */
export function boundsOf(design, seed, replicates, s) {
  const n = Number(design.slice('n = '.length));
  const specification = `coverage, ${design}, sample ${s}`;
  return intervals(drawSample(n, seed, s), { seed, specification, replicates });
}
