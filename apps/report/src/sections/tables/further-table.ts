import {
  type Cell,
  type ColumnDefinition,
  type FilledTable,
  longDate,
  variables,
} from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { count, missing, significant } from '../../language/numbers.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

/** Rows that are printed; the file has them all. */
const most = 40;

/** Columns from which a table is set small in print. */
const many = 9;

/** Characters of a text that are printed; the rest is shown on hover, and in the file. */
const longest = 60;

/** A text as it stands, but that the name of a variable is what people call it. */
function words(text: string, { data: { panel } }: ReportInput): CellView {
  const variable = [...variables, ...(panel.local ?? [])].find(({ id }) => id === text);
  const said = variable?.label ?? text;
  return said.length > longest ? cell(`${said.slice(0, longest - 1)}…`, { title: said }) : cell(said);
}

function shown(value: Cell, { type }: ColumnDefinition, input: ReportInput): CellView {
  const numeric = type === 'number' || type === 'integer';
  if (value === null || value === '') return cell(missing, { numeric });
  if (type === 'boolean') return cell(value === true ? 'yes' : 'no');
  if (typeof value !== 'number')
    return type === 'date' ? cell(longDate(String(value))) : words(String(value), input);
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
      const [first, ...cells] = columns.map(([name, column]) => shown(row[name] ?? null, column, input));
      return { header: { ...first!, numeric: false }, cells };
    }),
    notes: [
      table.description,
      `${columns.map(([, { title, description }]) => `${title}: ${description}`).join('. ')}.`,
      rest > 0
        ? `These are the first ${count(most)} rows; ${count(rest)} more are in results/${table.file}.`
        : `The numbers in full precision: results/${table.file}.`,
    ],
    synthetic: input.data.synthetic ? syntheticNotice : null,
    kind: columns.length > many ? 'compact wide' : 'compact',
  };
}
