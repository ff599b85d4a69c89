import { type FindingTest, findingTests } from '@inverse-care/core/tables';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { type Association, associations } from '../../language/association.js';
import { allowing } from '../../language/dependence-words.js';
import { foundWords, notAskedSentence, ruleText } from '../../language/graded.js';
import { count, decimal, interval, intervalDigits, percent, pValue, signed } from '../../language/numbers.js';
import { capital, dated, levelOf, syntheticNotice } from '../../language/words.js';
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
export function gradesView(input: ReportInput): TableView | null {
  const all = associations(input);
  const [first] = all;
  if (first === undefined) return null;
  const shown = shownTests(all);
  const open = notAskedSentence(all);
  return {
    id: 'table-grades',
    number: null,
    caption: `The findings at ${dated(first.finding.snapshot)} and how far they bear weight`,
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
        cell(foundWords(one.finding, input.study)),
        cell(one.finding.grade),
        ...shown.map((test) => tested(one, test)),
      ],
    })),
    notes: [
      `${first.finding.outcome}${allowing(input.study)}. Under each test: whether the finding, or where none is shown the sign of the estimate, stands by it.`,
      ruleText(input.study),
      ...(open === null ? [] : [open]),
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}

/** The same for a short document: difference, share of mean provision, grade. */
export function briefGradesView(input: ReportInput): TableView | null {
  const all = associations(input);
  const [first] = all;
  if (first === undefined) return null;
  return {
    id: 'table-grades',
    number: null,
    caption: `The findings at ${dated(first.finding.snapshot)}`,
    head: [
      [
        head('Need', { numeric: false, sub: 'for one standard deviation more' }),
        head('Difference', { sub: first.finding.outcome }),
        head('Share of mean provision'),
        head('Finding', { numeric: false }),
        head('Grade', { numeric: false }),
      ],
    ],
    rows: all.map((one) => ({
      header: cell(capital(one.name), {
        sub: one.finding.told_for.replace(/^one standard deviation \((.*)\)$/, '$1'),
      }),
      cells: [
        difference(one),
        figure(one.finding.share === null ? decimal(null, 0) : `${signed(100 * one.finding.share, 0)}%`),
        cell(foundWords(one.finding, input.study)),
        cell(one.finding.grade),
      ],
    })),
    notes: [
      `${levelOf(input.study)} intervals${allowing(input.study)}. Why each has its grade is told further below; the rule is in the full report.`,
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
