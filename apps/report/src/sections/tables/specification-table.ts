import { type MultiverseRow, multiverse, multiverseOmitted, multiverseRows } from '@inverse-care/core/tables';
import { dimensions } from '@inverse-care/domain';
import { cell, head, type TableView } from '../../html/table.js';
import { cited, per } from '../../language/cells.js';
import { choiceNames, optionName } from '../../language/choice-words.js';
import { count, decimal, interval, intervalDigits, pValue } from '../../language/numbers.js';
import { capital, levelOf, moreNeed, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** What a specification found, as a sentence: estimate, interval, n and rows lost. */
export function specificationAnswer(row: MultiverseRow, input: ReportInput): string {
  const [own] = input.tables.rows(multiverse);
  const of = (column: 'n' | 'rows_lost' | 'estimate' | 'conf_low' | 'conf_high' | 'p_value') =>
    cited(own ?? row, column);
  const used = `It uses ${count(of('n'))} PCNs and leaves ${count(of('rows_lost'))} of the snapshot out.`;
  if (row.estimate === null) return `This specification gave no estimate. ${row.note} ${used}`;
  const { words, unit } = moreNeed(row.need, input);
  const effect = `${capital(words)} went with a difference of ${decimal(per(of('estimate'), unit), 4)} (${row.unit})`;
  if (row.conf_low === null || row.conf_high === null || row.p_value === null)
    return `${effect}; there is no interval. ${row.note} ${used}`;
  const [low, high] = [per(of('conf_low'), unit), per(of('conf_high'), unit)];
  return `${effect}, ${levelOf(input.study)} confidence interval ${interval(low, high, intervalDigits(low, high, 4))}, p ${pValue(of('p_value'))}. ${used}`;
}

/** The one specification that a run is of, with its choices; null for other runs. */
export function specificationView(input: ReportInput) {
  const { tables, data } = input;
  if (input.kind !== 'specification') return null;
  const prefix = data.synthetic ? `${syntheticNotice}:` : null;
  const [row] = multiverseRows(tables);
  if (row === undefined) {
    const why = tables
      .rows(multiverseOmitted)
      .flatMap((one) => (one.kind === 'not in the data' ? [one.why] : []))
      .join(' ');
    return { prefix, answer: `The specification cannot be run on these data. ${why}`.trim(), table: null };
  }
  const table: TableView = {
    id: 'table-specification',
    number: null,
    caption: 'The choices of this specification',
    head: [[head('Choice', { numeric: false }), head('Option', { numeric: false })]],
    rows: dimensions.map((one) => ({
      header: cell(capital(choiceNames[one])),
      cells: [cell(optionName(one, row[one], data.panel))],
    })),
    notes: [
      'Findings and their grades are this specification’s. Figures and tables of provision and need below are of the study’s own regression at this snapshot (FTE per 10,000 patients, without weights or covariates), which takes PCNs to share what this specification’s errors do: their numbers are not the specification’s.',
    ],
    synthetic: data.synthetic ? syntheticNotice : null,
    kind: 'prose',
  };
  return { prefix, answer: specificationAnswer(row, input), table };
}
