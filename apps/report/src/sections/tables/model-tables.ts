import { type ModelCoefficientRow, modelCoefficients } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { fixed } from '../../language/marks.js';
import { termLabel } from '../../language/model-terms.js';
import { declaredNeeds, isAdjusted, sized } from '../../language/model-words.js';
import { count, interval, intervalDigits, missing, pValue, significant } from '../../language/numbers.js';
import { levelOf } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { labelOf, sensitivityTable } from './sensitivity-table.js';

/** Bounds of which neither is printed as zero. */
const bounds = (low: number | null, high: number | null): string =>
  low === null || high === null ? missing : interval(low, high, intervalDigits(low, high, 3));

/** The declared model at its last snapshot, one row a need: with all that it has, and need alone. */
export function modelView(input: ReportInput): TableView | null {
  const needs = declaredNeeds(input);
  const [first] = needs;
  if (first === undefined) return null;
  const level = `${levelOf(input.study)} interval`;
  return sensitivityTable(input, {
    id: 'table-model',
    caption: `The study’s declared model, at ${longDate(first.last.snapshot)}`,
    head: [
      [
        head('Need', { numeric: false }),
        head('PCNs'),
        head('The model', { sub: level }),
        head('p'),
        head('Need alone', { sub: 'same PCNs' }),
        head('R²'),
      ],
    ],
    rows: needs.map(({ need, last }) => ({
      header: cell(labelOf(input, need), {
        sub: last.told_for.replace(/^one standard deviation \((.*)\)$/, '$1'),
        mark: 'silent',
      }),
      cells: [
        figure(count(last.n)),
        figure(sized(last.per_sd), { sub: bounds(last.per_sd_low, last.per_sd_high), mark: 'silent' }),
        figure(pValue(last.p_value)),
        isAdjusted(last)
          ? figure(sized(last.per_sd_unadjusted), {
              sub: bounds(last.per_sd_unadjusted_low, last.per_sd_unadjusted_high),
              mark: 'silent',
            })
          : figure(missing),
        figure(last.r2 === null ? missing : sized(last.r2)),
      ],
    })),
    notes: [
      `${first.last.unit}, for one standard deviation of need over the PCNs of the last snapshot, as in the figure. ${first.last.method}. p-values are of each test alone. All snapshots: results/model.csv.`,
    ],
  });
}

const coefficientCell = (row: ModelCoefficientRow | undefined): CellView =>
  row === undefined
    ? figure(missing)
    : figure(significant(row.estimate, 3), {
        sub:
          row.conf_low === null || row.conf_high === null
            ? 'no interval'
            : `${significant(row.conf_low, 3)} to ${significant(row.conf_high, 3)}; p ${pValue(row.p_value)}`,
        mark: 'silent',
      });

const isArea = (term: string) => /^(region|icb) /.test(term);

/** Every coefficient but those of areas at the last snapshot, one column a need; null where there is need alone. */
export function coefficientsView(input: ReportInput): TableView | null {
  const needs = declaredNeeds(input).filter(({ last }) => isAdjusted(last));
  const [first] = needs;
  if (first === undefined) return null;
  const { snapshot } = first.last;
  const all = input.tables.rows(modelCoefficients).filter((row) => row.snapshot === snapshot);
  const keys = [
    ...new Map(
      all.filter(({ term }) => !isArea(term)).map((row) => [`${row.part} ${row.term}`, row]),
    ).values(),
  ];
  const parts = { '': '', any: 'whether there is any', amount: 'how much there is' };
  return sensitivityTable(input, {
    id: 'table-model-coefficients',
    caption: `Coefficients of the declared model, at ${longDate(snapshot)}`,
    head: [[head('Term', { numeric: false }), ...needs.map(({ need }) => head(labelOf(input, need)))]],
    rows: keys.map(({ part, term }) => ({
      header: cell(termLabel(term, input.data.panel), { sub: parts[part] || null, mark: 'silent' }),
      cells: needs.map(({ need }) =>
        coefficientCell(all.find((row) => row.need === need && row.part === part && row.term === term)),
      ),
    })),
    notes: [
      `Per unit of each term (for one standard deviation of need see the table above), with ${levelOf(input.study)} intervals; ${fixed`a share is of 0 to 1`}. Squares and products are of deviations from the mean. ${first.last.method}. Covariates are there to be held equal: their own coefficients are of no study of theirs (Westreich and Greenland 2013).${first.last.fixed_effects === 'none' ? '' : ' Constants of areas are in results/model_coefficients.csv.'}`,
    ],
  });
}
