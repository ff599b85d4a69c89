import type { MultiverseRow } from '@inverse-care/core/tables';
import type { ExplorerChoice } from './options.js';

/** What rows share: standard deviations of need and outcome, the unit of the outcome, and why there is no result. */
type Context = [need_sd: number, outcome_sd: number, unit: string, note: string];

/**
 * The rows of a multiverse as a page holds them: a column each, little-endian, in base64. Estimates and bounds are the
 * doubles of the table, so that whatever is printed of them is printed of the table's own cells.
 */
export interface PackedRows {
  /** Of each row, the positions of its options as one number, the last choice counting least: 4 bytes. */
  keys: string;
  /** PCNs used, and PCNs of the snapshot that are not: 2 bytes. */
  n: string;
  lost: string;
  /** Estimate and bounds, NaN where there is none: 8 bytes. */
  estimate: string;
  low: string;
  high: string;
  /** p in thousandths as it is printed: 0 stands for less than one, 1000 for more than 999, 65535 for none; 2 bytes. */
  p: string;
  /** Position in the list of contexts: 2 bytes. */
  context: string;
  contexts: Context[];
}

/** What stands for no p-value. */
const noP = 65_535;

/** A p-value in thousandths, as `pValue` prints it. */
function thousandths(p: number | null): number {
  if (p === null || !Number.isFinite(p)) return noP;
  if (p < 0.001) return 0;
  return p > 0.999 ? 1000 : Math.round(Number(p.toFixed(3)) * 1000);
}

function column(
  rows: readonly MultiverseRow[],
  kind: 'uint16' | 'uint32' | 'double',
  of: (row: MultiverseRow) => number,
): string {
  const width = { uint16: 2, uint32: 4, double: 8 }[kind];
  const bytes = Buffer.alloc(rows.length * width);
  rows.forEach((row, i) => {
    const value = of(row);
    if (kind === 'uint16') bytes.writeUInt16LE(value, i * width);
    else if (kind === 'uint32') bytes.writeUInt32LE(value, i * width);
    else bytes.writeDoubleLE(value, i * width);
  });
  return bytes.toString('base64');
}

/** Gives a row's positions of options as one number. */
function keyOf(choices: readonly ExplorerChoice[]): (row: MultiverseRow) => number {
  const places = choices.map(
    ({ id, options }) => [id, new Map(options.map((option, at) => [option.id, at] as const))] as const,
  );
  return (row) => places.reduce((key, [id, at]) => key * at.size + at.get(row[id])!, 0);
}

/**
 * Packs the rows of a multiverse.
 * @param choices with every option that a row has; their combinations may be some four thousand million.
 * Throws RangeError where there are more, or a row uses more than 65,535 PCNs.
 */
export function packRows(rows: readonly MultiverseRow[], choices: readonly ExplorerChoice[]): PackedRows {
  const at = new Map<string, number>();
  const contexts: Context[] = [];
  const contextOf = ({ need_sd, outcome_sd, unit, note }: MultiverseRow) => {
    const context: Context = [need_sd, outcome_sd, unit, note];
    const key = JSON.stringify(context);
    const known = at.get(key);
    if (known !== undefined) return known;
    at.set(key, contexts.length);
    return contexts.push(context) - 1;
  };
  return {
    keys: column(rows, 'uint32', keyOf(choices)),
    n: column(rows, 'uint16', ({ n }) => n),
    lost: column(rows, 'uint16', ({ rows_lost }) => rows_lost),
    estimate: column(rows, 'double', ({ estimate }) => estimate ?? Number.NaN),
    low: column(rows, 'double', ({ conf_low }) => conf_low ?? Number.NaN),
    high: column(rows, 'double', ({ conf_high }) => conf_high ?? Number.NaN),
    p: column(rows, 'uint16', ({ p_value }) => thousandths(p_value)),
    context: column(rows, 'uint16', contextOf),
    contexts,
  };
}
