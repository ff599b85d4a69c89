import { columns, countColumn, defineTable, none, numberColumn, type RowOf } from '@inverse-care/domain';

/** Where each PCN stands by need, as far as that can be told. */
export const pcnNeeds = defineTable({
  file: 'pcn_needs.csv',
  title: 'PCNs by need',
  description:
    'At the last snapshot, every measure of need of each PCN and the fifth of England’s patients in which it falls. Where need comes from survey answers whose number is known, the interval of its sampling error, in values, fifths and percentiles; without an interval no PCN has a percentile.',
  key: ['snapshot', 'need', 'pcn_code'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    pcn_code: columns.pcn_code,
    pcn_name: columns.pcn_name,
    icb_code: columns.icb_code,
    patients: columns.patients,
    value: numberColumn('Value', 'of need in the PCN', 'unit of need'),
    england: numberColumn('England', 'patient-weighted mean over all PCNs that have a value', 'unit of need'),
    fifth: countColumn('Fifth', 'of England’s patients by need: 1 has the least, 5 the most', 'fifth'),
    low: numberColumn('Lower limit', 'of need by Wilson’s interval', 'unit of need', none),
    high: numberColumn('Upper limit', 'of need by Wilson’s interval', 'unit of need', none),
    fifth_low: { ...countColumn('Fifth from', 'in which the lower limit falls', 'fifth'), ...none },
    fifth_high: { ...countColumn('Fifth to', 'in which the upper limit falls', 'fifth'), ...none },
    percentile: numberColumn(
      'Percentile',
      'share of England’s patients in PCNs with less need, half of those with the same',
      'share',
      none,
    ),
    percentile_low: numberColumn('Percentile from', 'at the lower limit', 'share', none),
    percentile_high: numberColumn('Percentile to', 'at the upper limit', 'share', none),
    effective_respondents: numberColumn(
      'Effective respondents',
      'as in survey_base.csv; empty where need is from no survey, or their number is not known',
      'persons',
      none,
    ),
  },
});

export type PcnNeedRow = RowOf<typeof pcnNeeds>;
