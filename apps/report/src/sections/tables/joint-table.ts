import { type JointNeedRow, type JointTest, jointNeeds } from '@inverse-care/core/tables';
import type { SmallestEffect, Study } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { cited, rest, setting } from '../../language/cells.js';
import { drawnWords } from '../../language/dependence-words.js';
import { isShownSmall, isTooWide } from '../../language/margin-words.js';
import { count, decimal, interval, level as levelWords, percent, pValue } from '../../language/numbers.js';
import { byNeed, type TogetherRows, togetherOf } from '../../language/rows.js';
import {
  capital,
  type Increment,
  incrementOf,
  incrementsOf,
  levelOf,
  needName,
  stepOf,
  syntheticNotice,
} from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const testOf = ({ tests }: TogetherRows, name: JointTest['test']) => tests.find(({ test }) => test === name);

function fTest(test: JointTest | undefined): CellView {
  if (test === undefined) return figure(pValue(null));
  return figure(pValue(test.p_value), {
    sub: `F(${count(test.df1)}, ${decimal(test.df2, Number.isInteger(test.df2) ? 0 : 1)}) = ${decimal(test.statistic, 2)}`,
    mark: 'silent',
  });
}

/** The trend of the coefficient, for the increment of need. */
function trend(test: JointTest | undefined, { perUnit }: Increment): CellView {
  if (test === undefined) return figure(decimal(null, 3));
  return figure(decimal(test.statistic / perUnit, 4), {
    sub: `${interval((test.conf_low ?? Number.NaN) / perUnit, (test.conf_high ?? Number.NaN) / perUnit, 4)}; p ${pValue(test.p_value)}`,
    mark: 'silent',
  });
}

/** By what the tests over all snapshots are clustered. */
function clustering(row: JointNeedRow): string {
  const { drawn } = row;
  return drawn === 'PCNs'
    ? `Tests are clustered by PCN (${count(cited(row, 'pcns'))} of them).`
    : `Tests are clustered by the ${count(cited(row, 'clusters'))} ${drawn} of ${count(cited(row, 'pcns'))} PCNs, each with the one of its last snapshot: CR2, with degrees of freedom for few clusters (approximate Hotelling, Pustejovsky and Tipton 2018; Satterthwaite).`;
}

/** At how many snapshots the coefficient is shown to be small, and the margin at the last as FTE and share. */
function shownSmall({ rows }: TogetherRows): CellView {
  const last = rows.at(-1)!;
  if (last.margin_fte === null) return cell('no margin');
  const margin = `${decimal(last.margin_fte, 3)} FTE, ${percent(last.margin_share)} of the mean`;
  const wide = rows.filter(isTooWide).length;
  if (wide === rows.length) return cell('Margin too wide', { sub: margin, mark: 'silent' });
  return figure(`${count(rows.filter(isShownSmall).length)} of ${count(rows.length)}`, {
    sub: wide === 0 ? margin : `${margin}; too wide at ${count(wide)}`,
    mark: 'silent',
  });
}

function clear({ rows }: TogetherRows, alpha: number): CellView {
  const corrected = rows.filter(({ p_romano_wolf }) => p_romano_wolf < alpha).length;
  const pointwise = rows.filter(({ p_value }) => p_value < alpha).length;
  return figure(`${count(corrected)} of ${count(rows.length)}`, {
    sub: `${count(pointwise)} uncorrected`,
    mark: 'silent',
  });
}

/** The margin as the study states it. */
function smallestWords(smallest: SmallestEffect, increment: string, study: Study): string {
  const of = (...path: string[]) => setting(study, 'inference', 'smallest_effect', ...path);
  if (typeof smallest === 'number')
    return `${decimal(of(), 3)} FTE per 10,000 patients for ${increment} more need`;
  const per =
    smallest.per === 'sd'
      ? 'one standard deviation of need over the PCNs of the snapshot'
      : 'the ninetieth less the tenth percentile of need over the PCNs of the snapshot';
  return 'share_of_mean' in smallest
    ? `${percent(of('share_of_mean'))} of the snapshot’s mean provision for ${per}`
    : `${decimal(of('fte_per_10k'), 3)} FTE per 10,000 patients for ${per}`;
}

/** What all snapshots say together, one row a need; null where no replicates were drawn. */
export function jointView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const needs = byNeed(tables.rows(jointNeeds), input);
  if (needs.length === 0) return null;
  const joint = needs.map(({ need }) => togetherOf(need, input)!);
  const { level, smallest_effect } = study.inference;
  const increments = needs.map(({ need }) => incrementOf(need, input));
  const inWords = incrementsOf(
    needs.map(({ need }) => need),
    input,
  );
  const steps = [...new Set(needs.map(({ need }) => stepOf(need, input).words))].join(' or ');
  return {
    id: 'table3',
    number: null,
    caption: 'The need coefficient over all snapshots, judged together',
    head: [
      [
        head('Need', { numeric: false }),
        head('All zero', { sub: 'p' }),
        head('All equal', { sub: 'p' }),
        head('Change per year', { sub: `for ${inWords}` }),
        head('Clear of zero', { sub: 'after correction' }),
        ...(smallest_effect === undefined ? [] : [head('Shown to be small', { sub: 'snapshots' })]),
      ],
    ],
    rows: joint.map((one, i) => ({
      header: cell(capital(needName(one.need.need, data.panel))),
      cells: [
        fTest(testOf(one, 'all zero')),
        fTest(testOf(one, 'all equal')),
        trend(testOf(one, 'trend per year'), increments[i]!),
        clear(one, 1 - level),
        ...(smallest_effect === undefined ? [] : [shownSmall(one)]),
      ],
    })),
    notes: [
      `The same PCNs come back at every snapshot, so the snapshots are not separate trials. ${clustering(needs[0]!)} The change per year comes from one regression with an effect of each snapshot.`,
      `“After correction” counts snapshots that stay significant when the chance of any false alarm among all of them is held to ${levelWords(rest(setting(study, 'inference', 'level')))} (Romano and Wolf, ${count(cited(needs[0]!, 'replicates'))} draws of ${drawnWords(needs[0]!.drawn)} shared by the snapshots, studentised where areas are drawn; simulation error in results/joint.csv). No corrected p is smaller than its own. The band in Figure 3 holds all true coefficients at once with ${levelOf(study)} confidence; its half-width is the larger of the draws’ critical value and that of a single interval.`,
      ...(smallest_effect === undefined
        ? []
        : [
            `“Shown to be small”: the difference is significantly less than the smallest effect that the study calls of interest (two one-sided tests): ${smallestWords(smallest_effect, steps, study)}. Beneath it that margin at the last snapshot, and what share of mean provision it is. A margin above half of mean provision is too wide to mean anything: nothing is then said to be small.`,
          ]),
      'By snapshot, with the p-values and their Monte Carlo errors: results/joint.csv and results/joint_tests.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
