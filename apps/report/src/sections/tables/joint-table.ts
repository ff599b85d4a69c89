import { type JointTest, jointNeeds } from '@inverse-care/core/tables';
import { longDate, type Snapshot } from '@inverse-care/domain';
import { type CellView, cell, figure, head, starsLegend, type TableView } from '../../html/table.js';
import { count, decimal, interval, pValue, starsOf } from '../../language/numbers.js';
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
    sub: `F(${count(test.df1)}, ${count(test.df2)}) = ${decimal(test.statistic, 2)}`,
    mark: 'silent',
  });
}

/** The trend of the coefficient, for the increment of need. */
function trend(test: JointTest | undefined, { perUnit }: Increment): CellView {
  if (test === undefined) return figure(decimal(null, 3));
  return figure(decimal(test.statistic / perUnit, 4), {
    stars: starsOf(test.p_value),
    sub: interval((test.conf_low ?? Number.NaN) / perUnit, (test.conf_high ?? Number.NaN) / perUnit, 4),
    mark: 'silent',
  });
}

const dateOrNone = (snapshot: Snapshot | null) => (snapshot === null ? 'none' : longDate(snapshot));

function first({ need }: TogetherRows): CellView {
  return cell(capital(dateOrNone(need.first_lasting)), {
    sub: `resamples: ${dateOrNone(need.first_low)} to ${dateOrNone(need.first_high)}`,
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
        head('First to stay clear', { numeric: false }),
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
        first(one),
        ...(smallest_effect === undefined
          ? []
          : [figure(`${count(small[i]!.length)} of ${count(one.rows.length)}`)]),
      ],
    })),
    notes: [
      `The same PCNs come back at every snapshot, so the snapshots are not separate trials. Tests are clustered by PCN (${count(needs[0]!.pcns)} of them); the change per year comes from one regression with an effect of each snapshot. ${starsLegend(needs.length > 1 ? `the ${count(needs.length)} needs` : null)}`,
      `“After correction” counts snapshots that stay significant when the chance of any false alarm among all of them is held to ${decimal(100 * (1 - level), 0)}% (Romano and Wolf, ${count(needs[0]!.replicates)} draws of PCNs shared by the snapshots). The band in Figure 3 holds all true coefficients at once with ${levelOf(study)} confidence.`,
      '“First to stay clear” is the first snapshot from which need is significant with one sign to the end; beneath it, where that falls in the middle 95% of resamples.'.replace(
        '95%',
        levelOf(study),
      ),
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
