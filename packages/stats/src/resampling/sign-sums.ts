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
  /** Blocks of four rows that are not all such. */
  blocks: number;
}

/** Tabulates columns of equal length, one value a cluster. */
export function signSums(columns: readonly Float64Array[]): SignSums {
  const words = Math.ceil(columns[0]!.length / (bits * blocksAWord));
  const blocks = words * blocksAWord;
  const fours = Math.ceil(columns.length / columnsATable);
  const length = columnsATable * 16 * blocks;
  const tables = new Float64Array(fours * length);
  for (const [c, column] of columns.entries()) {
    const begin = Math.floor(c / columnsATable) * length + (c % columnsATable);
    // Half of the entries of a block after each row: those with the row positive are followed by those negative.
    for (let block = 0; block < blocks; block++) {
      const first = begin + columnsATable * 16 * block;
      for (let i = 0, known = columnsATable; i < bits; i++, known *= 2) {
        const value = column[block * bits + i] ?? 0;
        for (let entry = first; entry < first + known; entry += columnsATable) {
          const total = tables[entry]!;
          tables[entry + known] = total - value;
          tables[entry] = total + value;
        }
      }
    }
  }
  return { tables, words, blocks: Math.ceil(columns[0]!.length / bits) };
}
