import { InvalidDataError } from '../errors.js';

/** One choice that was made anew for every specification. */
export interface Choice {
  name: string;
  /** Option of each specification, numbered from 0. */
  codes: Int32Array;
  options: number;
}

export interface VarianceShares {
  /** Share of variance by all choices without interactions: R-squared. */
  additive: number;
  main: {
    name: string;
    /** Shapley value of R-squared: the parts sum to `additive`. */
    share: number;
    /** R-squared of this choice alone. */
    alone: number;
  }[];
  /** What each pair adds to the additive R-squared, largest first. */
  interactions: { names: [string, string]; gain: number }[];
}

/** Of a dummy's variance, what must be left beside those before it. */
const dependence = 1e-9;

/**
 * Which choice explains the spread of effects. Effects are regressed on dummies of the choices' options; R-squared is
 * shared out by averaging what a choice adds over all orders (Lindeman, Merenda and Gold 1980; Shapley value), so that
 * it does not depend on one order where not every combination of options exists. Pairs are judged by what their
 * interaction adds to all main effects together.
 *
 * @throws InvalidDataError where lengths differ or effects do not vary.
 *
 * @example
 * ```ts
 * const effects = Float64Array.of(1, 2, 4, 7);
 * const choices = [
 *   { name: 'model', codes: Int32Array.of(0, 0, 1, 1), options: 2 },
 *   { name: 'need', codes: Int32Array.of(0, 1, 0, 1), options: 2 },
 * ];
 * // R: y <- c(1, 2, 4, 7); model <- c(0, 0, 1, 1); need <- c(0, 1, 0, 1)
 * // R: r2 <- function(f) summary(lm(f))$r.squared; both <- r2(y ~ model + need)
 * varianceShares(effects, choices).additive; // => 0.95238095
 * // R: both
 * varianceShares(effects, choices).main.map(({ share }) => share); // => [0.76190476, 0.19047619]
 * // R: (c(1, 1) * both + c(1, -1) * (r2(y ~ model) - r2(y ~ need))) / 2
 * ```
 */
export function varianceShares(effects: Float64Array, choices: readonly Choice[]): VarianceShares {
  const n = effects.length;
  if (choices.some(({ codes }) => codes.length !== n)) {
    throw new InvalidDataError('Every specification needs an option of every choice.');
  }
  const mean = effects.reduce((total, value) => total + value, 0) / n;
  const centred = effects.map((value) => value - mean);
  const total = centred.reduce((sum, value) => sum + value * value, 0);
  if (!(total > 0)) throw new InvalidDataError('Effects do not vary: there is nothing to share out.');
  const varying = choices.filter(({ codes }) => codes.some((code) => code !== codes[0]));

  const every = varying.map((_, j) => j);
  const dummies = dummiesOf(centred, varying);
  const bySubset = new Float64Array(1 << varying.length);
  for (let subset = 1; subset < bySubset.length; subset++) {
    bySubset[subset] =
      explained(
        dummies,
        every.filter((j) => (subset >> j) & 1),
      ) / total;
  }
  const additive = bySubset.at(-1)!;
  const m = varying.length;
  const main = choices.map(({ name, codes }) => {
    const j = varying.findIndex((choice) => choice.codes === codes && choice.name === name);
    if (j < 0) return { name, share: 0, alone: 0 };
    let share = 0;
    for (let subset = 0; subset < bySubset.length; subset++) {
      if ((subset >> j) & 1) continue;
      share += (bySubset[subset | (1 << j)]! - bySubset[subset]!) * orders(bits(subset), m);
    }
    return { name, share, alone: bySubset[1 << j]! };
  });
  const interactions = varying.flatMap((a, i) =>
    varying.slice(i + 1).map((b) => {
      const codes = a.codes.map((code, s) => code * b.options + b.codes[s]!);
      const cell: Choice = { name: '', codes, options: a.options * b.options };
      const both = explained(dummiesOf(centred, [...varying, cell]), [...every, varying.length]) / total;
      const gain = Math.max(0, both - additive);
      return { names: [a.name, b.name] as [string, string], gain };
    }),
  );
  interactions.sort((a, b) => b.gain - a.gain);
  return { additive, main, interactions };
}

function bits(subset: number): number {
  let count = 0;
  for (let rest = subset; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

/** Share of all orders of m in which exactly a given set of that size comes before a given one. */
function orders(size: number, m: number): number {
  let share = 1 / m;
  for (let i = 1; i <= size; i++) share *= i / (m - i);
  return share;
}

/** Cross-products of centred dummies and of effects with them, all factors' one after another. */
interface Dummies {
  p: number;
  /** p x p. */
  cross: Float64Array;
  right: Float64Array;
  counts: Float64Array;
  /** Index of each factor's first dummy, and p at the end. */
  first: number[];
}

function dummiesOf(centred: Float64Array, factors: readonly Choice[]): Dummies {
  const n = centred.length;
  const first = [0];
  for (const { options } of factors) first.push(first.at(-1)! + options);
  const p = first.at(-1)!;
  const cross = new Float64Array(p * p);
  const right = new Float64Array(p);
  const at = new Int32Array(factors.length);
  for (let s = 0; s < n; s++) {
    factors.forEach(({ codes }, f) => {
      at[f] = first[f]! + codes[s]!;
      right[at[f]!] = right[at[f]!]! + centred[s]!;
    });
    for (const a of at) for (const b of at) cross[a * p + b] = cross[a * p + b]! + 1;
  }
  const counts = Float64Array.from({ length: p }, (_, a) => cross[a * p + a]!);
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) cross[a * p + b] = cross[a * p + b]! - (counts[a]! * counts[b]!) / n;
  return { p, cross, right, counts, first };
}

/** Sum of squares that the dummies of some factors explain, by Cholesky with dependent dummies passed over. */
function explained({ p, cross, right, counts, first }: Dummies, factors: readonly number[]): number {
  const columns = factors.flatMap((f) =>
    Array.from({ length: first[f + 1]! - first[f]! }, (_, option) => first[f]! + option),
  );
  const rows: { column: number; values: Float64Array }[] = [];
  const solution: number[] = [];
  let sum = 0;
  for (const column of columns) {
    const values = new Float64Array(rows.length + 1);
    let pivot = cross[column * p + column]!;
    let value = right[column]!;
    rows.forEach((row, b) => {
      let rest = cross[column * p + row.column]!;
      for (let l = 0; l < b; l++) rest -= values[l]! * row.values[l]!;
      const entry = rest / row.values[b]!;
      values[b] = entry;
      pivot -= entry * entry;
      value -= entry * solution[b]!;
    });
    if (!(pivot > dependence * counts[column]!)) continue;
    const root = Math.sqrt(pivot);
    values[rows.length] = root;
    rows.push({ column, values });
    solution.push(value / root);
    sum += (value / root) ** 2;
  }
  return sum;
}
