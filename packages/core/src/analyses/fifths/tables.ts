import { columns, countColumn, defineTable, gap, none, numberColumn, type RowOf } from '@inverse-care/domain';

const rate = 'FTE per 10,000 patients';

/** Provision of the people in each fifth of a need. */
export const needFifths = defineTable({
  file: 'need_fifths.csv',
  title: 'Provision by fifth of need',
  description:
    'PCNs in the order of a need, cut so that each fifth has a fifth of the registered patients, and the patient-weighted provision of each: as the study counts, and among the PCNs that reported.',
  key: ['snapshot', 'need', 'fifth'],
  order: ['snapshot', 'need', 'fifth'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    fifth: countColumn('Fifth', 'of need: 1 has the least, 5 the most', 'fifth'),
    pcns: columns.pcns,
    not_reported: countColumn('Not reported', 'of these, PCNs without a row of any role', 'PCNs'),
    patients: columns.patients,
    need_low: numberColumn('Need from', 'least need of a PCN in it', 'unit of need'),
    need_high: numberColumn('Need to', 'greatest need of a PCN in it', 'unit of need'),
    fte: numberColumn('FTE', "full-time equivalents of the study's role", 'FTE'),
    value: numberColumn('Value', 'patient-weighted mean over the PCNs that the study counts', rate, gap),
    conf_low: numberColumn('Lower limit', 'of its jackknife interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
    value_reported: numberColumn(
      'Value among reporters',
      'patient-weighted mean over the PCNs that reported',
      rate,
      gap,
    ),
  },
});

/** The fifth with the most need against that with the least. */
export const needGaps = defineTable({
  file: 'need_gaps.csv',
  title: 'Most need against least',
  description:
    'Provision of the fifth of patients with the most need less that of the fifth with the least, and the staff that this comes to over the patients of the former.',
  key: ['snapshot', 'need'],
  order: ['snapshot', 'need'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    least: numberColumn('Least need', 'provision of the fifth with the least need', rate),
    most: numberColumn('Most need', 'provision of the fifth with the most need', rate),
    difference: numberColumn('Difference', 'most less least', rate),
    conf_low: numberColumn('Lower limit', 'of its jackknife interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
    patients: { ...columns.patients, description: 'registered in the fifth with the most need' },
    staff: numberColumn('Staff', 'the difference over these patients', 'FTE'),
    staff_low: numberColumn('Staff from', 'lower limit', 'FTE', none),
    staff_high: numberColumn('Staff to', 'upper limit', 'FTE', none),
    difference_reported: numberColumn(
      'Difference among reporters',
      'the same difference over the PCNs that reported',
      rate,
      gap,
    ),
    method: columns.method,
  },
});

export type NeedFifthRow = RowOf<typeof needFifths>;
export type NeedGapRow = RowOf<typeof needGaps>;
