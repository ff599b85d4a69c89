import type { Choices, Dimension } from '@inverse-care/domain';

/** Options of two choices that do not go together, and why. */
export interface IncompatiblePair {
  first: Dimension;
  firstOptions: readonly string[];
  second: Dimension;
  secondOptions: readonly string[];
  why: string;
}

const pair = (
  [first, ...firstOptions]: readonly [Dimension, ...string[]],
  [second, ...secondOptions]: readonly [Dimension, ...string[]],
  why: string,
): IncompatiblePair => ({ first, firstOptions, second, secondOptions, why });

/** Every pair of options that is left out. A combination is counted under the first that it meets. */
export const incompatiblePairs: readonly IncompatiblePair[] = [
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
  pair(['outcome', 'any'], ['tails', 'winsorised'], 'An outcome of 0 and 1 has no tails.'),
  pair(
    ['need', 'ltc_share'],
    ['outcome', 'fte_per_10k_ltc'],
    'The need is in the denominator of the outcome, which would make a negative slope by itself.',
  ),
  pair(
    ['need', 'share_65_plus'],
    ['covariates', 'age', 'age_deprivation'],
    'The covariates contain the need.',
  ),
  pair(
    ['need', 'income_deprivation', 'core20_share', 'income_deprivation_2025', 'core20_share_2025'],
    ['covariates', 'age_deprivation'],
    'The covariates contain deprivation, which is what the need measures.',
  ),
  pair(
    ['need', 'need_predicted'],
    ['covariates', 'table2'],
    'The need is computed from the covariates: nothing of it would be left.',
  ),
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

/** The first rule that a combination breaks. */
export function brokenRule(choices: Choices): IncompatiblePair | undefined {
  return incompatiblePairs.find(
    ({ first, firstOptions, second, secondOptions }) =>
      firstOptions.includes(choices[first]) && secondOptions.includes(choices[second]),
  );
}

/** A rule as words: "outcome any with form log1p, poisson, two_part". */
export function ruleAsWords({ first, firstOptions, second, secondOptions }: IncompatiblePair): string {
  return `${first} ${firstOptions.join(', ')} with ${second} ${secondOptions.join(', ')}`;
}
