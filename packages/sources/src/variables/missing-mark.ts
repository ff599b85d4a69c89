const marks = /^(\*+|\.+|-+|:|–|n\/?a|null|none|nan|#n\/a|c|x|suppressed|missing|not available)$/i;

/** Codes that stand for a suppressed or missing value in surveys, where no value can be below zero. */
const codes = /^-(9[0-9]|99[0-9])(\.0+)?$/;

/**
 * Whether a cell says that there is no value: a mark such as `*`, `.`, `NA`, or a code such as -97 where the variable
 * cannot be as low.
 * @param least value that the variable may have.
 */
export const isMissingMark = (cell: string, least: number): boolean =>
  marks.test(cell) || (codes.test(cell) && Number(cell) < least);

/** Counts marks for missing values, by the mark. */
export class MissingMarks {
  private readonly counts = new Map<string, number>();

  take(cell: string): void {
    this.counts.set(cell, (this.counts.get(cell) ?? 0) + 1);
  }

  /** "3 cells of income_deprivation are marked as missing (*: 2, NA: 1) and have no value."; null where there are none. */
  inWords(variable: string): string | null {
    const each = [...this.counts];
    const all = each.reduce((sum, [, n]) => sum + n, 0);
    if (all === 0) return null;
    return `Cells of ${variable} that are marked as missing, which have no value: ${all} (${each.map(([mark, n]) => `"${mark}": ${n}`).join(', ')}).`;
  }
}
