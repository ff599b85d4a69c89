import {
  type ModelInferenceRow,
  type ModelJointRow,
  modelInference,
  modelJoint,
  modelJointNeeds,
} from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { citedWords } from '../../language/cells.js';
import { declaredNeeds } from '../../language/model-words.js';
import { decimal, interval, intervalDigits, listed, missing, pValue } from '../../language/numbers.js';
import { capital, levelOf, needName, stopped } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

/** Of a model that is told as a ratio, the coefficient's rows give the ratio. */
const titles: Readonly<Record<ModelJointRow['test'], string>> = {
  pooled: 'Mean over snapshots',
  'change first to last': 'Change, first to last',
  'trend per year': 'Change a year',
  'all zero': 'None has a difference',
  'all equal': 'All have the same',
};

function bounded(estimate: number | null, low: number | null, high: number | null, least: number): CellView {
  const digits = low === null || high === null ? least : intervalDigits(low, high, least);
  return figure(decimal(estimate, digits), {
    sub: low === null || high === null ? missing : interval(low, high, digits),
    mark: 'silent',
  });
}

const testOf = (row: ModelJointRow): string =>
  row.statistic === null
    ? 'not made'
    : `${row.df1 === 1 && row.estimate !== null ? 't' : 'F'} = ${decimal(row.statistic, 2)}`;

/** What all snapshots of the declared model say together, need by need; null where there is one snapshot alone. */
export function modelJointView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(modelJoint);
  const needs = declaredNeeds(input).map(({ need }) => need);
  const ofNeed = (need: NeedId) => {
    const effects = rows.filter((row) => row.need === need && row.scale === 'effect');
    const ratios = rows.filter((row) => row.need === need && row.scale === 'coefficient');
    return effects.map((row) => ({ row, ratio: ratios.find(({ test }) => test === row.test) }));
  };
  const all = needs.flatMap(ofNeed);
  const [first] = all;
  if (first === undefined) return null;
  const withRatio = all.some(({ ratio }) => ratio !== undefined);
  const noted = new Map(all.filter(({ row }) => row.note !== '').map(({ row }) => [row.note, row]));
  const notes = [...noted.values()].map((row) => citedWords(row, 'note', capital));
  const level = `${levelOf(input.study)} interval`;
  return sensitivityTable(input, {
    id: 'table-model-joint',
    caption: `The declared model, ${longDate(first.row.first)} to ${longDate(first.row.last)} together`,
    head: [
      [
        head('Need', { numeric: false }),
        head('Over the snapshots', { numeric: false }),
        head('Difference', { sub: level }),
        ...(withRatio ? [head('Ratio', { sub: level })] : []),
        head('Test'),
        head('p'),
      ],
    ],
    rows: all.map(({ row, ratio }) => ({
      header: cell(labelOf(input, row.need as NeedId)),
      cells: [
        cell(titles[row.test]),
        row.estimate === null ? cell('') : bounded(row.estimate, row.conf_low, row.conf_high, 3),
        ...(withRatio
          ? [
              ratio === undefined || ratio.ratio === null
                ? cell('')
                : bounded(ratio.ratio, ratio.ratio_low, ratio.ratio_high, 2),
            ]
          : []),
        figure(testOf(row), { sub: row.method, mark: 'silent' }),
        figure(pValue(row.p_value)),
      ],
    })),
    notes: [
      `${first.row.unit}, for one standard deviation of need over the PCNs of the last snapshot, the same at every snapshot. The slopes of all snapshots are one system, clustered as the model is: the mean weighs snapshots alike, a change a year is of the least-squares line through them.${withRatio ? ' Tests and p-values are of the differences, which may change as provision grows while ratios stay; those of the ratios are in results/model_joint.csv.' : ''}${notes.map((note) => ` ${stopped(note)}`).join('')} Covariances of the slopes: results/model_slope_covariances.csv.`,
    ],
  });
}

/** Whether any of the needs that the model names has a slope; null where it names one or none. */
export function modelNeedsView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(modelJointNeeds).filter(({ scale }) => scale === 'effect');
  const [first] = rows;
  if (first === undefined) return null;
  const names = listed(first.needs.split(' ').map((need) => needName(need as NeedId, input.data.panel)));
  return sensitivityTable(input, {
    id: 'table-model-needs',
    caption: 'The declared model, all its needs together',
    head: [[head('That no need has a slope', { numeric: false }), head('F'), head('df'), head('p')]],
    rows: rows.map((row) => ({
      header: cell(row.at === 'pooled' ? 'In the mean over snapshots' : 'At the last snapshot'),
      cells: [
        figure(row.statistic === null ? 'not made' : decimal(row.statistic, 2), {
          sub: row.method,
          mark: 'silent',
        }),
        figure(
          row.df1 === null
            ? missing
            : `${decimal(row.df1, 0)}${row.df2 === null ? '' : `, ${decimal(row.df2, 1)}`}`,
        ),
        figure(pValue(row.p_value)),
      ],
    })),
    notes: [
      `Of ${names}, each in a regression of its own.${first.note === '' ? '' : ` ${stopped(citedWords(first, 'note', capital))}`}`,
    ],
  });
}

/** The model at the last snapshot by other methods; null where there is one method alone. */
export function modelMethodsView(input: ReportInput): TableView | null {
  const needs = declaredNeeds(input).map(({ need }) => need);
  const all = input.tables.rows(modelInference);
  const methods = [...new Set(all.map(({ method }) => method))];
  const [first] = all;
  if (first === undefined || methods.length < 2) return null;
  const of = (need: NeedId, method: string): ModelInferenceRow | undefined =>
    all.find((row) => row.need === need && row.method === method);
  return sensitivityTable(input, {
    id: 'table-model-methods',
    caption: `The declared model by other methods, at ${longDate(first.snapshot)}`,
    head: [[head('Method', { numeric: false }), ...needs.map((need) => head(labelOf(input, need)))]],
    rows: methods.map((method) => ({
      header: cell(method, { mark: 'silent' }),
      cells: needs.map((need) => {
        const row = of(need, method);
        if (row === undefined || row.conf_low === null || row.conf_high === null) return figure(missing);
        const digits = intervalDigits(row.conf_low, row.conf_high, 3);
        return figure(interval(row.conf_low, row.conf_high, digits), {
          sub: `p ${pValue(row.p_value)}`,
          mark: 'silent',
        });
      }),
    })),
    notes: [
      `${levelOf(input.study)} intervals in ${first.unit}, for one standard deviation of need. The first is the study’s.`,
    ],
  });
}
