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

const needColumn = textColumn(
  'Need',
  'measure by which patients count: what is expected of an area goes with patients times need; "patients" alone for none',
);
const code = textColumn('Code', 'ODS code of the area; "England" for all together');
const name = textColumn('Name', 'name of the area', gap);
const pounds = 'pounds a year';

export const positions = ['above', 'within', 'below', 'not reported', 'no expectation'] as const;
const limit = (title: string, description: string) => numberColumn(title, description, 'ratio', none);

/** Provision against what size and need lead to expect, with control limits. */
export const funnelTable = defineTable({
  file: 'funnel.csv',
  title: 'Provision against expectation',
  description:
    'FTE of each PCN and ICB at the last snapshot over what it would have if FTE went with patients times need among the PCNs that reported, with control limits widened for overdispersion. A PCN that did not report has no position.',
  key: ['snapshot', 'need', 'level', 'code'],
  columns: {
    snapshot: columns.snapshot,
    need: needColumn,
    level: choiceColumn('Level', 'what the area is', ['icb', 'pcn']),
    code,
    name,
    patients: { ...columns.patients, description: 'registered with PCNs that reported; of a PCN its own' },
    fte: numberColumn('FTE', 'of PCNs that reported', 'FTE', none),
    expected: numberColumn('Expected', 'FTE by patients times need', 'FTE', none),
    ratio: numberColumn('Ratio', 'FTE over expected', 'ratio', none),
    z: numberColumn('z', 'twice the difference of square roots, before overdispersion', undefined, none),
    phi: numberColumn(
      'Overdispersion',
      'mean square of z of all areas of the level, winsorised',
      undefined,
      none,
    ),
    tau2: numberColumn('Variance between', 'of the square root of the ratio', undefined, none),
    low_95: limit('Lower 95% limit', 'multiplicative'),
    high_95: limit('Upper 95% limit', 'multiplicative'),
    low_998: limit('Lower 99.8% limit', 'multiplicative'),
    high_998: limit('Upper 99.8% limit', 'multiplicative'),
    additive_low_998: limit('Lower 99.8% limit, additive', 'additive'),
    additive_high_998: limit('Upper 99.8% limit, additive', 'additive'),
    position: choiceColumn('Position', 'against the multiplicative 99.8% limits', positions),
    position_additive: choiceColumn('Position, additive', 'against the additive 99.8% limits', positions),
  },
});

/** How many areas are outside. */
export const funnelSummary = defineTable({
  file: 'funnel_summary.csv',
  title: 'Outside the control limits',
  description: 'Areas outside their 99.8% control limits by each measure of need, and by every measure.',
  key: ['snapshot', 'need', 'level'],
  columns: {
    snapshot: columns.snapshot,
    need: textColumn('Need', 'measure; "every need" for areas on that side by each of the study’s needs'),
    level: choiceColumn('Level', 'what the areas are', ['icb', 'pcn']),
    areas: countColumn('Areas', 'with a position', 'areas'),
    not_reported: countColumn('Not reported', 'areas without a position as they did not report', 'areas'),
    no_staff: countColumn('None', 'areas that reported and have none', 'areas'),
    above: countColumn('Above', 'the upper multiplicative limit', 'areas'),
    below: countColumn('Below', 'the lower multiplicative limit', 'areas'),
    below_no_staff: countColumn('Below with none', 'areas below that have no staff at all', 'areas'),
    above_additive: countColumn('Above, additive', 'the upper additive limit', 'areas'),
    below_additive: countColumn('Below, additive', 'the lower additive limit', 'areas'),
    by_chance: numberColumn('By chance', 'outside if areas differed by overdispersion alone', 'areas'),
    phi: numberColumn('Overdispersion', 'phi', undefined, none),
    never_below: countColumn(
      'Never below',
      'areas so small that with no staff at all they would be within the multiplicative limits',
      'areas',
    ),
  },
});

const range = (title: string, description: string) => numberColumn(title, description, 'FTE', none);

