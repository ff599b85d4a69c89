import { type FindingTest, findingTests } from '@inverse-care/core/tables';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { type Association, associations } from '../../language/association.js';
import { afterAllowing, isOfProvision } from '../../language/declared-words.js';
import { allowingIn } from '../../language/dependence-words.js';
import { foundWords, notAskedSentence, ruleText } from '../../language/graded.js';
import { answeredStudy, isDeclared, mainAssociations } from '../../language/main-associations.js';
import { count, decimal, interval, intervalDigits, percent, pValue, signed } from '../../language/numbers.js';
import { capital, dated, levelOf, staffOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const heads: Readonly<Record<Exclude<FindingTest, 'interval'>, readonly [text: string, sub: string]>> = {
  snapshots: ['Snapshots', 'p, adjusted'],
  icb: ['ICBs alike', 'interval'],
  methods: ['Methods', 'against'],
  multiverse: ['Choices', 'same sign'],
  'one icb': ['Without an ICB', 'against'],
  'one pcn': ['Without a PCN', 'against'],
  bounds: ['Not reported', 'bounds'],
  placebo: ['Placebos', 'rejected'],
};

function difference({ finding }: Association): CellView {
  const { estimate, conf_low, conf_high } = finding;
  const digits = conf_low === null || conf_high === null ? 3 : intervalDigits(conf_low, conf_high, 3);
  return figure(signed(estimate, digits), { sub: interval(conf_low, conf_high, digits), mark: 'silent' });
}

/** What a test of a finding says, and under it what that does to the finding. */
function tested({ tests, finding }: Association, name: Exclude<FindingTest, 'interval'>): CellView {
  const row = tests.find(({ test }) => test === name);
  if (row === undefined || row.result === 'not asked') return cell('not asked');
  if (row.result === 'not applicable')
    return cell(name === 'icb' && finding.method === 'CR2 by ICB' ? 'its own interval' : 'does not apply');
  const text = {
    snapshots: pValue(row.p_value),
    icb: bounds(row),
    methods: `${count(row.against)} of ${count(row.of)}`,
    multiverse: percent(row.share),
    'one icb': `${count(row.against)} of ${count(row.of)}`,
    'one pcn': `${count(row.against)} of ${count(row.of)}`,
    bounds: row.low === null ? 'all reported' : bounds(row),
    placebo: percent(row.share),
  }[name];
  return figure(text, {
    sub: row.result === 'breaks' ? 'breaks' : 'stands',
    mark: row.result === 'breaks' ? 'differs' : 'agrees',
  });
}

const bounds = ({ low, high }: { low: number | null; high: number | null }) =>
  interval(low, high, low === null || high === null ? 3 : intervalDigits(low, high, 3));

const tests = findingTests.filter((test) => test !== 'interval');

/** Tests that were made of some finding, or could have been. */
const shownTests = (all: readonly Association[]) =>
  tests.filter((test) =>
    all.some((one) => one.tests.some((row) => row.test === test && row.result !== 'not asked')),
  );

/** Every finding, its grade, and what each test makes of it; null where there is none. */
export const gradesView = (input: ReportInput): TableView | null =>
  viewOf(mainAssociations(input), 'table-grades', input);

/** The same of need alone, where the answer is of a model that the study declares; null elsewhere. */
export const aloneView = (input: ReportInput): TableView | null =>
  isDeclared(mainAssociations(input)) ? viewOf(associations(input), 'table-grades-alone', input) : null;

/** "after allowing for “Aged 65 and over”", or what is not allowed for where the study declares a model. */
function underWords(all: readonly Association[], input: ReportInput): string {
  const under = afterAllowing(all, input);
  if (under !== '') return `, ${under.charAt(0).toLowerCase()}${under.slice(1)}`;
  if (!isDeclared(mainAssociations(input))) return '';
  return isOfProvision(input.study)
    ? ', need alone (unadjusted)'
    : `, the provision of ${staffOf(input.study)} on need alone`;
}

function viewOf(all: readonly Association[], id: string, input: ReportInput): TableView | null {
  const [first] = all;
  if (first === undefined) return null;
  const shown = shownTests(all);
  const open = isDeclared(all) ? null : notAskedSentence(all);
  return {
    id,
    number: null,
    caption: `The findings at ${dated(first.finding.snapshot)} and how far they bear weight${underWords(all, input)}`,
    head: [
      [
        head('Need', { numeric: false, sub: 'for one standard deviation more' }),
        head('Difference', { sub: `${levelOf(input.study)} interval` }),
        head('Finding', { numeric: false }),
        head('Grade', { numeric: false }),
        ...shown.map((test) => head(heads[test][0], { sub: heads[test][1] })),
      ],
    ],
    rows: all.map((one) => ({
      header: cell(capital(one.name), {
        sub: one.finding.told_for.replace(/^one standard deviation \((.*)\)$/, '$1'),
      }),
      cells: [
        difference(one),
        cell(foundWords(one.finding, answeredStudy(input, all))),
        cell(one.finding.grade),
        ...shown.map((test) => tested(one, test)),
      ],
    })),
    notes: [
      `${first.finding.outcome}${allowingIn(first, input.study)}. Under each test: whether the finding, or where none is shown the sign of the estimate, stands by it.`,
      isDeclared(all)
        ? ruleText(input.study).replace(
            'results/findings.csv, results/finding_tests.csv',
            'results/model_findings.csv, results/model_finding_tests.csv (without one ICB or PCN: results/model_influence.csv)',
          )
        : ruleText(input.study),
      ...(open === null ? [] : [open]),
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** The same for a short document: difference, share of mean provision, grade. */
export function briefGradesView(input: ReportInput): TableView | null {
  const all = mainAssociations(input);
  const [first] = all;
  if (first === undefined) return null;
  const alone = isDeclared(all) ? associations(input) : [];
  const aloneCell = (one: Association): CellView => {
    const own = alone.find(({ need }) => need === one.need);
    return own === undefined ? cell('–') : { ...difference(own), sub: own.finding.grade };
  };
  return {
    id: 'table-grades',
    number: null,
    caption: `The findings at ${dated(first.finding.snapshot)}${underWords(all, input)}`,
    head: [
      [
        head('Need', { numeric: false, sub: 'for one standard deviation more' }),
        head('Difference', { sub: first.finding.outcome }),
        head('Share of mean provision'),
        head('Finding', { numeric: false }),
        head('Grade', { numeric: false }),
        ...(alone.length === 0
          ? []
          : [
              head('Need alone', {
                sub: `${isOfProvision(input.study) ? 'unadjusted' : staffOf(input.study)}, and its grade`,
              }),
            ]),
      ],
    ],
    rows: all.map((one) => ({
      header: cell(capital(one.name), {
        sub: one.finding.told_for.replace(/^one standard deviation \((.*)\)$/, '$1'),
      }),
      cells: [
        difference(one),
        figure(one.finding.share === null ? decimal(null, 0) : `${signed(100 * one.finding.share, 0)}%`),
        cell(foundWords(one.finding, answeredStudy(input, all))),
        cell(one.finding.grade),
        ...(alone.length === 0 ? [] : [aloneCell(one)]),
      ],
    })),
    notes: [
      `${levelOf(input.study)} intervals${allowingIn(first, input.study)}. Why each has its grade is told further below; the rule is in the full report.`,
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
