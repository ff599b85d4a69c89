const lineBreaks = /[\r\n]+/g;
const withinReach = /^[\t -~]*$|^[\t -~][\t -~\u00a0-\ud7ff\ue000-\uffff]*[\t -~]$/;

/**
 * Cells of some columns of a sheet's rows by position: in one line, trimmed of spaces. null where a cell has a control
 * character, or begins or ends with a letter beyond ASCII: the database trims every kind of space that Unicode has.
 */
export function sheetColumns(
  rows: readonly (readonly string[])[],
  wanted: readonly number[],
): ReadonlyMap<number, readonly string[]> | null {
  const columns = new Map<number, string[]>();
  for (const at of wanted) {
    const cells: string[] = [];
    for (const row of rows) {
      const cell = (row[at] ?? '').replace(lineBreaks, ' ').replace(/^ +| +$/g, '');
      if (!withinReach.test(cell)) return null;
      cells.push(cell);
    }
    columns.set(at, cells);
  }
  return columns;
}
