import type { ColumnDefinition, TableDefinition } from '@inverse-care/domain';

type Columns = Record<string, ColumnDefinition>;

const text = (title: string, description: string, more: Partial<ColumnDefinition> = {}) =>
  ({ title, description, type: 'text', ...more }) as const;
const number = (title: string, description: string, unit?: string, more: Partial<ColumnDefinition> = {}) =>
  ({ title, description, type: 'number', ...(unit === undefined ? {} : { unit }), ...more }) as const;
const count = (title: string, description: string, unit = 'specifications') =>
  ({ title, description, type: 'integer', unit }) as const;

const gap = { empty: 'not available' } as const;
const none = { empty: 'not applicable' } as const;
const outcomeUnit = 'unit of the outcome per unit of need';
const standardised = 'SDs of the outcome per SD of need';

const specification = text('Specification', 'the options of its nine choices, joined by slashes');
const scope = text('Scope', 'all specifications, or those with one option, such as need=ltc_share');
const specifications = count('Specifications', 'how many the row is of');

const choices: Columns = {
  specification,
  outcome: text('Outcome', 'what is explained: a rate, a rate per patient with a condition, any, or FTE'),
  absent: text('Non-reporting', 'a PCN that did not report has none, is left out, or is stood for by others'),
  weights: text('Weights', 'none, or registered patients'),
  covariates: text('Covariates', 'what else is in the regression'),
  form: text('Form', 'level, logarithm, Poisson, two-part or logit'),
  tails: text('Tails', 'all PCNs, extreme outcomes drawn in, or large PCNs alone'),
  errors: text('Errors', 'kind of standard error'),
};

const estimates: Columns = {
  estimate: number('Estimate', 'slope, or average marginal effect of a model', outcomeUnit, gap),
  std_error: number('Standard error', 'of the kind that the specification names', outcomeUnit, gap),
  conf_low: number('Lower limit', 'of the confidence interval', outcomeUnit, gap),
  conf_high: number('Upper limit', 'of the confidence interval', outcomeUnit, gap),
  p_value: number('p', 'two-sided p-value', undefined, gap),
  estimate_per_sd: number(
    'Estimate per SD',
    'the estimate for one standard deviation of need over the PCNs of the snapshot',
    'unit of the outcome',
    gap,
  ),
};

/** Tables of `sensitivity`. */
export const multiverseDefinitions: readonly TableDefinition[] = [
  {
    file: 'multiverse.csv',
    title: 'The multiverse',
    description:
      'One row a specification: a full set of choices, what it found, and the command for it alone.',
    key: ['specification'],
    columns: {
      ...choices,
      ...estimates,
      rows_lost: count('PCNs not used', 'PCNs of the snapshot that the specification does not use', 'PCNs'),
      command: text('Command', 'runs this specification alone'),
    },
  },
  {
    file: 'multiverse_effects.csv',
    title: 'The multiverse in other units',
    description: 'The estimates of the table before in units in which they can be compared.',
    key: ['specification'],
    columns: {
      ...choices,
      ...estimates,
      estimate_per_10_points: number(
        'Estimate per 10 points',
        'the estimate for 10 percentage points of need',
        'unit of the outcome',
        gap,
      ),
      standardised: number(
        'Standardised',
        'the estimate per standard deviation of need, in standard deviations of the outcome',
        standardised,
        gap,
      ),
      need_sd: number('SD of need', 'over the PCNs of the snapshot', 'unit of need'),
      outcome_sd: number('SD of outcome', 'over the PCNs of the snapshot', 'unit of the outcome'),
      unit: text('Unit', 'of the outcome'),
      note: text('Note', 'why there is no estimate or no test', none),
    },
  },
  {
    file: 'multiverse_joint.csv',
    title: 'Specifications judged together',
    description:
      'Statistics of all specifications of a scope, held against draws in which need has no effect in any of them.',
    key: ['scope', 'statistic'],
    columns: {
      scope,
      specifications,
      statistic: text(
        'Statistic',
        'median effect, share significant in the dominant direction, or average Z',
      ),
      value: number('Value', 'in the data'),
      p_value: number('p', 'share of draws as far out', undefined, none),
      replicates: count('Draws', 'shared by all specifications', 'draws'),
    },
  },
  {
    file: 'multiverse_signs.csv',
    title: 'Sign and significance',
    description: 'Specifications by sign and significance, for each option of each choice.',
    key: ['scope'],
    columns: {
      scope,
      specifications,
      positive: count('Positive', 'with an estimate above zero'),
      negative: count('Negative', 'with an estimate below zero'),
      significant_positive: count('Significant, positive', 'and significant'),
      significant_negative: count('Significant, negative', 'and significant'),
      median_standardised: number('Median', 'of standardised effects', standardised),
      low_standardised: number('5th percentile', 'of standardised effects', standardised),
      high_standardised: number('95th percentile', 'of standardised effects', standardised),
    },
  },
  {
    file: 'multiverse_spread.csv',
    title: 'What explains the spread',
    description: 'How much of the variance of effects over specifications each choice explains.',
    key: ['effect', 'term'],
    columns: {
      effect: text('Effect', 'standardised, of all; or per SD of need, of outcomes per 10,000 patients'),
      term: text('Term', 'a choice, two that act together, all main effects, or the rest'),
      kind: text('Kind', 'main, interaction, additive or rest'),
      share: number('Share', 'of the variance: Shapley value of a choice, what two add together', 'share'),
      alone: number('Alone', 'R-squared of the choice alone', 'share', none),
      specifications,
    },
  },
  {
    file: 'multiverse_omitted.csv',
    title: 'Left out of the multiverse',
    description: 'Options that do not go together or that the data lack, and what reporting was weighted by.',
    key: ['kind', 'what'],
    columns: {
      kind: text('Kind', 'incompatible, not in the data, or reporting weights'),
      what: text('What', 'options, or the snapshot of the weights'),
      why: text('Why', 'the reason, or what reporting was explained by'),
      combinations: { ...count('Combinations', 'how many fall out', 'combinations'), ...none },
    },
  },
];
