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
const level = choiceColumn('Level', 'what the area is', ['england', 'icb']);
const code = textColumn('Code', 'ODS code of the area; "England" for all PCNs together');
const reporters = countColumn('PCNs that reported', 'with FTE that could be read', 'PCNs');

/** Who reported in England and each ICB, and what those have that did, at every snapshot. */
export const areaSummary = defineTable({
  file: 'area_summary.csv',
  title: 'Each ICB and England over time',
  description:
    'PCNs, those that did not report, and provision over those that did, in England and each ICB at every snapshot. What did not report counts nowhere as none. The mean is empty where fewer than three reported, and not all, its interval where fewer than five did.',
  key: ['snapshot', 'level', 'code'],
  columns: {
    snapshot: columns.snapshot,
    level,
    code,
    name: textColumn('Name', 'name of the area'),
    pcns: { ...columns.pcns, description: 'PCNs open at the snapshot' },
    reporters,
    not_reported: countColumn('Not reported', 'PCNs without a row of any role', 'PCNs'),
    unread: countColumn('Not read', 'PCNs that reported, but an FTE of theirs is no number', 'PCNs'),
    no_staff: countColumn('None', 'PCNs that reported and have none', 'PCNs'),
    patients: columns.patients,
    patients_reported: countColumn('Patients of reporters', 'registered with PCNs that reported', 'persons'),
    share_reported: numberColumn(
      'Share that reported',
      'of patients, those of PCNs that reported',
      'share',
      none,
    ),
    fte: numberColumn('FTE', 'of PCNs that reported', 'FTE'),
    value: numberColumn(
      'Value among reporters',
      'FTE per 10,000 patients of the PCNs that reported; empty where fewer than three did, and not all',
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
    per_fte: numberColumn('Patients per FTE', 'of PCNs that reported', 'persons per FTE', none),
  },
});

/** Need in England and each ICB, and the slope of provision on it among its own PCNs. */
export const areaNeeds = defineTable({
  file: 'area_needs.csv',
  title: 'Need in each ICB, and the slope on it',
  description:
    'Patient-weighted mean of need over all PCNs of an area, and least squares of provision on need over those that reported: of an ICB each PCN by itself with CR2 errors and Satterthwaite’s degrees of freedom, of England as the study takes PCNs to hang together. Empty where fewer than ten reported; at snapshots before the last the headline’s slope alone is asked for.',
  key: ['snapshot', 'need', 'level', 'code'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    level,
    code,
    pcns: { ...columns.pcns, description: 'PCNs with a value of need' },
    mean: numberColumn('Mean need', 'over PCNs, weighted by patients', undefined, gap),
    least: numberColumn('Least', 'need of a PCN', undefined, gap),
    most: numberColumn('Most', 'need of a PCN', undefined, gap),
    n: { ...columns.n, description: 'PCNs that reported, with a value of need' },
    constant: numberColumn('Constant', 'of the line: provision where need is 0', rate, none),
    estimate: { ...columns.estimate, ...none },
    std_error: { ...columns.std_error, ...none },
    df: columns.df,
    conf_low: { ...columns.conf_low, ...none },
    conf_high: { ...columns.conf_high, ...none },
    method: columns.method,
  },
});

/** What each ICB has in each of England's fifths of need. */
export const areaFifths = defineTable({
  file: 'area_fifths.csv',
  title: 'Each ICB by England’s fifths of need',
  description:
    'PCNs of each ICB, and of England, by fifth of England’s patients in the order of need, at the last snapshot; provision over those that reported, empty where fewer than three did, and not all, its interval where fewer than five did.',
  key: ['need', 'level', 'code', 'fifth'],
  columns: {
    snapshot: columns.snapshot,
    need: columns.need,
    level,
    code,
    fifth: countColumn('Fifth', 'of England’s patients, 1 the least need', 'fifth'),
    pcns: columns.pcns,
    reporters,
    patients: columns.patients,
    patients_reported: countColumn('Patients of reporters', 'registered with PCNs that reported', 'persons'),
    fte: numberColumn('FTE', 'of PCNs that reported', 'FTE'),
    value: numberColumn('Value among reporters', 'provision over the PCNs that reported', rate, none),
    conf_low: numberColumn('Lower limit', 'of its jackknife interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
  },
});

/** What the Core20 of each ICB have beside all others of the same ICB. */
export const areaCore20 = defineTable({
  file: 'area_core20.csv',
  title: 'Core20 within each ICB',
  description:
    'FTE per 10,000 patients of those who live in the most deprived fifth of England’s neighbourhoods (Core20) and of all others of an ICB, at each snapshot, over PCNs that reported; everyone of a PCN is taken to have what the PCN has. Empty where fewer than ten reported, or either group has no one.',
  key: ['snapshot', 'icb_code'],
  columns: {
    snapshot: columns.snapshot,
    icb_code: columns.icb_code,
    pcns: { ...columns.pcns, description: 'PCNs that reported, with a value' },
    share: numberColumn('Share in the group', 'of the patients of these PCNs, those in Core20', 'share', gap),
    inside: numberColumn('Core20', 'provision', rate, none),
    outside: numberColumn('All others', 'provision', rate, none),
    difference: numberColumn('Difference', 'Core20 less all others', rate, none),
    conf_low: numberColumn('Lower limit', 'of its jackknife interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
    ratio: numberColumn('Ratio', 'Core20 over all others', undefined, none),
  },
});

export type AreaSummaryRow = RowOf<typeof areaSummary>;
export type AreaNeedRow = RowOf<typeof areaNeeds>;
export type AreaFifthRow = RowOf<typeof areaFifths>;
export type AreaCore20Row = RowOf<typeof areaCore20>;
