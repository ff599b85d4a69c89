import type { Panel, PanelRow, Snapshot, VariableId } from '@inverse-care/domain';
import { inSharedMemory } from '../executors/shared-memory.js';
import { rowsAt, valueIn } from './rows.js';

/**
 * The rows of a snapshot as a task takes them. Handing a thread a thousand objects, and naming a kept result by them,
 * takes longer than much of what is asked of them; bytes that threads share are neither copied nor walked through.
 */
export interface PackedRows {
  /** All but the values, JSON in UTF-8. */
  rest: Uint8Array;
  /** Variables and their values, one a row; NaN is missing. */
  values: readonly (readonly [VariableId, Float64Array])[];
}

type Rest = Omit<PanelRow, 'values'>;

const packed = new WeakMap<readonly PanelRow[], Uint8Array>();

function restOf(rows: readonly PanelRow[]): Uint8Array {
  const known = packed.get(rows);
  if (known !== undefined) return known;
  const text = JSON.stringify(rows.map(({ values, ...rest }): Rest => rest));
  const bytes = inSharedMemory(new TextEncoder().encode(text));
  packed.set(rows, bytes);
  return bytes;
}

/** The rows of a snapshot with some of their variables alone. */
export function packedRowsFor(
  panel: Panel,
  snapshot: Snapshot,
  variables: readonly VariableId[],
): PackedRows {
  const rows = rowsAt(panel, snapshot);
  const column = (id: VariableId) => Float64Array.from(rows, (row) => valueIn(row, id) ?? Number.NaN);
  return { rest: restOf(rows), values: variables.map((id) => [id, column(id)] as const) };
}

/** What a thread has taken apart last: each need asks for the rows of the same snapshots. */
const recent: { rest: Uint8Array; rows: readonly Rest[] }[] = [];
const mostRecent = 16;

function parsed(rest: Uint8Array): readonly Rest[] {
  const known = recent.find((one) => Buffer.compare(one.rest, rest) === 0);
  if (known !== undefined) return known.rows;
  // Text is not decoded from memory that threads share.
  const rows: Rest[] = JSON.parse(new TextDecoder().decode(Uint8Array.from(rest)));
  recent.push({ rest, rows });
  if (recent.length > mostRecent) recent.shift();
  return rows;
}

/** The rows again, in their order. */
export function unpackRows({ rest, values }: PackedRows): PanelRow[] {
  return parsed(rest).map((row, i) => {
    const own: PanelRow['values'] = {};
    for (const [id, column] of values) own[id] = Number.isNaN(column[i]!) ? null : column[i]!;
    return { ...row, values: own };
  });
}
