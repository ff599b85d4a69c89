import {
  type Cell,
  type ColumnDefinition,
  columnsOf,
  type FilledTable,
  InputError,
  type Row,
  type TableDefinition,
  type TidyTable,
  type Variable,
} from '@inverse-care/domain';
import { csvParseRows } from 'd3-dsv';

function cellOf(text: string, { type, empty }: ColumnDefinition): Cell | undefined {
  if (type === 'text') return text;
  if (text === '') return empty === undefined ? undefined : null;
  if (type === 'date') return text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Reads a table back from its CSV, as its definition types it.
 * @param variables further columns of a table that has one for each of them.
 * @throws InputError that names file, row and column where a cell is not what its column holds.
 */
export function readCsv(
  text: string,
  definition: TableDefinition,
  variables: readonly Variable[] = [],
): TidyTable {
  const columns = columnsOf(definition, variables);
  const [header = [], ...lines] = csvParseRows(text);
  const names = columns.map(({ name }) => name);
  const damaged = (problem: string, row: number, column: string, expected: string) =>
    new InputError(problem, {
      place: { file: definition.file, row, column },
      expected,
      remedy: 'Leave the files of a run as they were written, or run the study again.',
    });
  if (header.join() !== names.join()) {
    throw damaged(
      'A table of the record has other columns than it was written with.',
      1,
      '',
      names.join(', '),
    );
  }
  const rows = lines.map((line, i) =>
    columns.map((column, c) => {
      const cell = cellOf(line[c] ?? '', column);
      if (cell === undefined) {
        throw damaged(
          `"${line[c] ?? ''}" cannot be read.`,
          i + 2,
          column.name,
          `a value of type ${column.type}`,
        );
      }
      return cell;
    }),
  );
  return { columns: names, rows };
}

/** Named cells instead of columns and rows. */
export function asFilled(table: TableDefinition, { columns, rows }: TidyTable): FilledTable {
  return {
    table,
    rows: rows.map((row): Row => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null]))),
  };
}
