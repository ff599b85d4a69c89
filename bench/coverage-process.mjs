// Where the samples of the coverage study come from: need, and provision (FTE per 10,000 patients) given need.
import { draws } from './draws.mjs';

/**
 * Need is low + (high - low) x Beta(a, b): mean 0.20, standard deviation 0.05, skewness 1.04. Given need x, with
 * d = x - 0.20, provision is 0 with probability 1 - any(x), else gamma with mean positive(x) and shape(x). So where
 * need is high there are more zeros (37% at a need of 0.15, 57% at 0.35) and amounts spread more: the variance is
 * more than twice as large at 0.40 as at 0.12.
 */
export const need = { low: 0.12, high: 0.76, a: 2, b: 14 };
export const any = (x) => 1 / (1 + Math.exp(-(0.32 - 4 * (x - 0.2))));
export const positive = (x) => 0.52 * Math.exp(0.5 * (x - 0.2));
export const shape = (x) => 2.5 * Math.exp(-6 * (x - 0.2));

/** A sample of n: the outcome, and the columns constant and need. Sample s of a seed does not depend on others. */
export function drawSample(n, seed, s) {
  const { uniform, gamma } = draws(seed, `coverage, n = ${n}`, s);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const left = gamma(need.a);
    x[i] = need.low + ((need.high - need.low) * left) / (left + gamma(need.b));
    if (uniform() < any(x[i])) y[i] = (gamma(shape(x[i])) * positive(x[i])) / shape(x[i]);
  }
  return { y, columns: [new Float64Array(n).fill(1), x], names: ['constant', 'need'] };
}
