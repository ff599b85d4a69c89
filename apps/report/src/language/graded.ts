import {
  type FindingRow,
  type FindingTest,
  type FindingTestRow,
  gradeRule,
  grades,
} from '@inverse-care/core/tables';
import type { Panel, Study } from '@inverse-care/domain';
import type { Association } from './association.js';
import { cited, rest, setting } from './cells.js';
import { fixed } from './marks.js';
import {
  count,
  interval,
  intervalDigits,
  inWords,
  level,
  listed,
  percent,
  pValue,
  signed,
  significant,
} from './numbers.js';
import { placeName } from './place-names.js';
import { fewer, levelOf, staffOf } from './words.js';

/** What is found, as a label has it: "more link workers", "a small difference", "none shown". */
export function foundWords({ finding }: FindingRow, study: Study): string {
  if (finding === 'small') return 'a small difference';
  if (finding === 'none shown') return finding;
  const staff = staffOf(study);
  return `${finding === 'fewer' ? fewer(staff) : finding} ${staff}`;
}

/** The finding and its grade, as a label has them: "a small difference, fragile"; "cannot say" alone. */
export const gradeLabel = (row: FindingRow, study: Study): string =>
  row.grade === 'cannot say' ? row.grade : `${foundWords(row, study)}, ${row.grade}`;

/** What a finding is held against, as it stands in a list. */
const testNames: Readonly<Record<FindingTest, string>> = {
  interval: 'its own interval',
  snapshots: 'the number of snapshots',
  icb: 'PCNs of one ICB being alike',
  methods: 'other methods',
  multiverse: 'other choices (the multiverse)',
  'one icb': 'leaving out one ICB',
  'one pcn': 'leaving out one PCN',
  bounds: 'provision that was not reported',
  placebo: 'placebos',
};

const namesIn = (cell: string): string[] => (cell === '' ? [] : cell.split('; '));

const bounds = (row: FindingTestRow) =>
  interval(
    cited(row, 'low'),
    cited(row, 'high'),
    row.low === null || row.high === null ? 3 : intervalDigits(row.low, row.high, 3),
  );

function withoutPlace(row: FindingTestRow, level: 'icb' | 'pcn', panel: Panel): string {
  const name = placeName(level, row.what, panel);
  const left = `${row.estimate === null ? '' : `${signed(cited(row, 'estimate'), 3)}, `}${bounds(row)}`;
  return row.against === 1
    ? `leaving out one ${level.toUpperCase()}, ${name} (${left})`
    : `leaving out any of ${count(cited(row, 'against'))} ${level.toUpperCase()}s, most of all ${name} (${left})`;
}

const exchanges: Readonly<Record<string, string>> = {
  icb: 'need exchanged between ICBs',
  region: 'need exchanged between regions',
  shift: 'need shifted along the map',
};

/** What a test that a finding fails says, as it stands in a list: "3 of 18 other methods". */
export function breakWords(row: FindingTestRow, one: Association, panel: Panel): string {
  const { what } = row;
  switch (row.test) {
    case 'interval':
      return 'the interval includes zero';
    case 'snapshots':
      return `the correction for ${inWords(cited(one.finding, 'snapshots'))} snapshots (p ${pValue(cited(row, 'p_value'))})`;
    case 'icb':
      return `letting PCNs of one ICB be alike (${bounds(row)})`;
    case 'methods':
      return `${count(cited(row, 'against'))} of ${count(cited(row, 'of'))} other methods`;
    case 'multiverse':
      return `other choices, as ${percent(cited(row, 'share'))} of ${count(cited(row, 'of'))} specifications have the sign of the estimate`;
    case 'one icb':
      return withoutPlace(row, 'icb', panel);
    case 'one pcn':
      return withoutPlace(row, 'pcn', panel);
    case 'bounds':
      return `provision that was not reported (bounds ${bounds(row)})`;
    case 'placebo':
      return `its own test, which finds a link in ${percent(cited(row, 'share'))} of placebos that have none (${exchanges[what] ?? what})`;
  }
}

/** Why it cannot be said, as it stands after "as". */
const reasons: Readonly<Record<Exclude<FindingRow['reason'], ''>, string>> = {
  'few PCNs': fixed`fewer than 30 PCNs stand behind it`,
  'no interval': 'there is no interval',
  'includes zero': 'the interval includes zero',
  'nothing else asked': 'nothing but its own interval was asked',
};

/** Tests that a finding fails, but for its own interval. */
export const brokenBy = ({ tests }: Association): FindingTestRow[] =>
  tests.filter(({ result, test }) => result === 'breaks' && test !== 'interval');

