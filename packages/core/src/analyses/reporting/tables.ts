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

/** Who reported in each area, and provision among those that did. */
export const reporting = defineTable({
  file: 'reporting.csv',
  title: 'Who reported, and provision among those that did',
  description:
    'PCNs that did not report by area, patient-weighted provision over the PCNs that reported, and what it could be over all of them; first and last snapshot. A value is empty where nobody reported.',
  key: ['snapshot', 'level', 'code'],
  columns: {
    snapshot: columns.snapshot,
    level: choiceColumn('Level', 'what the area is', ['england', 'icb', 'sub_icb']),
    code: textColumn('Code', 'ODS code of the area; "England" for all PCNs together'),
    name: textColumn('Name', 'name of the area'),
    pcns: { ...columns.pcns, description: 'PCNs of the area, those that did not report included' },
    not_reported: countColumn('Not reported', 'of these, PCNs without a row of any role', 'PCNs'),
    patients: columns.patients,
    patients_not_reported: countColumn(
      'Patients of PCNs that did not report',
      'registered patients of these PCNs',
      'persons',
    ),
    share_not_reported: numberColumn(
      'Share that did not report',
      'of the area’s patients, those of PCNs that did not report',
      'share',
      none,
    ),
    value: numberColumn(
      'Value among reporters',
      'patient-weighted mean over the PCNs that reported; empty where none did',
      rate,
      gap,
    ),
    conf_low: numberColumn(
      'Lower limit',
      'of its jackknife interval, PCNs left out one at a time',
      rate,
      none,
    ),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
    bound_low: numberColumn(
      'Lower bound',
      'the mean over all PCNs if those that did not report had the least of the range',
      rate,
      gap,
    ),
    bound_high: numberColumn(
      'Upper bound',
      'the mean over all PCNs if those that did not report had the most of the range',
      rate,
      gap,
    ),
    range_low: { ...columns.range_low, ...gap },
    range_high: { ...columns.range_high, ...gap },
  },
});

/** Where each PCN that reported stands among those that did. */
export const ranks = defineTable({
  file: 'ranks.csv',
  title: 'PCNs by provision',
  description:
    'Rank of provision at the last snapshot among the PCNs that reported, 1 the highest; equal values have the better rank of theirs. PCNs that did not report have no row.',
  key: ['snapshot', 'pcn_code'],
  columns: {
    snapshot: columns.snapshot,
    pcn_code: columns.pcn_code,
    value: numberColumn('Value', 'provision', rate),
    rank: countColumn('Rank', 'of the PCN', 'rank'),
    ranked: countColumn('Ranked', 'PCNs that reported', 'PCNs'),
  },
});

/** How much the rank of a PCN hangs on half a post, and on who did not report. */
export const rankRanges = defineTable({
  file: 'rank_ranges.csv',
  title: 'How far ranks of PCNs can be trusted',
  description:
    'For each rank of ranks.csv, the ranks among the PCNs that reported that the PCN would have with half an FTE more and with half an FTE less, the others as they are; and how many PCNs did not report, of which each may be above it or below.',
  key: ['snapshot', 'pcn_code'],
  columns: {
    snapshot: columns.snapshot,
    pcn_code: columns.pcn_code,
    rank: countColumn('Rank', 'as in ranks.csv', 'rank'),
    best: countColumn('Best', 'with half an FTE more; equal values have the better rank', 'rank'),
    worst: countColumn(
      'Worst',
      'with half an FTE less, or none where it has less; behind all of the same value',
      'rank',
    ),
    places: countColumn('Places', 'from the best to the worst', 'places'),
    ranked: countColumn('Ranked', 'PCNs that reported', 'PCNs'),
    not_reported: countColumn('Not reported', 'PCNs without a row of any role, which have no rank', 'PCNs'),
  },
});

export type RankRangeRow = RowOf<typeof rankRanges>;
export type ReportingRow = RowOf<typeof reporting>;
export type RankRow = RowOf<typeof ranks>;
