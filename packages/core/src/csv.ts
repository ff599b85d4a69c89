/** A cell of a tidy table; null is missing. */
export type Cell = string | number | boolean | null;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`A table must not hold ${cell}`);
    return String(cell === 0 ? 0 : cell);
  }
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180 text with a header row, line feeds, shortest round-trip numbers and empty for missing. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  let text = `${header.join(',')}\n`;
  for (const row of rows) text += `${row.map(cellText).join(',')}\n`;
  return text;
}

/** The named columns of some records as a table: the order of the columns is the order of the names. */
export function recordsCsv<K extends string>(
  columns: readonly K[],
  rows: readonly Record<K, Cell>[],
): string {
  return toCsv(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
}
