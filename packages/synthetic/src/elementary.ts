// ECMAScript leaves the last bit of Math.exp and Math.log to the engine. These use only + - * / and comparisons,
// which IEEE 754 fixes, so that a seed gives the same bytes everywhere.

const ln2 = Math.LN2;

function scaleByPowerOfTwo(x: number, power: number): number {
  let scaled = x;
  for (let left = power; left > 0; left--) scaled *= 2;
  for (let left = power; left < 0; left++) scaled /= 2;
  return scaled;
}

/** e to the x, by halving the range with ln 2 and a Taylor series. For |x| < 700. */
export function exp(x: number): number {
  const power = Math.round(x / ln2);
  const rest = x - power * ln2;
  let sum = 1;
  for (let term = 18; term > 0; term--) sum = 1 + (sum * rest) / term;
  return scaleByPowerOfTwo(sum, power);
}

/** Natural logarithm of x > 0, by the area hyperbolic tangent series of its mantissa. */
export function log(x: number): number {
  let mantissa = x;
  let power = 0;
  for (; mantissa > Math.SQRT2; power++) mantissa /= 2;
  for (; mantissa < Math.SQRT1_2; power--) mantissa *= 2;
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let sum = 0;
  for (let odd = 29; odd > 0; odd -= 2) sum = sum * square + 1 / odd;
  return 2 * ratio * sum + power * ln2;
}

/** Inverse of the logit. */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** Logarithm of the odds of a share strictly between 0 and 1. */
export function logit(share: number): number {
  return log(share / (1 - share));
}

/** x held between two bounds. */
export function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(x, high));
}

/** Sum in the order given. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}
