/** Columns of numbers that a table of neighbourhoods may have. */
export const areaColumns = ['imd_decile', 'income_decile', 'income_score', 'rural', 'population'] as const;
export type AreaColumn = (typeof areaColumns)[number];

/** What a score is a whole number of: publishers give up to nine decimals. */
export const scoreUnit = 1e9;

/**
 * Values by neighbourhood, whole numbers: deciles from 1 to 10, the income score in units of 1e-9, rural 0 or 1,
 * population (NaN where the file has none). Columns that a table lacks are absent.
 */
export interface AreaValues {
  /** Row by code. */
  rows: ReadonlyMap<string, number>;
  columns: Partial<Record<AreaColumn, Float64Array>>;
}

/** A cell as a whole number, "3", "3." or "3.0"; NaN where it is none. */
export const wholeOf = (cell: string): number => (/^[0-9]+([.]0*)?$/.test(cell) ? Number(cell) : Number.NaN);

/** A decimal number from 0 to 1 in units of 1e-9, the tenth decimal rounded; NaN where a cell is none. */
export function scoreOf(cell: string): number {
  const plain = /^[+-]?[0-9]*[.]?[0-9]*[eE][+-]?[0-9]{1,3}$/.test(cell) ? Number(cell).toFixed(12) : cell;
  const parts = /^([+-]?)([0-9]*)(?:[.]([0-9]*))?$/.exec(plain);
  if (parts === null || `${parts[2]}${parts[3] ?? ''}` === '') return Number.NaN;
  const decimals = (parts[3] ?? '').padEnd(10, '0');
  const size =
    Number(parts[2]) * scoreUnit + Number(decimals.slice(0, 9)) + ((decimals[9] as string) >= '5' ? 1 : 0);
  const score = parts[1] === '-' ? -size : size;
  return score >= 0 && score <= scoreUnit ? Math.abs(score) : Number.NaN;
}
