import { normalQuantile, normalTwoSidedP, studentTQuantile, studentTTwoSidedP } from '@inverse-care/stats';
import type { NumberOf } from './expression.js';
import { between, type CheckFinding } from './finding.js';

/** Stars, or words on significance, beside an estimate and its precision. */
export interface SignificanceCheck {
  estimate: string;
  /** Either the limits of an interval … */
  low?: string;
  high?: string;
  /** … or a standard error. */
  std_error?: string;
  /** What is said: "", "*", "**" or "***", or that the estimate is clear of zero at the level or not. */
  said: '' | '*' | '**' | '***' | 'significant' | 'not significant';
  /** Degrees of freedom; the normal distribution where left out. */
  df?: number;
  /** Of the interval. */
  level?: number;
}

const thresholds = [
  { stars: 3, below: 0.001 },
  { stars: 2, below: 0.01 },
  { stars: 1, below: 0.05 },
] as const;
const starsOf = (p: number) => thresholds.find(({ below }) => p < below)?.stars ?? 0;

function standardErrors(check: SignificanceCheck, numberOf: NumberOf): readonly [number, number] {
  if (check.std_error !== undefined) {
    const { low, high } = numberOf(check.std_error);
    return [Math.max(low, 0), high];
  }
  if (check.low === undefined || check.high === undefined) {
    throw new RangeError('Significance needs limits or a standard error.');
  }
  const upper = 1 - (1 - (check.level ?? 0.95)) / 2;
  const half = 2 * (check.df === undefined ? normalQuantile(upper) : studentTQuantile(upper, check.df));
  const low = numberOf(check.low);
  const high = numberOf(check.high);
  return [Math.max(0, (high.low - low.high) / half), (high.high - low.low) / half];
}

/**
 * Recomputes the p-value of an estimate from what is printed beside it. Least and greatest p follow from the rounding
 * of each number; what is said fails only where neither bears it out.
 */
export function checkSignificance(check: SignificanceCheck, numberOf: NumberOf): CheckFinding {
  const estimate = numberOf(check.estimate);
  const [least, greatest] = standardErrors(check, numberOf);
  const sizes = [Math.abs(estimate.low), Math.abs(estimate.high)];
  const smallest = estimate.low <= 0 && estimate.high >= 0 ? 0 : Math.min(...sizes);
  const p = (z: number) =>
    z === Number.POSITIVE_INFINITY
      ? 0
      : check.df === undefined
        ? normalTwoSidedP(z)
        : studentTTwoSidedP(z, check.df);
  const low = least === 0 ? 0 : p(Math.max(...sizes) / least);
  const high = greatest === 0 ? 0 : p(smallest / greatest);
  const alpha = 1 - (check.level ?? 0.95);
  const holds =
    check.said === 'significant'
      ? low < alpha
      : check.said === 'not significant'
        ? high >= alpha
        : starsOf(high) <= check.said.length && check.said.length <= starsOf(low);
  const said = check.said === '' ? 'no stars' : check.said;
  return { holds, calculation: `p is ${between(low, high)}; printed: ${said}` };
}
