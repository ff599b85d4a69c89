import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

/** PCNs that an index counts: those that reported; or all, where the study takes what did not report for none. */
export const countedPcns = ['reported', 'all'] as const;

export const inequalityMeasures = [
  'gini',
  'concentration index',
  'erreygers index',
  'wagstaff index',
  'horizontal inequity',
  'theil',
  'theil within ICBs',
  'theil between ICBs',
  'group gap',
  'group ratio',
] as const;

/** Indices of inequality of provision. */
export const inequality = defineTable({
  file: 'inequality.csv',
  title: 'Inequality of provision',
  description:
    'Indices of inequality of provision, over people at each snapshot among the PCNs that reported; at the last also with the PCNs that did not report, where the study takes them to have none. Of ranks by need, above 0 is more for those with more need.',
  key: ['snapshot', 'counted', 'measure', 'of', 'by', 'given'],
  order: ['snapshot'],
  columns: {
    snapshot: columns.snapshot,
    counted: choiceColumn('PCNs counted', 'those that reported, or all with none where not', countedPcns),
    measure: choiceColumn('Measure', 'index of inequality', inequalityMeasures),
    of: choiceColumn('Of', 'provision, or whether a PCN has any', ['fte_per_10k', 'any']),
    by: textColumn(
      'By',
      'what people are ranked by; for Gini what provision is per: patients, or patients times a need; for Theil the areas',
    ),
    given: textColumn('Given', 'need that it is standardised for', none),
    estimate: numberColumn('Estimate', 'the index; for the group gap FTE per 10,000 patients'),
    std_error: numberColumn(
      'Standard error',
      'of the jackknife that leaves out one unit at a time',
      undefined,
      none,
    ),
    conf_low: numberColumn('Lower limit', "of the jackknife's t interval", undefined, none),
    conf_high: numberColumn('Upper limit', "of the jackknife's t interval", undefined, none),
    boot_low: numberColumn('Bootstrap lower limit', 'percentile interval, units drawn', undefined, none),
    boot_high: numberColumn('Bootstrap upper limit', 'percentile interval, units drawn', undefined, none),
    n: { ...columns.n, description: 'PCNs counted' },
    not_reported: countColumn('Not reported', 'PCNs without a row of any role, counted or not', 'PCNs'),
    unit: choiceColumn('Unit', 'what is left out or drawn as a whole', ['pcn', 'sub_icb', 'icb']),
    units: countColumn('Units', 'how many there are', 'units'),
    replicates: countColumn('Draws', 'of the bootstrap', 'draws'),
  },
});

/** What share of the staff what share of people has. */
export const concentrationCurves = defineTable({
  file: 'concentration_curves.csv',
  title: 'Lorenz and concentration curves',
  description:
    'Share of FTE that the first share of patients has at the last snapshot, among the PCNs that reported: in the order of provision (Lorenz curve), and of each need from the least (concentration curves).',
  key: ['snapshot', 'by', 'population'],
  columns: {
    snapshot: columns.snapshot,
    by: textColumn('By', 'what patients are in the order of: fte_per_10k, or a need'),
    population: numberColumn('Patients', 'share of them, from the first on', 'share'),
    amount: numberColumn('FTE', 'share of all FTE that they have', 'share'),
  },
});

export type InequalityRow = RowOf<typeof inequality>;
export type ConcentrationCurveRow = RowOf<typeof concentrationCurves>;
