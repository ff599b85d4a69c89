import { choiceColumn, countColumn, defineTable, none, numberColumn, type RowOf } from '@inverse-care/domain';
import { findings, findingTestsTable } from './tables.js';

/** What the ratio of a pseudo-likelihood is of. */
export const ratioNames = ['', 'rates', 'odds'] as const;

/** The graded finding of each need by the study's declared model: what headline and summaries are made from, where there is one. */
export const modelFindings = defineTable({
  file: 'model_findings.csv',
  title: "Findings of the study's declared model and their grades",
  description:
    'As findings.csv, of the main model that the study declares: its interval, other snapshots, PCNs of one ICB being alike, other methods and places left out by its own estimates. What is asked of provision on need alone (the multiverse, what was not reported, placebos) grades findings.csv and not this.',
  key: ['need'],
  columns: {
    ...findings.columns,
    ratio_of: {
      ...choiceColumn('Ratio of', 'rates (poisson) or odds (logit); empty for other forms', ratioNames),
      ...none,
    },
    ratio: numberColumn('Ratio', 'for the same difference in need', undefined, none),
    ratio_low: numberColumn('Ratio, lower limit', 'of its confidence interval', undefined, none),
    ratio_high: numberColumn('Ratio, upper limit', 'of its confidence interval', undefined, none),
    unadjusted: numberColumn(
      'Unadjusted',
      'the difference without covariates and fixed effects, on the same PCNs',
      findings.columns.estimate.unit,
      none,
    ),
    unadjusted_low: numberColumn(
      'Unadjusted, lower limit',
      'of its confidence interval',
      findings.columns.estimate.unit,
      none,
    ),
    unadjusted_high: numberColumn(
      'Unadjusted, upper limit',
      'of its confidence interval',
      findings.columns.estimate.unit,
      none,
    ),
    p_equivalence: numberColumn(
      'p, small',
      "that the difference lies within the study's smallest effect, by two one-sided tests; empty for the wild bootstrap, whose whole interval is to lie within it",
      undefined,
      none,
    ),
    clusters: { ...countColumn('Clusters', 'of the interval', 'clusters'), ...none },
  },
});

/** One test of one finding of the declared model. */
export const modelFindingTests = defineTable({
  file: 'model_finding_tests.csv',
  title: "What breaks a finding of the study's declared model",
  description:
    'As finding_tests.csv, of the declared model by its own estimates. Tests that this run makes of provision on need alone are not asked of it.',
  key: ['need', 'test'],
  columns: findingTestsTable.columns,
});

export type ModelFindingRow = RowOf<typeof modelFindings>;
export type ModelFindingTestRow = RowOf<typeof modelFindingTests>;
