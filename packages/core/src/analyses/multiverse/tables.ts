import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  gap,
  multiverseOptions,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const outcomeUnit = 'unit of the outcome per unit of need';
const standardisedUnit = 'SDs of the outcome per SD of need';

const specification = textColumn('Specification', 'the options of its ten choices, joined by slashes');
const scope = textColumn('Scope', 'all specifications, or those with one option, such as need=ltc_share');
const specifications = countColumn('Specifications', 'how many the row is of', 'specifications');
const counted = (title: string, description: string) => countColumn(title, description, 'specifications');

const options = {
  outcome: choiceColumn(
    'Outcome',
    'what is explained: a rate, a rate per patient with a condition, any, or FTE',
    multiverseOptions.outcome,
  ),
  population: choiceColumn(
    'Population',
    'all PCNs that are open on the snapshot, or those of them that survive to a later date',
    multiverseOptions.population,
  ),
  absent: choiceColumn(
    'Non-reporting',
    'a PCN that did not report has none, is left out, or is stood for by others',
    multiverseOptions.absent,
  ),
  weights: choiceColumn('Weights', 'none, or registered patients', multiverseOptions.weights),
  covariates: choiceColumn('Covariates', 'what else is in the regression', multiverseOptions.covariates),
  form: choiceColumn('Form', 'level, logarithm, Poisson, two-part or logit', multiverseOptions.form),
  tails: choiceColumn(
    'Tails',
    'all PCNs, extreme outcomes drawn in, or large PCNs alone',
    multiverseOptions.tails,
  ),
  errors: choiceColumn('Errors', 'kind of standard error', multiverseOptions.errors),
};

const estimate = numberColumn('Estimate', 'slope, or average marginal effect of a model', outcomeUnit, gap);
const estimatePerSd = numberColumn(
  'Estimate per SD',
  'the estimate for one standard deviation of need over the PCNs of the snapshot',
  'unit of the outcome',
  gap,
);

/** One specification and what it found. Numbers are null where it could not be fitted; its note says why. */
export const multiverse = defineTable({
  file: 'multiverse.csv',
  title: 'The multiverse',
  description: 'One row a specification: a full set of choices, what it found, and the command for it alone.',
  key: ['specification'],
  columns: {
    specification,
    snapshot: columns.snapshot,
    need: columns.need,
    ...options,
    n: columns.n,
    rows_lost: countColumn(
      'PCNs not used',
      'PCNs of its population at the snapshot that the specification does not use',
      'PCNs',
    ),
    estimate,
    std_error: numberColumn('Standard error', 'of the kind that the specification names', outcomeUnit, gap),
    conf_low: numberColumn('Lower limit', 'of the confidence interval', outcomeUnit, gap),
    conf_high: numberColumn('Upper limit', 'of the confidence interval', outcomeUnit, gap),
    p_value: numberColumn('p', 'two-sided p-value', undefined, gap),
    estimate_per_sd: estimatePerSd,
    command: textColumn('Command', 'runs this specification alone'),
  },
});

/** The estimates of the multiverse in units in which they can be compared. */
export const multiverseEffects = defineTable({
  file: 'multiverse_effects.csv',
  title: 'The multiverse in other units',
  description: 'The estimates of the table before in units in which they can be compared.',
  key: ['specification'],
  columns: {
    specification,
    estimate,
    estimate_per_10_points: numberColumn(
      'Estimate per 10 points',
      'the estimate for 10 percentage points of need',
      'unit of the outcome',
      gap,
    ),
    estimate_per_sd: estimatePerSd,
    standardised: numberColumn(
      'Standardised',
      'the estimate per standard deviation of need, in standard deviations of the outcome',
      standardisedUnit,
      gap,
    ),
    need_sd: numberColumn('SD of need', 'over the PCNs of the snapshot', 'unit of need'),
    outcome_sd: numberColumn('SD of outcome', 'over the PCNs of the snapshot', 'unit of the outcome'),
    unit: textColumn('Unit', 'of the outcome'),
    df: columns.df,
    note: textColumn('Note', 'why there is no estimate or no test', none),
  },
});

/** A statistic of the specifications of a scope together, with the null imposed by shared draws. */
export const multiverseJoint = defineTable({
  file: 'multiverse_joint.csv',
  title: 'Specifications judged together',
  description:
    'Statistics of all specifications of a scope, held against draws in which need has no effect in any of them.',
  key: ['scope', 'statistic'],
  columns: {
    scope,
    specifications,
    statistic: choiceColumn(
      'Statistic',
      'median effect, share significant in the dominant direction, or average Z',
      ['average Z', 'median standardised effect', 'share significant in the dominant direction'],
    ),
    value: numberColumn('Value', 'in the data'),
    p_value: numberColumn('p', 'share of draws as far out', undefined, none),
    p_mcse: columns.p_mcse,
    p_smallest: numberColumn('Smallest p', 'that so many draws can give'),
    replicates: countColumn('Draws', 'shared by all specifications', 'draws'),
  },
});

