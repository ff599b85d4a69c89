import {
  type FindingRow,
  type FindingTest,
  type FindingTestRow,
  type Grade,
  gradeRule,
} from '@inverse-care/core/tables';
import type { Panel, Study } from '@inverse-care/domain';
import type { Association } from './association.js';
import {
  count,
  decimal,
  interval,
  intervalDigits,
  inWords,
  listed,
  percent,
  pValue,
  signed,
} from './numbers.js';
import { placeName } from './place-names.js';
import { capital, levelOf } from './words.js';

/** What a finding is held against, as it stands in a list. */
export const testNames: Readonly<Record<FindingTest, string>> = {
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

const bounds = ({ low, high }: FindingTestRow) =>
  interval(low, high, low === null || high === null ? 3 : intervalDigits(low, high, 3));

function withoutPlace(row: FindingTestRow, level: 'icb' | 'pcn', panel: Panel): string {
  const name = placeName(level, row.what, panel);
  const left = `${row.estimate === null ? '' : `${signed(row.estimate, 3)}, `}${bounds(row)}`;
  return row.against === 1
    ? `leaving out one ${level.toUpperCase()}, ${name} (${left})`
    : `leaving out any of ${count(row.against)} ${level.toUpperCase()}s, most of all ${name} (${left})`;
}

const exchanges: Readonly<Record<string, string>> = {
  icb: 'need exchanged between ICBs',
  region: 'need exchanged between regions',
  shift: 'need shifted along the map',
};

/** What a test that a finding fails says, as it stands in a list: "3 of 18 other methods". */
export function breakWords(row: FindingTestRow, one: Association, panel: Panel): string {
  const { against, of, share, p_value, what } = row;
  switch (row.test) {
    case 'interval':
      return 'the interval includes zero';
    case 'snapshots':
      return `the correction for ${inWords(one.finding.snapshots)} snapshots (p ${pValue(p_value)})`;
    case 'icb':
      return `letting PCNs of one ICB be alike (${bounds(row)})`;
    case 'methods':
      return `${count(against)} of ${count(of)} other methods`;
    case 'multiverse':
      return `other choices, as ${percent(share)} of ${count(of)} specifications have the sign of the estimate`;
    case 'one icb':
      return withoutPlace(row, 'icb', panel);
    case 'one pcn':
      return withoutPlace(row, 'pcn', panel);
    case 'bounds':
      return `provision that was not reported (bounds ${bounds(row)})`;
    case 'placebo':
      return `its own test, which finds a link in ${percent(share)} of placebos that have none (${exchanges[what] ?? what})`;
  }
}

/** Why it cannot be said, as it stands after "as". */
const reasons: Readonly<Record<Exclude<FindingRow['reason'], ''>, string>> = {
  'few PCNs': `fewer than ${gradeRule.fewestPcns} PCNs stand behind it`,
  'no interval': 'there is no interval',
  'includes zero': 'the interval includes zero',
  'nothing else asked': 'nothing but its own interval was asked',
};

/** Tests that a finding fails, but for its own interval. */
export const brokenBy = ({ tests }: Association): FindingTestRow[] =>
  tests.filter(({ result, test }) => result === 'breaks' && test !== 'interval');

/** "Grade: fragile. It is broken by 3 of 18 other methods." */
export function gradeSentence(one: Association, panel: Panel): string {
  const { grade, reason } = one.finding;
  const broken = listed(brokenBy(one).map((row) => breakWords(row, one, panel)));
  if (grade === 'holds') {
    const asked = one.tests.filter(({ result, test }) => result === 'stands' && test !== 'interval').length;
    return `Grade: holds. ${asked === 1 ? 'The one other test' : `All ${inWords(asked)} other tests`} that this run made ${asked === 1 ? 'bears' : 'bear'} it out.`;
  }
  if (grade === 'fragile') return `Grade: fragile. It is broken by ${broken}.`;
  const also = broken === '' ? '' : ` Against a finding speak, too, ${broken}.`;
  return `Grade: cannot say, as ${reasons[reason as keyof typeof reasons]}.${reason === 'includes zero' ? also : ''}`;
}

/** What `sensitivity` would ask beside; null where it was asked. */
export function notAskedSentence(all: readonly Association[]): string | null {
  const asks: readonly FindingTest[] = ['multiverse', 'one icb', 'one pcn', 'bounds', 'placebo'];
  const open = asks.filter((test) => all.some(({ finding }) => namesIn(finding.not_asked).includes(test)));
  return open.length === 0
    ? null
    : `Grades are by what this run computed; “inverse-care sensitivity” would add ${listed(open.map((test) => testNames[test]))}, and may break what stands here.`;
}

/** Names of needs by grade, in the order of grades: "By long-term conditions the finding holds; …". */
export function gradesSentence(all: readonly Association[]): string | null {
  if (all.length === 0) return null;
  const of = (grade: Grade) =>
    all
      .filter(({ finding }) => finding.grade === grade)
      .map(({ name, finding }) => (finding.finding === 'small' ? `${name} (a small difference)` : name));
  const said: readonly (readonly [Grade, string])[] = [
    ['holds', 'holds'],
    ['fragile', 'is fragile'],
    ['cannot say', 'cannot be said'],
  ];
  const [only, ...others] = said.filter(([grade]) => of(grade).length > 0);
  if (only === undefined) return null;
  if (others.length === 0 && all.length > 1)
    return `By ${all.length === 2 ? 'both measures' : `all ${inWords(all.length)} measures`} the finding ${only[1]}.`;
  const parts = [only, ...others].map(([grade, words], i) =>
    i === 0 ? `by ${listed(of(grade))} the finding ${words}` : `by ${listed(of(grade))} it ${words}`,
  );
  return `${capital(parts.join('; '))}.`;
}

/** The rule, as it is printed beneath the grades; docs/methods.md has it at length. */
export function ruleText(study: Study): string {
  const alpha = 1 - study.inference.level;
  return `The rule: it cannot be said where fewer than ${gradeRule.fewestPcns} PCNs stand behind a finding, its ${levelOf(study)} interval is missing or includes zero (and the difference is not shown to be small), or nothing but the interval was asked. A finding is fragile where one test breaks it, and holds where none of those made does: the p-value adjusted for the number of snapshots is below ${decimal(alpha, 2)}; the interval that lets PCNs of one ICB be alike, and every interval by another method, lies on its side of zero; so do ${percent(gradeRule.signShare)} of the specifications; so does the interval (the paper’s kind) without any one ICB and without any of the most influential PCNs; so do the bounds for what was not reported; and its test rejects in at most ${percent(gradeRule.placeboTimes * alpha)} of placebos. results/findings.csv, results/finding_tests.csv.`;
}
