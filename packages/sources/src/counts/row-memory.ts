import type { CountLayout } from './count-tally.js';
import type { RowKernel } from './row-kernel.js';

/** Columns of a file at most. */
export const mostColumns = 32;
/** Bytes of a row at most. */
export const rowLimit = 1 << 22;
/** Bytes that are taken at a time. */
export const pieceLimit = 1 << 20;

const slots = 1 << 16;
const tableBytes = slots * 16;
/** Cells of a column that the kernel knows at most: so many that free slots are soon found. */
const learnLimit = (slots * 3) / 4;
const capacity = 1 << 12;

/** In bytes; assembly/rows.ts has the same, and the meaning of the state's words. */
const at = { state: 1024, values: 1024 + 64, ends: 1024 + 192, tables: 1024 + 320 } as const;
const recordsAt = 4096;
const textAt = recordsAt + capacity * 12;
const dictionariesAt = textAt + rowLimit + pieceLimit + 64;
const bytes = dictionariesAt + 5 * tableBytes;

/** What the walk over rows keeps, laid out so that the kernel can walk as well. Addresses are from the text's beginning. */
export interface RowMemory {
  text: Uint8Array<ArrayBuffer>;
  /** What the cells of the row before mean, by column. */
  values: Int32Array;
  /** Where the next cell begins, counted from the row's beginning. */
  cellEnds: Int32Array;
  /** Where the row before begins; -1 where none is to be compared with. */
  before: number;
  /** Adds a record; false where there is no room. */
  add(practice: number, part: number, sexAndCount: number): void;
  /** Notes what the cell of a column, where it has no quotes, means. */
  learn(column: number, from: number, length: number, value: number): void;
  /** Walks on as far as the kernel can; gives where it stops. */
  walk(from: number, end: number, withReturns: boolean): number;
  /** Data rows walked. */
  rows: number;
  /** All records, three numbers each: see `walkRows`. */
  records(): Int32Array;
}

/**
 * @param kernel none: rows are walked by JavaScript alone.
 * @param fileBytes the length of the file at most: a short one without a kernel takes little memory.
 */
export function rowMemory(layout: CountLayout, kernel: RowKernel | null, fileBytes: number): RowMemory {
  const room = kernel === null ? Math.min(rowLimit + pieceLimit, fileBytes) : rowLimit + pieceLimit;
  const buffer = kernel?.room(bytes) ?? new ArrayBuffer(textAt + room + 64);
  new Uint8Array(buffer, at.state, recordsAt - at.state).fill(0);
  if (kernel !== null) new Uint8Array(buffer, dictionariesAt, 5 * tableBytes).fill(0);
  const state = new Int32Array(buffer, at.state, 16);
  const { columns, practice, part, sex, patients, date, type, most } = layout;
  state.set([columns, practice, part, sex, patients, date, type, 0, most, 0, 0, 0]);
  state.set([recordsAt, capacity], 12);
  const tables = new Int32Array(buffer, at.tables, mostColumns);
  const known = new Int32Array(mostColumns);
  for (const [i, column] of [practice, part, sex, date, type].entries()) {
    if (column >= 0) tables[column] = dictionariesAt + i * tableBytes;
  }
  const held = new Int32Array(buffer, recordsAt, capacity * 3);
  const blocks: Int32Array[] = [];
  const word = (index: number) => state[index] as number;
  const put = () => {
    blocks.push(held.slice(0, word(11) * 3));
    state[11] = 0;
  };
  return {
    text: new Uint8Array(buffer, textAt, room),
    values: new Int32Array(buffer, at.values, mostColumns),
    cellEnds: new Int32Array(buffer, at.ends, mostColumns),
    get before() {
      return word(9) === 0 ? -1 : word(9) - textAt;
    },
    set before(place) {
      state[9] = place < 0 ? 0 : place + textAt;
    },
    get rows() {
      return word(10);
    },
    set rows(rows) {
      state[10] = rows;
    },
    add(practice, part, sexAndCount) {
      if (word(11) === capacity) put();
      const place = word(11) * 3;
      held[place] = practice;
      held[place + 1] = part;
      held[place + 2] = sexAndCount;
      state[11] = word(11) + 1;
    },
    learn(column, from, length, value) {
      if (kernel === null || tables[column] === 0 || known[column] === learnLimit) return;
      known[column] = (known[column] as number) + 1;
      kernel.learn(tables[column] as number, textAt + from, length, value);
    },
    walk(from, end, withReturns) {
      if (kernel === null) return from;
      state[7] = withReturns ? 1 : 0;
      if (word(11) === capacity) put();
      let place = textAt + from;
      for (;;) {
        place = kernel.walkRows(at.state, place, textAt + end);
        if (word(11) < capacity) return place - textAt;
        put();
      }
    },
    records() {
      put();
      const all = new Int32Array(blocks.reduce((sum, block) => sum + block.length, 0));
      let place = 0;
      for (const block of blocks) {
        all.set(block, place);
        place += block.length;
      }
      return all;
    },
  };
}
