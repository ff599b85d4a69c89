import {
  coefficientTests,
  conley,
  covariance,
  leastSquares,
  studentTQuantile,
  wildBootstrapInterval,
} from '../packages/stats/dist/index.js';
import { kernelWeights } from '../packages/stats/dist/spatial/kernel-weights.js';
import { drawAreas } from './coverage-areas-process.mjs';

/** The methods compared, in the order of `boundsOf`. */
export const methods = ['HC1', 'CR2 by ICB', 'wild bootstrap-t by ICB', 'Conley, 100 km'];

const cutoff = 100;
const weightsOf = new Map();

/** Pairs within the cutoff and their weights, once a design: its PCNs do not move between samples. */
function pairsOf(design, points) {
  const known = weightsOf.get(design);
  if (known) return known;
  const n = points.longitudes.length;
  const weights = kernelWeights(points, 'bartlett', cutoff);
  const pairs = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) if (weights[i * n + j] > 0) pairs.push([i, j, weights[i * n + j]]);
  }
  weightsOf.set(design, { pairs, checked: false });
  return weightsOf.get(design);
}

/** Conley's interval for the slope, with the distances of the design kept; the first sample is held to `conley`. */
function byConley(design, fit, points) {
  const kept = pairsOf(design, points);
  const scores = fit.pseudoinverse[1].map((value, i) => value * fit.residuals[i]);
  let variance = scores.reduce((total, score) => total + score * score, 0);
  for (const [i, j, weight] of kept.pairs) variance += 2 * weight * scores[i] * scores[j];
  if (!kept.checked) {
    const full = conley(fit, { ...points, cutoff }).values[3];
    if (!(Math.abs(variance / full - 1) < 1e-9))
      throw new Error(`Conley's variance is ${full}, not ${variance}.`);
    kept.checked = true;
  }
  const half = studentTQuantile(0.975, fit.degreesOfFreedom) * Math.sqrt(variance);
  return [fit.coefficients[1] - half, fit.coefficients[1] + half];
}

/**
 * The 95% intervals for the slope of one sample, [low, high] by method: HC1 with n - k degrees of freedom, CR2 with
 * Satterthwaite's, the wild cluster bootstrap with Rademacher weights, CR1 and the null imposed, its symmetric test
 * inverted; Conley's with Bartlett's kernel and n - k.
 */
export function boundsOf(design, seed, replicates, s) {
  const { sample, codes: clusters, longitudes, latitudes } = drawAreas(design, seed, s);
  const fit = leastSquares(sample);
  const by = (matrix) => {
    const { confLow, confHigh } = coefficientTests(fit, matrix)[1];
    return [confLow, confHigh];
  };
  const wild = wildBootstrapInterval({
    ...sample,
    coefficient: 1,
    clusters,
    seed,
    specification: `areas, ${design}, sample ${s}`,
    replicates,
  });
  return [
    by(covariance(fit, 'HC1')),
    by(covariance(fit, 'CR2', { clusters })),
    [wild.low, wild.high],
    byConley(design, fit, { longitudes, latitudes }),
  ];
}
