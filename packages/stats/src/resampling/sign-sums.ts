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
   * One table after another, one for every four columns: entries 4 (16 b + s) + j are the sums of rows 4b to 4b + 3 of column j, row
   * 4b + i negative where bit i of s is set. Columns that fill up the last table are 0.
   */
  tables: Float64Array;
  /** Random words that a draw takes, eight blocks of four signs each; rows that fill up the last are 0. */
  words: number;
}

export function signSums(columns: readonly Float64Array[]): SignSums {
  const words = Math.ceil(columns[0]!.length / (bits * blocksAWord));
  const blocks = words * blocksAWord;
  const fours = Math.ceil(columns.length / columnsATable);
  const length = columnsATable * 16 * blocks;
  const tables = new Float64Array(fours * length);
  for (const [c, column] of columns.entries()) {
    const begin = Math.floor(c / columnsATable) * length + (c % columnsATable);
    for (let place = 0; place < 16 * blocks; place++) {
      let total = 0;
      for (let i = 0; i < bits; i++) {
        const value = column[(place >> 4) * bits + i] ?? 0;
        total += (place >> i) & 1 ? -value : value;
      }
      tables[begin + columnsATable * place] = total;
    }
  }
  return { tables, words };
}
