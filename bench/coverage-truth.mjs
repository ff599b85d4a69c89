import { any, drawSample, need, positive } from './coverage-process.mjs';

/** Simpson's rule for the expectation of each function of need, in so many steps. */
function expectations(functions, steps) {
  const totals = functions.map(() => 0);
  let mass = 0;
  for (let i = 0; i <= steps; i++) {
    const share = i / steps;
    const weight = i === 0 || i === steps ? 1 : 2 + 2 * (i % 2);
    const density = weight * share ** (need.a - 1) * (1 - share) ** (need.b - 1);
    const x = need.low + (need.high - need.low) * share;
    mass += density;
    functions.forEach((f, j) => {
      totals[j] += density * f(x);
    });
  }
  return totals.map((total) => total / mass);
}

/** Cov(need, provision) / Var(need): what least squares estimates, the mean of provision being no straight line. */
function slopeBySteps(steps) {
  const provision = (x) => any(x) * positive(x);
  const [x, xx, y, xy] = expectations([(v) => v, (v) => v * v, provision, (v) => v * provision(v)], steps);
  return (xy - x * y) / (xx - x * x);
}

/** The slope of the population by numerical integration; the error is the change when the steps are halved. */
export function trueSlope() {
  const slope = slopeBySteps(2 ** 14);
  return { slope, error: Math.abs(slope - slopeBySteps(2 ** 13)) };
}

/**
 * The same from one large sample, which shares nothing with the integral but the declared functions: least squares, its
 * standard error (White 1980), and the share of zeros.
 */
export function slopeOfLargeSample(n, seed) {
  const {
    y,
    columns: [, x],
  } = drawSample(n, seed, 0);
  const centre = x.reduce((a, b) => a + b) / n;
  const level = y.reduce((a, b) => a + b) / n;
  let xx = 0;
  let xy = 0;
  let zeros = 0;
  for (let i = 0; i < n; i++) {
    xx += (x[i] - centre) ** 2;
    xy += (x[i] - centre) * y[i];
    if (y[i] === 0) zeros += 1;
  }
  const slope = xy / xx;
  let scores = 0;
  for (let i = 0; i < n; i++) scores += ((x[i] - centre) * (y[i] - level - slope * (x[i] - centre))) ** 2;
  return { n, slope, error: Math.sqrt(scores) / xx, zeros: zeros / n };
}
