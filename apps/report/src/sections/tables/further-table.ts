import { type Cell, type ColumnDefinition, type FilledTable, longDate } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { count, missing, significant } from '../../language/numbers.js';
import { capital, syntheticNotice, withLabels } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** Rows that are printed; the file has them all. */
const most = 40;

/** Columns from which a table is set small in print. */
const many = 9;

function shown(value: Cell, { type }: ColumnDefinition): CellView {
  const numeric = type === 'number' || type === 'integer';
  if (value === null || value === '') return cell(missing, { numeric });
  if (type === 'boolean') return cell(value === true ? 'yes' : 'no');
  if (typeof value !== 'number')
    return cell(type === 'date' ? longDate(String(value)) : withLabels(String(value)), { numeric });
  return figure(type === 'integer' ? count(value) : significant(value, 4));
}

/** A table that no section shows, by its definition alone: its first rows, and where the others are. */
export function furtherTable({ table, rows }: FilledTable, input: ReportInput): TableView {
  const columns = Object.entries(table.columns);
  const rest = rows.length - most;
  return {
    id: `table-${table.file.replace(/\.csv$/, '').replace(/[^A-Za-z0-9]+/g, '-')}-file`,
    number: null,
    caption: table.title,
    head: [
      columns.map(([, { title, unit, type }]) =>
        head(title, { sub: unit ?? null, numeric: type === 'number' || type === 'integer' }),
      ),
    ],
    rows: rows.slice(0, most).map((row) => {
      const [first, ...cells] = columns.map(([name, column]) => shown(row[name] ?? null, column));
      return { header: { ...first!, numeric: false }, cells };
    }),
    notes: [
      table.description,
      `${columns.map(([, { title, description }]) => `${capital(title)}: ${description}`).join('. ')}.`,
      rest > 0
        ? `These are the first ${count(most)} rows; ${count(rest)} more are in results/${table.file}.`
        : `The numbers in full precision: results/${table.file}.`,
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: columns.length > many ? 'compact wide' : 'compact',
  };
}
