import type { multiverseOptions } from './choices.js';

type Varied = keyof typeof multiverseOptions;

/** Options of two choices of a regression that do not go together, and why. */
export interface RefusedPair {
  first: Varied;
  firstOptions: readonly string[];
  second: Varied;
  secondOptions: readonly string[];
  why: string;
}

const pair = (
  [first, ...firstOptions]: readonly [Varied, ...string[]],
  [second, ...secondOptions]: readonly [Varied, ...string[]],
  why: string,
): RefusedPair => ({ first, firstOptions, second, secondOptions, why });

/** Outcomes that do not go with a form, whatever study and panel. */
export const outcomesAndForms: readonly RefusedPair[] = [
  pair(
    ['outcome', 'fte_per_10k', 'fte_per_10k_ltc'],
    ['form', 'poisson', 'logit'],
    'A rate is neither a count nor yes or no: Poisson is for FTE with patients as exposure, logit for any.',
  ),
  pair(
    ['outcome', 'fte'],
    ['form', 'level', 'log1p', 'two_part', 'logit'],
    'FTE without a denominator grows with the size of a PCN: it is fitted with patients as exposure, by Poisson.',
  ),
  pair(
    ['outcome', 'any'],
    ['form', 'log1p', 'poisson', 'two_part'],
    'Any or none is 0 or 1: it has no logarithm, count or second part.',
  ),
];

/** Weights and errors that do not go with a form. */
export const formsAndErrors: readonly RefusedPair[] = [
  pair(
    ['weights', 'patients'],
    ['form', 'poisson'],
    'With patients as exposure a PCN counts by its patients already.',
  ),
  pair(
    ['form', 'poisson', 'two_part', 'logit'],
    ['errors', 'HC3', 'CR2'],
    'HC3 and CR2 rest on the leverages of least squares.',
  ),
];