/** What each PCN would have. */
export const shortfall = defineTable({
  file: 'shortfall.csv',
  title: 'What PCNs would have',
  description:
    'FTE of each PCN at the last snapshot if the total of the PCNs that reported were shared among them by patients times need, and if PCNs below the median for their patients and need were levelled up to it. A PCN that did not report is not known to lack any.',
  key: ['snapshot', 'need', 'pcn_code'],
  columns: {
    snapshot: columns.snapshot,
    need: needColumn,
    pcn_code: columns.pcn_code,
    pcn_name: columns.pcn_name,
    icb_code: columns.icb_code,
    patients: columns.patients,
    reported: columns.reported,
    fte: numberColumn('FTE', 'as reported', 'FTE', none),
    share: range('Share', 'of the total, to a hundredth of an FTE'),
    change: range('Change', 'share less FTE'),
    change_low: range('Change from', 'least over the study’s measures of need'),
    change_high: range('Change to', 'greatest over the study’s measures of need'),
    share_of_all: numberColumn('Share of all', 'if the same total were shared by all PCNs', 'FTE', gap),
    more: range('More', 'FTE that levels it up to the median'),
    more_low: range('More from', 'least over the study’s measures of need'),
    more_high: range('More to', 'greatest over the study’s measures of need'),
    cost: numberColumn('Cost', 'of more, by the salary that the study states', pounds, none),
  },
});

/** The same by ICB and for England. */
export const shortfallIcb = defineTable({
  file: 'shortfall_icb.csv',
  title: 'What ICBs would have',
  description: 'Sums of shortfall.csv by ICB and for England; ranges are over the study’s measures of need.',
  key: ['snapshot', 'need', 'code'],
  columns: {
    snapshot: columns.snapshot,
    need: needColumn,
    code,
    name,
    pcns: columns.pcns,
    not_reported: countColumn('Not reported', 'of these, PCNs without a row of any role', 'PCNs'),
    patients: { ...columns.patients, description: 'of PCNs that reported' },
    patients_not_reported: countColumn('Patients not reported for', 'of PCNs that did not report', 'persons'),
    fte: numberColumn('FTE', 'of PCNs that reported', 'FTE'),
    share: numberColumn('Share', 'of the total', 'FTE'),
    change: numberColumn('Change', 'share less FTE', 'FTE'),
    change_low: numberColumn('Change from', 'least over the measures of need', 'FTE'),
    change_high: numberColumn('Change to', 'greatest over the measures of need', 'FTE'),
    gained: numberColumn('Gained', 'by PCNs whose share is above what they have: FTE that would move', 'FTE'),
    more: numberColumn('More', 'FTE that levels PCNs up to the median', 'FTE'),
    more_low: numberColumn('More from', 'least over the measures of need', 'FTE'),
    more_high: numberColumn('More to', 'greatest over the measures of need', 'FTE'),
    more_unreported: numberColumn(
      'More if unreported is none',
      'FTE that would level up PCNs that did not report too, if they had none',
      'FTE',
      gap,
    ),
    cost: numberColumn('Cost', 'of more, by the salary that the study states', pounds, none),
    cost_low: numberColumn('Cost from', 'of the least', pounds, none),
    cost_high: numberColumn('Cost to', 'of the most', pounds, none),
  },
});

/** How many people an FTE is there for. */
export const caseload = defineTable({
  file: 'caseload.csv',
  title: 'People per FTE',
  description:
    'Patients, and patients with a long-term condition, per FTE at each snapshot. PCNs that reported none, and PCNs that did not report, are counted apart.',
  key: ['snapshot', 'of'],
  columns: {
    snapshot: columns.snapshot,
    of: choiceColumn('Of', 'who is counted', ['patients', 'ltc_share']),
    pcns: { ...columns.pcns, description: 'PCNs whose number of these people is known' },
    with_staff: countColumn('With staff', 'PCNs that reported some', 'PCNs'),
    no_staff: countColumn('None', 'PCNs that reported and have none', 'PCNs'),
    not_reported: countColumn('Not reported', 'PCNs without a row of any role', 'PCNs'),
    people: numberColumn('People', 'of PCNs with staff', 'persons'),
    people_no_staff: numberColumn('People without', 'of PCNs that reported and have none', 'persons'),
    people_not_reported: numberColumn('People not reported for', 'of PCNs that did not report', 'persons'),
    fte: numberColumn('FTE', 'of PCNs that reported', 'FTE'),
    per_fte: numberColumn(
      'Per FTE',
      'people of all PCNs that reported over their FTE',
      'persons per FTE',
      none,
    ),
    p10: numberColumn('10th percentile', 'over PCNs with staff', 'persons per FTE', none),
    median: numberColumn('Median', 'over PCNs with staff', 'persons per FTE', none),
    p90: numberColumn('90th percentile', 'over PCNs with staff', 'persons per FTE', none),
  },
});

export type FunnelRow = RowOf<typeof funnelTable>;
export type FunnelSummaryRow = RowOf<typeof funnelSummary>;
export type ShortfallRow = RowOf<typeof shortfall>;
export type ShortfallIcbRow = RowOf<typeof shortfallIcb>;
export type CaseloadRow = RowOf<typeof caseload>;
