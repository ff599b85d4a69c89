import type { NumberOf } from './expression.js';
import { between, type CheckFinding, short } from './finding.js';

/** Mean and standard deviation of n whole numbers. */
export interface GrimmerCheck {
  mean: string;
  sd: string;
  n: number | string;
}

/**
 * GRIMMER (Anaya 2016): with whole numbers the sum is whole and so is the sum of squares, of the same parity. Some pair
 * must round to the printed mean and standard deviation (divisor n - 1).
 */
export function checkGrimmer(check: GrimmerCheck, numberOf: NumberOf): CheckFinding {
  const n = typeof check.n === 'number' ? check.n : numberOf(check.n).value;
  const mean = numberOf(check.mean);
  const sd = numberOf(check.sd);
  const hair = 1e-9;
  for (let sum = Math.ceil(mean.low * n - hair); sum <= mean.high * n + hair; sum += 1) {
    const squares = (s: number) => (n - 1) * s ** 2 + sum ** 2 / n;
    const last = squares(sd.high) + hair;
    for (let total = Math.ceil(squares(Math.max(sd.low, 0)) - hair); total <= last; total += 1) {
      if ((total - sum) % 2 === 0) {
        return {
          holds: true,
          calculation: `sum ${sum} and sum of squares ${total} over ${n} give ${short(mean.value)} and ${short(sd.value)}`,
        };
      }
    }
  }
  return {
    holds: false,
    calculation: `no ${n} whole numbers have mean ${between(mean.low, mean.high)} and standard deviation ${between(sd.low, sd.high)}`,
  };
}

/** Proportion and standard deviation of n values of nought or one. */
export interface DebitCheck {
  proportion: string;
  sd: string;
  n: number | string;
}

/**
 * DEBIT (Heathers and Brown 2019): the standard deviation of a binary variable follows from its mean,
 * sqrt(n p (1 - p) / (n - 1)).
 */
export function checkDebit(check: DebitCheck, numberOf: NumberOf): CheckFinding {
  const n = typeof check.n === 'number' ? check.n : numberOf(check.n).value;
  const { low, high } = numberOf(check.proportion);
  const sd = numberOf(check.sd);
  const of = (p: number) => Math.sqrt((n * p * (1 - p)) / (n - 1));
  const ends = [of(Math.max(0, low)), of(Math.min(1, high))];
  const most = low <= 0.5 && high >= 0.5 ? of(0.5) : Math.max(...ends);
  const least = Math.min(...ends);
  return {
    holds: sd.low <= most + 1e-9 && sd.high >= least - 1e-9,
    calculation: `a proportion of ${between(low, high)} of ${n} has standard deviation ${between(least, most)}; printed ${short(sd.value)}`,
  };
}
