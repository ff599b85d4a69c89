const bits = 4;
/** Blocks of four signs in a random word. */
const blocksAWord = 8;

/** Columns that a table holds side by side, so that one place serves them all. */
export const columnsATable = 4;

/**
 * Sums of columns with random signs, four signs at a time: for each four rows the sums under all 16 combinations of
 * signs are tabulated once, and a draw looks them up (the method of the four Russians: Arlazarov, Dinic, Kronrod and
 * Faradzhev 1970).
 */
export interface SignSums {
  /**
   * One table for every four columns: entries 4 (16 b + s) + j are the sums of rows 4b to 4b + 3 of column j, row
   * 4b + i negative where bit i of s is set. Columns that fill up the last table are 0.
   */
  tables: Float64Array[];
  /** Random words that a draw takes, eight blocks of four signs each; rows that fill up the last are 0. */
  words: number;
}

export function signSums(columns: readonly Float64Array[]): SignSums {
  const words = Math.ceil(columns[0]!.length / (bits * blocksAWord));
  const blocks = words * blocksAWord;
  const tables = Array.from({ length: Math.ceil(columns.length / columnsATable) }, (_, t) => {
    const table = new Float64Array(columnsATable * 16 * blocks);
    for (let j = 0; j < columnsATable; j++) {
      const column = columns[columnsATable * t + j];
      if (column === undefined) break;
      for (let place = 0; place < 16 * blocks; place++) {
        let total = 0;
        for (let i = 0; i < bits; i++) {
          const value = column[(place >> 4) * bits + i] ?? 0;
          total += (place >> i) & 1 ? -value : value;
        }
        table[columnsATable * place + j] = total;
      }
    }
    return table;
  });
  return { tables, words };
}

/**
 * Writes the four sums of a table under the signs of the words: two running sums each, of even and of odd
 * blocks, in an order that is always the same.
 */
export function sumSigned(table: Float64Array, words: Int32Array, into: Float64Array, at: number): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  // 64 = 16 combinations x 4 columns: the entries of a block.
  for (let w = 0, base = 0; w < words.length; w++, base += 512) {
    const word = words[w]!;
    const p0 = base + ((word << 2) & 60);
    const q0 = base + 64 + ((word >>> 2) & 60);
    a0 += table[p0]!;
    a1 += table[p0 + 1]!;
    a2 += table[p0 + 2]!;
    a3 += table[p0 + 3]!;
    b0 += table[q0]!;
    b1 += table[q0 + 1]!;
    b2 += table[q0 + 2]!;
    b3 += table[q0 + 3]!;
    const p1 = base + 128 + ((word >>> 6) & 60);
    const q1 = base + 192 + ((word >>> 10) & 60);
    a0 += table[p1]!;
    a1 += table[p1 + 1]!;
    a2 += table[p1 + 2]!;
    a3 += table[p1 + 3]!;
    b0 += table[q1]!;
    b1 += table[q1 + 1]!;
    b2 += table[q1 + 2]!;
    b3 += table[q1 + 3]!;
    const p2 = base + 256 + ((word >>> 14) & 60);
    const q2 = base + 320 + ((word >>> 18) & 60);
    a0 += table[p2]!;
    a1 += table[p2 + 1]!;
    a2 += table[p2 + 2]!;
    a3 += table[p2 + 3]!;
    b0 += table[q2]!;
    b1 += table[q2 + 1]!;
    b2 += table[q2 + 2]!;
    b3 += table[q2 + 3]!;
    const p3 = base + 384 + ((word >>> 22) & 60);
    const q3 = base + 448 + ((word >>> 26) & 60);
    a0 += table[p3]!;
    a1 += table[p3 + 1]!;
    a2 += table[p3 + 2]!;
    a3 += table[p3 + 3]!;
    b0 += table[q3]!;
    b1 += table[q3 + 1]!;
    b2 += table[q3 + 2]!;
    b3 += table[q3 + 3]!;
  }
  into[at] = a0 + b0;
  into[at + 1] = a1 + b1;
  into[at + 2] = a2 + b2;
  into[at + 3] = a3 + b3;
}
