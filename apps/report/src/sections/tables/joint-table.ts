import { type JointNeedRow, type JointTest, jointNeeds } from '@inverse-care/core/tables';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { drawnWords } from '../../language/dependence-words.js';
import { count, decimal, interval, pValue } from '../../language/numbers.js';
import { byNeed, type TogetherRows, togetherOf } from '../../language/rows.js';
import {
  capital,
  type Increment,
  incrementOf,
  levelOf,
  needName,
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
function clustering({ drawn, pcns, clusters }: JointNeedRow): string {
  return drawn === 'PCNs'
    ? `Tests are clustered by PCN (${count(pcns)} of them).`
    : `Tests are clustered by the ${count(clusters)} ${drawn} of ${count(pcns)} PCNs, each with the one of its last snapshot: CR2, with degrees of freedom for few clusters (approximate Hotelling, Pustejovsky and Tipton 2018; Satterthwaite).`;
}

function clear({ rows }: TogetherRows, alpha: number): CellView {
  const corrected = rows.filter(({ p_romano_wolf }) => p_romano_wolf < alpha).length;
  const pointwise = rows.filter(({ p_value }) => p_value < alpha).length;
  return figure(`${count(corrected)} of ${count(rows.length)}`, {
    sub: `${count(pointwise)} uncorrected`,
    mark: 'silent',
  });
}

/** What all snapshots say together, one row a need; null where no replicates were drawn. */
export function jointView(input: ReportInput): TableView | null {
  const { tables, study, data } = input;
  const needs = byNeed(tables.rows(jointNeeds), input);
  if (needs.length === 0) return null;
  const joint = needs.map(({ need }) => togetherOf(need, input)!);
  const { level, smallest_effect } = study.inference;
  const increments = needs.map(({ need }) => incrementOf(need, input));
  const inWords = [...new Set(increments.map(({ words }) => words))].join(' or ');
  const small = joint.map(({ rows }) =>
    rows.filter(({ p_equivalence }) => p_equivalence !== null && p_equivalence < 0.05),
  );
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
        ...(smallest_effect === undefined
          ? []
          : [figure(`${count(small[i]!.length)} of ${count(one.rows.length)}`)]),
      ],
    })),
    notes: [
      `The same PCNs come back at every snapshot, so the snapshots are not separate trials. ${clustering(needs[0]!)} The change per year comes from one regression with an effect of each snapshot.`,
      `“After correction” counts snapshots that stay significant when the chance of any false alarm among all of them is held to ${decimal(100 * (1 - level), 0)}% (Romano and Wolf, ${count(needs[0]!.replicates)} draws of ${drawnWords(needs[0]!.drawn)} shared by the snapshots, studentised where areas are drawn; simulation error in results/joint.csv). No corrected p is smaller than its own. The band in Figure 3 holds all true coefficients at once with ${levelOf(study)} confidence; its half-width is the larger of the draws’ critical value and that of a single interval.`,
      ...(smallest_effect === undefined
        ? []
        : [
            `“Shown to be small”: the difference for ${inWords} more need is significantly less than ${decimal(smallest_effect, 3)} FTE per 10,000 patients, the smallest effect that the study calls of interest (two one-sided tests).`,
          ]),
      'By snapshot, with the p-values and their Monte Carlo errors: results/joint.csv and results/joint_tests.csv.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'compact',
  };
}
