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
