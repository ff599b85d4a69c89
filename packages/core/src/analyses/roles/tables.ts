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
const role = textColumn('Role', 'staff role, as the workforce file names it');
const count = (title: string, description: string, unit: string) => ({
  ...countColumn(title, description, unit),
  ...none,
});
const rank = (title: string, description: string) => count(title, description, 'rank');
const notReported = countColumn(
  'Not reported',
  'PCNs without a row of any role, whose staff nobody knows',
  'PCNs',
);

/** Every role of the workforce publication at every snapshot. */
export const roles = defineTable({
  file: 'roles.csv',
  title: 'Every role',
  description:
    'Staff of each role at each snapshot: all of the workforce file, and of PCNs that exist on the date; ranked by FTE and by headcount among the roles of that census. Intervals are over draws of the areas that the study takes to hang together; of ranks there are none where a study looks at some places alone, as ranks are of the whole file. A role that a census lacks has a row without numbers that says so.',
  key: ['snapshot', 'role'],
  columns: {
    snapshot: columns.snapshot,
    role,
    group: textColumn('Staff group', 'as the workforce file names it', gap),
    rows: countColumn('Rows', 'of the role in the workforce file', 'rows'),
    fte: numberColumn('FTE', 'of all rows of the role', 'FTE', none),
    fte_pcns: numberColumn('FTE of PCNs', 'of these, in PCNs of the study on the date', 'FTE', none),
    fte_outside: numberColumn(
      'FTE outside',
      'of these, in codes that are no PCN of the study on the date; with FTE of PCNs it makes FTE',
      'FTE',
      none,
    ),
    headcount: count(
      'Headcount',
      'different identifiers, and one for each row without an identifier',
      'persons',
    ),
    identified: count('With an identifier', 'of these, different identifiers', 'persons'),
    unreadable: countColumn('Unreadable', 'rows whose FTE is no number, which are in no sum of FTE', 'rows'),
    pcns_any: count('PCNs with any', 'PCNs with an FTE of the role above zero', 'PCNs'),
    pcns_reported: countColumn('PCNs that reported', 'PCNs with a row of any role', 'PCNs'),
    not_reported: notReported,
    per_10k: numberColumn(
      'FTE per 10,000',
      'FTE of PCNs over the patients of the PCNs that reported',
      rate,
      none,
    ),
    conf_low: numberColumn('Lower limit', 'of its jackknife interval', rate, none),
    conf_high: numberColumn('Upper limit', 'of its jackknife interval', rate, none),
    rank_fte: rank('Rank by FTE', '1 the most; equal sums have the better rank'),
    rank_fte_low: rank('Best rank by FTE', 'lower limit of the percentile interval'),
    rank_fte_high: rank('Worst rank by FTE', 'upper limit of the percentile interval'),
    rank_headcount: rank('Rank by headcount', '1 the most'),
    rank_headcount_low: rank('Best rank by headcount', 'lower limit of the percentile interval'),
    rank_headcount_high: rank('Worst rank by headcount', 'upper limit of the percentile interval'),
    rank_identified: rank(
      'Rank by identifiers',
      '1 the most, where rows without an identifier are not counted',
    ),
    ranked: count('Ranked', 'roles of the census', 'roles'),
    note: textColumn('Note', 'that a census lacks the role, or that it begins or ends', gap),
  },
});

/** All who see patients, where they stand beside single roles. */
export const allPatientCare = 'All direct patient care';