/** Specifications of a scope by sign and significance. */
export const multiverseSigns = defineTable({
  file: 'multiverse_signs.csv',
  title: 'Sign and significance',
  description: 'Specifications by sign and significance, for each option of each choice.',
  key: ['scope'],
  columns: {
    scope,
    specifications,
    positive: counted('Positive', 'with an estimate above zero'),
    negative: counted('Negative', 'with an estimate below zero'),
    significant_positive: counted('Significant, positive', 'and significant'),
    significant_negative: counted('Significant, negative', 'and significant'),
    significant_share: numberColumn('Share significant', 'of either sign', 'share'),
    median_standardised: numberColumn('Median', 'of standardised effects', standardisedUnit),
    low_standardised: numberColumn('5th percentile', 'of standardised effects', standardisedUnit),
    high_standardised: numberColumn('95th percentile', 'of standardised effects', standardisedUnit),
  },
});

/** What a choice, or two together, explain of the spread of effects. */
export const multiverseSpread = defineTable({
  file: 'multiverse_spread.csv',
  title: 'What explains the spread',
  description: 'How much of the variance of effects over specifications each choice explains.',
  key: ['effect', 'term'],
  columns: {
    effect: choiceColumn(
      'Effect',
      'standardised, of all; or per SD of need, of outcomes per 10,000 patients',
      ['standardised', 'estimate_per_sd'],
    ),
    term: textColumn('Term', 'a choice, two that act together, all main effects, or the rest'),
    kind: choiceColumn('Kind', 'main, interaction, additive or rest', [
      'main',
      'interaction',
      'additive',
      'rest',
    ]),
    share: numberColumn(
      'Share',
      'of the variance: Shapley value of a choice, what two add together',
      'share',
    ),
    alone: numberColumn('Alone', 'R-squared of the choice alone', 'share', none),
    specifications,
  },
});

/** What is left out of the multiverse and why. */
export const multiverseOmitted = defineTable({
  file: 'multiverse_omitted.csv',
  title: 'Left out of the multiverse',
  description: 'Options that do not go together or that the data lack, and what reporting was weighted by.',
  key: ['kind', 'what'],
  columns: {
    kind: choiceColumn('Kind', 'incompatible, not in the data, or reporting weights', [
      'incompatible',
      'not in the data',
      'reporting weights',
    ]),
    what: textColumn('What', 'options, or the snapshot of the weights'),
    why: textColumn('Why', 'the reason, or what reporting was explained by'),
    combinations: { ...countColumn('Combinations', 'how many fall out', 'combinations'), ...none },
  },
});

/** How many specifications there are. One row. */
export const multiverseSummary = defineTable({
  file: 'multiverse_summary.csv',
  title: 'The multiverse in numbers',
  description: 'How many specifications were run and why others were not; one row.',
  key: ['specifications'],
  columns: {
    specifications,
    incompatible: counted('Incompatible', 'combinations of options that do not go together'),
    lost: counted('Lost', 'combinations that the data do not allow'),
    combinations: counted('Combinations', 'of all options: run, incompatible or lost'),
    replicates: countColumn('Draws', 'shared by all specifications', 'draws'),
    baseline: textColumn(
      'Own',
      'the specification that the study stands for before it varies any; empty where it is not among them',
    ),
  },
});

/** What becomes of a need's effect when one choice is changed. */
export const multiverseTurning = defineTable({
  file: 'multiverse_turning.csv',
  title: 'Which choices turn the sign',
  description:
    "By need, choice and option: the median effect of the specifications with that option, and the effect of the study's own specification with that choice alone changed.",
  key: ['need', 'basis', 'choice', 'option'],
  columns: {
    need: columns.need,
    basis: choiceColumn('Basis', "median over all specifications, or the study's own specification", [
      'median',
      'own',
    ]),
    choice: choiceColumn('Choice', 'which is changed', [
      'snapshot',
      'outcome',
      'population',
      'absent',
      'weights',
      'covariates',
      'form',
      'tails',
      'errors',
    ]),
    option: textColumn('Option', 'to which it is set'),
    effect: numberColumn('Effect', 'standardised', standardisedUnit),
    turned: {
      title: 'Turned',
      description: 'of the other sign than with the choices unchanged',
      type: 'boolean',
    },
  },
});

/** A row of the multiverse in all units. */
export type MultiverseRow = RowOf<typeof multiverse> & RowOf<typeof multiverseEffects>;
export type MultiverseJointRow = RowOf<typeof multiverseJoint>;
export type MultiverseSigns = RowOf<typeof multiverseSigns>;
export type MultiverseSpreadRow = RowOf<typeof multiverseSpread>;
export type MultiverseOmittedRow = RowOf<typeof multiverseOmitted>;
export type MultiverseSummaryRow = RowOf<typeof multiverseSummary>;
export type MultiverseTurningRow = RowOf<typeof multiverseTurning>;
