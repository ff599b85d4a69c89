import type { Variable } from '../variables/local-variable.js';
import type { Cell } from './csv.js';

/** What a column of a published table holds. */
export interface ColumnDefinition {
  /** For headings. */
  readonly title: string;
  /** One clause. */
  readonly description: string;
  readonly type: 'text' | 'date' | 'integer' | 'number' | 'boolean';
  readonly unit?: string | undefined;
  /** What an empty cell means; a column without this has none. */
  readonly empty?: 'not available' | 'not applicable' | undefined;
  /** The only values that a text may have. */
  readonly values?: readonly string[] | undefined;
}

export type Columns = Readonly<Record<string, ColumnDefinition>>;

/** What a published table holds: the one place that says its columns, their order, their types and what they mean. */
export interface TableDefinition {
  /** Name of its CSV file. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  /** Columns that tell its rows apart. */
  readonly key: readonly string[];
  /** In the order in which they are published. */
  readonly columns: Columns;
  /** Columns by which rows are sorted, their order within being kept; as they come where left out. */
  readonly order?: readonly string[];
  /** After its own columns it has one for each variable of the panel. */
  readonly variables?: true;
  /** Its rows come from documents that its column `source` names, and not from the files of the run. */
  readonly documents?: true;
}

/** A table whose columns are known to the compiler. */
export interface Table<C extends Columns> extends TableDefinition {
  readonly columns: C;
}

type Value<C extends ColumnDefinition> = C['type'] extends 'integer' | 'number'
  ? number
  : C['type'] extends 'boolean'
    ? boolean
    : C extends { readonly values: readonly (infer V)[] }
      ? V
      : string;

/** What a cell of a column is: null where a number, date or truth value may be missing; a missing text is empty. */
export type CellOf<C extends ColumnDefinition> = C['type'] extends 'text'
  ? Value<C>
  : C extends { readonly empty: string }
    ? Value<C> | null
    : Value<C>;

/** A row of a table, by its definition. */
export type RowOf<T extends TableDefinition> = {
  -readonly [K in keyof T['columns']]: CellOf<T['columns'][K]>;
};

type Named<C> = readonly (keyof C & string)[];

/** Declares a table; the types of its rows follow from its columns. */
export const defineTable = <const C extends Columns>(
  definition: Omit<TableDefinition, 'columns' | 'key' | 'order'> & {
    readonly columns: C;
    readonly key: Named<C>;
    readonly order?: Named<C>;
  },
): Table<C> => definition;

function variableColumn({ label, description, unit = 'share' }: Variable): ColumnDefinition {
  const words = unit === 'share' ? 'share, 0 to 1' : unit;
  return { title: label, description, type: 'number', unit: words, empty: 'not available' };
}

/**
 * The columns of a table with their names, in the order of the CSV.
 * @param variables of the panel, which a table may have as further columns.
 */
export function columnsOf(
  table: TableDefinition,
  variables: readonly Variable[] = [],
): (ColumnDefinition & { name: string })[] {
  return [
    ...Object.entries(table.columns).map(([name, column]) => ({ name, ...column })),
    ...(table.variables
      ? variables.map((variable) => ({ name: variable.id, ...variableColumn(variable) }))
      : []),
  ];
}

/** A record of named cells. */
export type Row = Readonly<Record<string, Cell>>;
