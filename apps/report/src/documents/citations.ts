import type { Cell, FilledTable, FilledTables } from '@inverse-care/domain';
import { escapeHtml } from '../html/escape.js';
import { addressParts, rowAddress } from '../language/addresses.js';
import { type Piece, piecesOf, plain, type Source } from '../language/marks.js';
import { type Targets, withReferences } from './cross-references.js';

/** What the page's panel shows of the tables that its texts cite. */
export interface CitedRows {
  /** By file: its title, and the titles of its columns by their names. */
  tables: Record<string, { title: string; columns: Record<string, string> }>;
  /** By address without the column: the cells as the CSV has them. */
  rows: Record<string, string[]>;
}

const cellText = (cell: Cell | undefined) => String(cell === 0 ? 0 : (cell ?? ''));

type Index = Map<string, FilledTable['rows'][number]>;

/** Rows of a table by their keys: made once, as many documents of one run cite the same tables. */
const indices = new WeakMap<FilledTable, Index>();

/** Finds rows by their keys, one index a table. */
function rowFinder(tables: FilledTables) {
  return (row: string) => {
    const file = row.slice(0, row.indexOf('#'));
    const filled = tables.ofFile(file);
    if (filled === undefined) return undefined;
    const index: Index =
      indices.get(filled) ?? new Map(filled.rows.map((one) => [rowAddress(filled.table, one), one]));
    indices.set(filled, index);
    const found = index.get(row);
    return found === undefined ? undefined : { table: filled.table, row: found };
  };
}

/**
 * Texts as HTML, and the rows that they cite. A marked number becomes a `data` element that names its cell.
 * @param options whether numbers are marked, as on a screen, or plain, as on paper.
 */
export function citations(tables: FilledTables, targets: Targets, { marks }: { marks: boolean }) {
  const find = rowFinder(tables);
  const cited: CitedRows = { tables: {}, rows: {} };
  const cite = (address: string) => {
    const { rows: row } = addressParts(address);
    const found = address.includes('.csv#') && !(row in cited.rows) ? find(row) : undefined;
    if (found === undefined) return;
    const { file, title, columns } = found.table;
    cited.tables[file] ??= {
      title,
      columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.title])),
    };
    cited.rows[row] = Object.keys(columns).map((name) => cellText(found.row[name]));
  };
  const numberHtml = (text: string, { of, per, as, value }: Source) => {
    cite(of);
    if (per !== '') cite(per);
    const unit = per === '' ? '' : ` data-per="${escapeHtml(per)}"`;
    return `<data value="${escapeHtml(value)}" data-cell="${escapeHtml(of)}" data-as="${escapeHtml(as)}"${unit}>${escapeHtml(text)}</data>`;
  };
  const pieceHtml = ({ text, source }: Piece): string => {
    if (!marks || source === null) return withReferences(text, targets);
    if (typeof source === 'string') return `<span data-${source}>${withReferences(text, targets)}</span>`;
    return numberHtml(text, source);
  };
  return {
    html: (text: string): string =>
      marks ? piecesOf(text).map(pieceHtml).join('') : withReferences(plain(text), targets),
    rows: (): CitedRows => cited,
  };
}
