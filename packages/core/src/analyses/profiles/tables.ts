import {
  choiceColumn,
  columns,
  countColumn,
  defineTable,
  gap,
  none,
  numberColumn,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';

const rate = 'FTE per 10,000 patients';

/** What stands beside a PCN at every snapshot. */
export const areaProvision = defineTable({
  file: 'area_provision.csv',
  title: 'Provision of England and ICBs over time',
  description:
    'At every snapshot, for England and each ICB: who reported, and patient-weighted provision over the PCNs that did. A value is empty where nobody reported.',
  key: ['snapshot', 'level', 'code'],
  columns: {
    snapshot: columns.snapshot,
    level: choiceColumn('Level', 'what the area is', ['england', 'icb']),
    code: textColumn('Code', 'ODS code of the area; "England" for all PCNs together'),
    name: textColumn('Name', 'name of the area'),
    pcns: { ...columns.pcns, description: 'PCNs of the area, those that did not report included' },
    reporters: countColumn('PCNs that reported', 'with FTE that could be read', 'PCNs'),
    not_reported: countColumn('Not reported', 'of these, PCNs without a row of any role', 'PCNs'),
    patients: columns.patients,
    patients_reported: countColumn('Patients of reporters', 'registered with PCNs that reported', 'persons'),
    value: numberColumn('Value among reporters', 'FTE over their patients; empty where none did', rate, gap),
    conf_low: numberColumn(
      'Lower limit',
      'of its jackknife interval, PCNs left out one at a time',
      rate,
      none,
    ),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
  },
});

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
    value: numberColumn('Need', 'of the PCN', 'unit of need'),
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

export type AreaProvisionRow = RowOf<typeof areaProvision>;
export type PcnNeedRow = RowOf<typeof pcnNeeds>;