/** How staff of each role goes with need. */
export const roleGradients = defineTable({
  file: 'role_gradients.csv',
  title: 'How each role goes with need',
  description:
    'The same measures for every role that at least a tenth of the PCNs that reported have, over the PCNs that the study counts: the regression of FTE per 10,000 patients on need with the study’s covariance (HC1 unless it says another), its slope for one standard deviation of need as a share of mean provision, the concentration index, and the fifth of patients with the most need against the fifth with the least. The last three have jackknife intervals that leave out one unit at a time.',
  key: ['snapshot', 'role', 'need'],
  order: ['snapshot', 'role'],
  columns: {
    snapshot: columns.snapshot,
    role,
    need: columns.need,
    n: columns.n,
    not_reported: { ...notReported, description: 'of these, PCNs without a row of any role' },
    pcns_any: countColumn('PCNs with any', 'of these, with an FTE of the role above zero', 'PCNs'),
    fte: numberColumn('FTE', 'of these PCNs', 'FTE'),
    mean: numberColumn('Mean', 'mean over these PCNs', rate),
    need_sd: numberColumn('SD of need', 'standard deviation over these PCNs', 'unit of need'),
    estimate: columns.estimate,
    std_error: { ...columns.std_error, description: 'by the study’s covariance' },
    conf_low: { ...columns.conf_low, description: 'of t with n less two degrees of freedom' },
    conf_high: { ...columns.conf_high, description: 'of t with n less two degrees of freedom' },
    p_value: columns.p_value,
    share: numberColumn('Relative slope', 'for one standard deviation of need, over mean provision', 'share'),
    share_low: numberColumn('Relative slope, lower limit', 'of the jackknife’s t interval', 'share', none),
    share_high: numberColumn('Relative slope, upper limit', 'of the jackknife’s t interval', 'share', none),
    others: numberColumn(
      'Of the others',
      'relative slope of all other roles of direct patient care together',
      'share',
      none,
    ),
    apart: numberColumn('Apart from the others', 'relative slope less that of the others', 'share', none),
    apart_low: numberColumn(
      'Apart from the others, lower limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    apart_high: numberColumn(
      'Apart from the others, upper limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    share_reported: numberColumn(
      'Relative slope among reporters',
      'the same over the PCNs that reported',
      'share',
      none,
    ),
    share_reported_low: numberColumn(
      'Relative slope among reporters, lower limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    share_reported_high: numberColumn(
      'Relative slope among reporters, upper limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    apart_reported: numberColumn(
      'Apart from the others among reporters',
      'the same difference over the PCNs that reported',
      'share',
      none,
    ),
    apart_reported_low: numberColumn(
      'Apart from the others among reporters, lower limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    apart_reported_high: numberColumn(
      'Apart from the others among reporters, upper limit',
      'of the jackknife’s t interval',
      'share',
      none,
    ),
    concentration: numberColumn(
      'Concentration index',
      'over patients in the order of need; above 0 those with more need have more than their share',
    ),
    concentration_low: numberColumn(
      'Concentration index, lower limit',
      'of the jackknife’s t interval',
      undefined,
      none,
    ),
    concentration_high: numberColumn(
      'Concentration index, upper limit',
      'of the jackknife’s t interval',
      undefined,
      none,
    ),
    gap: numberColumn(
      'Fifths’ gap',
      'fifth of patients with the most need less that with the least',
      rate,
      none,
    ),
    gap_low: numberColumn('Fifths’ gap, lower limit', 'of the jackknife’s t interval', rate, none),
    gap_high: numberColumn('Fifths’ gap, upper limit', 'of the jackknife’s t interval', rate, none),
    unit: choiceColumn('Unit', 'what is left out as a whole', ['pcn', 'sub_icb', 'icb']),
    units: countColumn('Units', 'how many there are', 'units'),
  },
});

/** What others have said of roles, beside the nearest snapshot. */
export const roleClaims = defineTable({
  file: 'role_claims.csv',
  title: 'What others say of roles',
  description:
    'Printed statements about roles of primary care networks, and what this run has of the last snapshot before each and of the first after it, with what differs; none where a study looks at some places alone. Nothing is fitted to them.',
  key: ['claim', 'snapshot', 'measure'],
  documents: true,
  columns: {
    claim: choiceColumn('Claim', 'what is claimed', ['third most popular', 'six fewer']),
    source: textColumn('Source', 'who printed it'),
    said: textColumn('Said', 'what it says'),
    said_on: {
      title: 'On',
      description: 'date that the statement is about, or that it was printed',
      type: 'date',
    } as const,
    printed: numberColumn('Printed', 'the number'),
    snapshot: columns.snapshot,
    days: countColumn('Days', 'from the date of the statement to the snapshot', 'days'),
    measure: textColumn('Measure', 'what ours is'),
    ours: numberColumn('Ours', 'the number of this run'),
    ours_low: numberColumn('Lower limit', 'of its interval', undefined, none),
    ours_high: numberColumn('Upper limit', 'of its interval', undefined, none),
    not_reported: notReported,
    differs: textColumn('Differs', 'what is not the same in the two'),
  },
});

export type RoleRow = RowOf<typeof roles>;
export type RoleGradientRow = RowOf<typeof roleGradients>;
export type RoleClaimRow = RowOf<typeof roleClaims>;