/** A test by name, with the number that matters most where it was asked of a sign. */
function named(row: FindingTestRow, panel: Panel): string {
  const { test, result, against, what } = row;
  if (test === 'multiverse')
    return `other choices (${percent(cited(row, 'share'))} of ${count(cited(row, 'of'))} specifications have it)`;
  if (test !== 'one icb' || result !== 'breaks') return testNames[test];
  return `${testNames[test]} (${against === 1 ? '' : `any of ${count(cited(row, 'against'))}, such as `}${placeName('icb', what, panel)})`;
}

/** Other tests with a result, by name. */
const namesOf = ({ tests }: Association, result: FindingTestRow['result'], panel: Panel) =>
  listed(
    tests.filter((row) => row.result === result && row.test !== 'interval').map((row) => named(row, panel)),
  );

/** What other tests make of the sign of an estimate whose interval includes zero. */
function signSentence(one: Association, panel: Panel): string {
  const [stands, breaks] = [namesOf(one, 'stands', panel), namesOf(one, 'breaks', panel)];
  if (stands === '' && breaks === '') return '';
  if (stands === '') return ` No other test bears its sign out: ${breaks}.`;
  return ` Its sign by itself stands up to ${stands}${breaks === '' ? '' : `, and not to ${breaks}`}.`;
}

/** "Grade: fragile. It is broken by 3 of 18 other methods." */
export function gradeSentence(one: Association, panel: Panel): string {
  const { grade, reason } = one.finding;
  if (grade === 'holds') {
    const asked = one.tests.filter(({ result, test }) => result === 'stands' && test !== 'interval').length;
    return asked === 1
      ? 'Grade: holds. The one other test that this run made bears it out.'
      : `Grade: holds. All ${inWords(asked)} other tests that this run made bear it out.`;
  }
  if (grade === 'fragile')
    return `Grade: fragile. It is broken by ${listed(brokenBy(one).map((row) => breakWords(row, one, panel)))}.`;
  const why = `Grade: cannot say, as ${reasons[reason as keyof typeof reasons]}.`;
  return reason === 'includes zero' ? `${why}${signSentence(one, panel)}` : why;
}

/** What `sensitivity` would ask beside; null where it was asked. */
export function notAskedSentence(all: readonly Association[]): string | null {
  const asks: readonly FindingTest[] = ['multiverse', 'one icb', 'one pcn', 'bounds', 'placebo'];
  const open = asks.filter((test) => all.some(({ finding }) => namesIn(finding.not_asked).includes(test)));
  return open.length === 0
    ? null
    : `Grades are by what this run computed; “inverse-care sensitivity” would add ${listed(open.map((test) => testNames[test]))}, and may break what stands here.`;
}

/** "Grades: holds by long-term conditions; cannot say by income deprivation." null where there is no finding. */
export function gradesSentence(all: readonly Association[]): string | null {
  const parts = grades.flatMap((grade) => {
    const names = all
      .filter(({ finding }) => finding.grade === grade)
      .map(({ name, finding }) => (finding.finding === 'small' ? `${name} (a small difference)` : name));
    if (names.length === 0) return [];
    if (names.length < all.length || names.length === 1) return [`${grade} by ${listed(names)}`];
    return [`${grade} by ${names.length === 2 ? 'both' : `all ${inWords(names.length)}`} measures`];
  });
  return parts.length === 0 ? null : `${parts.length === 1 ? 'Grade' : 'Grades'}: ${parts.join('; ')}.`;
}

/** The rule, as it is printed beneath the grades; docs/methods.md has it at length. */
export function ruleText(study: Study): string {
  const alpha = rest(setting(study, 'inference', 'level'));
  return `The rule: it cannot be said where ${fixed`fewer than 30 PCNs`} stand behind a finding, its ${levelOf(study)} interval is missing or includes zero (and the difference is not shown to be small), or nothing but the interval was asked. A finding is fragile where one test breaks it, and holds where none of those made does: the p-value adjusted for the number of snapshots is below ${significant(alpha, 2)}; the interval that lets PCNs of one ICB be alike, and every interval by another method, lies on its side of zero; so do ${fixed`95% of the specifications`}; so does the interval without any one ICB and without any of the most influential PCNs; so do the bounds for what was not reported; and its test rejects in at most ${level(rest(setting(study, 'inference', 'level'), gradeRule.placeboTimes))} of placebos. results/findings.csv, results/finding_tests.csv.`;
}
