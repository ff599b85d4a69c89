import {
  type Choices,
  type Construct,
  computedFrom,
  constructOf,
  type Dimension,
  dimensions,
  formsAndErrors,
  multiverseOptions,
  needIds,
  outcomesAndForms,
  type Panel,
  type Study,
  survivorsOf,
  type VariableId,
} from '@inverse-care/domain';
import { denominatorShare, inDenominator } from '../../study/denominator.js';
import { type CovariateSet, heldEqual, variablesOf } from './covariates.js';

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

/** Needs that are in the denominator of an outcome, or measure the same. */
function needsInDenominator(needs: readonly VariableId[], panel: Pick<Panel, 'local'>): IncompatiblePair {
  const others = needs.filter((id) => id !== denominatorShare && inDenominator(id, panel));
  const what = others.length === 0 ? 'The need' : 'The need, or what it measures,';
  return pair(
    ['need', denominatorShare, ...others],
    ['outcome', 'fte_per_10k_ltc'],
    `${what} is in the denominator of the outcome, which would make a negative slope by itself.`,
  );
}

/** Needs of a construct in a regression that holds the construct equal by a set of its own. */
function sameConstruct(
  construct: Construct,
  needs: readonly VariableId[],
  panel: Pick<Panel, 'local'>,
  study: Study,
): IncompatiblePair[] {
  const sets = (Object.keys(heldEqual) as (keyof typeof heldEqual)[]).filter((set) =>
    heldEqual[set].includes(construct),
  );
  const [need, ...others] = needs.filter((id) => constructOf(panel, id) === construct);
  const [set, ...more] = sets;
  if (need === undefined || set === undefined) return [];
  const contained = [need, ...others].every((id) => variablesOf(set, study).includes(id));
  return [
    pair(
      ['need', need, ...others],
      ['covariates', set, ...more],
      contained
        ? 'The covariates contain the need.'
        : `The covariates contain ${construct}, which is what the need measures.`,
    ),
  ];
}

/** A need that is computed from variables, with sets of covariates that have something of each of their constructs. */
function computedNeed(need: VariableId, panel: Pick<Panel, 'local'>, study: Study): IncompatiblePair[] {
  const constructsIn = (ids: readonly VariableId[]) => new Set(ids.map((id) => constructOf(panel, id)));
  const own = constructsIn(computedFrom(need));
  const [set, ...more] = multiverseOptions.covariates.filter((one: CovariateSet) => {
    const held = constructsIn(variablesOf(one, study));
    return [...own].every((construct) => held.has(construct));
  });
  if (own.size === 0 || set === undefined) return [];
  const why = 'The need is computed from the covariates: nothing of it would be left.';
  return [pair(['need', need], ['covariates', set, ...more], why)];
}

/**
 * Survivors at a snapshot after the day to which they are to survive; and the population beside the study's own, which
 * stands with the choices alone that are the paper's: the two have most of their PCNs in common, so that crossed with
 * everything it would double what is computed and tell the same again.
 */
function populations(study: Study): IncompatiblePair[] {
  const { survivors } = survivorsOf(study);
  const beside = study.population === 'open_on_date' ? 'survivors' : 'open_on_date';
  const [late, ...later] = study.snapshots.filter((snapshot) => snapshot > survivors);
  const one = 'The two populations have most of their PCNs in common: the one beside the study’s own';
  return [
    ...(late === undefined
      ? []
      : [
          pair(
            ['snapshot', late, ...later],
            ['population', 'survivors'],
            `The snapshot is later than ${survivors}, the day to which PCNs are to survive.`,
          ),
        ]),
    pair(
      ['population', beside],
      ['absent', 'weighted'],
      `${one} has no weights for reporting, which make those that reported stand for all of the study’s own.`,
    ),
    pair(
      ['population', beside],
      ['tails', 'winsorised', 'large'],
      `${one} is looked at whole, so that one choice of PCNs is changed at a time.`,
    ),
    pair(
      ['population', beside],
      ['form', 'log1p', 'poisson', 'two_part', 'logit'],
      `${one} is looked at in levels alone, to keep the specifications to those that differ.`,
    ),
  ];
}

/** Pairs that do not go together whatever the study and the panel. */
const beforeNeeds: readonly IncompatiblePair[] = [
  ...outcomesAndForms,
  pair(['outcome', 'any'], ['tails', 'winsorised'], 'An outcome of 0 and 1 has no tails.'),
];

/**
 * Every pair of options that is left out. A combination is counted under the first that it meets.
 * @param panel whose local variables may be needs, or covariates of the study's Table 2.
 */
export function incompatiblePairs(study: Study, panel: Pick<Panel, 'local'>): IncompatiblePair[] {
  const local = (panel.local ?? []).filter(({ need }) => need).map(({ id }) => id);
  const needs: VariableId[] = [...needIds, ...local];
  return [
    ...beforeNeeds,
    ...populations(study),
    needsInDenominator(needs, panel),
    ...[...new Set(Object.values(heldEqual).flat())].flatMap((construct) =>
      sameConstruct(construct, needs, panel, study),
    ),
    ...needs.flatMap((need) => computedNeed(need, panel, study)),
    ...formsAndErrors,
  ];
}

/** The first rule that a combination breaks. */
export function brokenRule(
  choices: Choices,
  rules: readonly IncompatiblePair[],
): IncompatiblePair | undefined {
  return rules.find(
    ({ first, firstOptions, second, secondOptions }) =>
      firstOptions.includes(choices[first]) && secondOptions.includes(choices[second]),
  );
}

/**
 * The rule that {@link ruleAsWords} made words of.
 * @throws RangeError where it is none.
 */
export function ruleOfWords(what: string, why: string): IncompatiblePair {
  const [, first, firstOptions, second, secondOptions] = /^(\w+) (.+) with (\w+) (.+)$/.exec(what) ?? [];
  const named = (name: string | undefined) => dimensions.find((one) => one === name);
  const [one, other] = [named(first), named(second)];
  if (one === undefined || other === undefined) throw new RangeError(`“${what}” is no rule`);
  return pair([one, ...firstOptions!.split(', ')], [other, ...secondOptions!.split(', ')], why);
}

/** A rule as words: "outcome any with form log1p, poisson, two_part". */
export function ruleAsWords({ first, firstOptions, second, secondOptions }: IncompatiblePair): string {
  return `${first} ${firstOptions.join(', ')} with ${second} ${secondOptions.join(', ')}`;
}
