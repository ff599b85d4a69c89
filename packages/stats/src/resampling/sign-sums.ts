const bits = 4;

/**
 * Sums of columns with random signs, four signs at a time: for each four rows the sums under all 16 combinations of
 * signs are tabulated once, and a draw looks them up (the method of the four Russians: Arlazarov, Dinic, Kronrod and
 * Faradzhev 1970).
 */
export interface SignSums {
  /** One table a column: entry 16 b + s is the sum of rows 4b to 4b + 3, row 4b + i negative where bit i of s is set. */
  tables: Float64Array[];
  /** Number of lookups, and of signs of four bits, a draw takes. */
  blocks: number;
}

export function signSums(columns: readonly Float64Array[]): SignSums {
  const rows = columns[0]!.length;
  const blocks = Math.ceil(rows / bits);
  const tables = columns.map((column) => {
    const table = new Float64Array(blocks * 16);
    for (let at = 0; at < table.length; at++) {
      for (let i = 0; i < bits; i++) {
        const value = column[(at >> 4) * bits + i] ?? 0;
        table[at]! += (at >> i) & 1 ? -value : value;
      }
    }
    return table;
  });
  return { tables, blocks };
}

/** Turns random words, eight signs of four bits each, into places in the tables. */
export function fillPlaces(places: Int32Array, nextWord: () => number): void {
  let word = 0;
  for (let b = 0; b < places.length; b++) {
    if ((b & 7) === 0) word = nextWord();
    places[b] = (b << 4) | (word & 15);
    word >>>= 4;
  }
}

/** The sum of a table's entries in the places. */
export function sumPlaces(table: Float64Array, places: Int32Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = places.length & ~3;
  for (let b = 0; b < whole; b += 4) {
    s0 += table[places[b]!]!;
    s1 += table[places[b + 1]!]!;
    s2 += table[places[b + 2]!]!;
    s3 += table[places[b + 3]!]!;
  }
  for (let b = whole; b < places.length; b++) s0 += table[places[b]!]!;
  return s0 + s1 + (s2 + s3);
}
