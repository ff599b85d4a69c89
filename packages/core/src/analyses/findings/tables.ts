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

/** How far a finding bears weight. */
export const grades = ['holds', 'fragile', 'cannot say'] as const;

/** What is found of a need: more or less provision with more of it, a difference too small to matter, or nothing. */
export const claims = ['more', 'fewer', 'small', 'none shown'] as const;

/** What a finding is held against, in the order in which it is told. */
export const findingTests = [
  'interval',
  'snapshots',
  'icb',
  'methods',
  'multiverse',
  'one icb',
  'one pcn',
  'bounds',
  'placebo',
] as const;

/** The numbers of the rule by which findings are graded; docs/methods.md states the rule. */
export const gradeRule = {
  /** Fewer PCNs than this say nothing. */
  fewestPcns: 30,
  /** Of a need's specifications so many have the sign of the finding. */
  signShare: 0.95,
  /** A margin above this share of mean provision is wider than most effects could be: to lie within it says nothing. */
  widestMargin: 0.5,
  /** A test may reject at most so many times as often as it claims where need has nothing to do with provision. */
  placeboTimes: 2,
} as const;

const effect = 'FTE per 10,000 patients';
const share = 'share of mean provision';

/** The graded finding of each need at the last snapshot: what every headline and summary is made from. */
export const findings = defineTable({
  file: 'findings.csv',
  title: 'Findings and their grades',
  description:
    'By need, at the last snapshot: the difference in provision for one standard deviation more need, what is found, and how far it bears weight by one rule from all that the run computed. What was found of all snapshots together stands beside.',
  key: ['need'],
  columns: {
    need: columns.need,
    snapshot: columns.snapshot,
    n: columns.n,
    outcome: textColumn('Outcome', 'unit of the differences'),
    told_for: textColumn('Told for', 'difference in need, as in increments.csv'),
    estimate: numberColumn('Difference', 'for that difference in need', effect),
    step_estimate: numberColumn(
      'Difference for the step',
      'for the step of the need’s own, as in increments.csv',
      effect,
    ),
    conf_low: numberColumn('Lower limit', 'of its confidence interval, as the study concludes', effect, gap),
    conf_high: numberColumn('Upper limit', 'of its confidence interval', effect, gap),
    p_value: { ...columns.p_value, ...gap },
    method: textColumn('Method', 'of the interval'),
    share: numberColumn('Share of the mean', 'the difference over mean provision', share, gap),
    share_low: numberColumn('Lower share', 'the lower limit over mean provision', share, gap),
    share_high: numberColumn('Upper share', 'the upper limit over mean provision', share, gap),
    finding: choiceColumn(
      'Finding',
      'more or fewer staff with more need; a difference shown to be small; or none shown',
      claims,
    ),
    grade: choiceColumn('Grade', 'holds, fragile or cannot say', grades),
    reason: {
      ...choiceColumn('Reason', 'why it cannot be said; empty for other grades', [
        '',
        'few PCNs',
        'no interval',
        'includes zero',
        'nothing else asked',
      ]),
      ...none,
    },
    breaks: textColumn('Breaks', 'tests of finding_tests.csv that it fails, separated by semicolons', none),
    not_asked: textColumn('Not asked', 'tests that this run did not make', none),
    snapshots: countColumn('Snapshots', 'that have a coefficient', 'snapshots'),
    clear_more: countColumn('Clear, more', 'snapshots whose interval lies above zero', 'snapshots'),
    clear_fewer: countColumn('Clear, fewer', 'snapshots whose interval lies below zero', 'snapshots'),
    clear_adjusted: countColumn(
      'Clear, adjusted',
      'snapshots whose p-value, adjusted for their number (Holm), is significant',
      'snapshots',
    ),
    p_all_zero: numberColumn('p, all zero', 'that no snapshot has a difference', undefined, none),
    p_all_equal: numberColumn('p, all equal', 'that all snapshots have the same', undefined, none),
    trend: numberColumn('Change a year', 'of the difference, over all snapshots', `${effect} a year`, none),
    trend_low: numberColumn('Its lower limit', 'of the confidence interval', `${effect} a year`, none),
    trend_high: numberColumn('Its upper limit', 'of the confidence interval', `${effect} a year`, none),
    together: {
      ...choiceColumn(
        'All snapshots',
        'what they say together: a difference at some of them, a change, both, or neither; empty where nothing tested them',
        ['', 'difference', 'change', 'both', 'neither'],
      ),
      ...none,
    },
  },
});

/** One test of one finding. */
export const findingTestsTable = defineTable({
  file: 'finding_tests.csv',
  title: 'What breaks a finding',
  description:
    'By need and test: whether the finding stands, and the numbers that decide it. Where nothing is shown, the sign of the estimate is held against the tests.',
  key: ['need', 'test'],
  columns: {
    need: columns.need,
    test: choiceColumn('Test', 'what the finding is held against', findingTests),
    result: choiceColumn('Result', 'whether the finding stands', [
      'stands',
      'breaks',
      'not asked',
      'not applicable',
    ]),
    against: {
      ...countColumn('Against', 'intervals or specifications that speak against it', 'of those'),
      ...none,
    },
    of: { ...countColumn('Of', 'how many there are', 'intervals or specifications'), ...none },
    share: numberColumn(
      'Share',
      'specifications with its sign; or placebos in which its test rejects',
      'share',
      none,
    ),
    p_value: numberColumn('p', 'adjusted for the number of snapshots', undefined, none),
    estimate: numberColumn(
      'Difference',
      'that decides: of the place without which it is weakest',
      effect,
      none,
    ),
    low: numberColumn('Lower limit', 'of the interval, or the bounds, that decide', effect, none),
    high: numberColumn('Upper limit', 'of the same', effect, none),
    what: textColumn('What', 'method, exchange, or code of the place, that decides', none),
    source: textColumn('Source', 'file of results/ that has it', none),
  },
});

export type FindingRow = RowOf<typeof findings>;
export type FindingTestRow = RowOf<typeof findingTestsTable>;
export type FindingTest = (typeof findingTests)[number];
export type Grade = (typeof grades)[number];
export type Claim = (typeof claims)[number];
