import type { Counts } from './count-tally.js';

const newline = 10;
const word = 4;

/**
 * Counts as the bytes of a file: a line of JSON (names of practices and parts, number of elements), padded with spaces
 * so that what follows begins at a multiple of four, then `starts`, `part` and `n` as 32-bit integers, the lowest byte
 * first. The same counts give the same bytes.
 */
export function countsFile({ practices, parts, starts, part, n }: Counts): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(JSON.stringify({ practices, parts, length: n.length }));
  const numbers = Math.ceil((head.length + 1) / word) * word;
  const bytes = new Uint8Array(numbers + (starts.length + part.length + n.length) * word);
  bytes.set(head);
  bytes.fill(0x20, head.length, numbers - 1);
  bytes[numbers - 1] = newline;
  const view = new DataView(bytes.buffer);
  let at = numbers;
  for (const column of [starts, part, n]) {
    for (const value of column) {
      view.setInt32(at, value, true);
      at += word;
    }
  }
  return bytes;
}

/** The counts in the bytes of a file: see `countsFile`. */
export function countsIn(bytes: Uint8Array): Counts {
  const numbers = bytes.indexOf(newline) + 1;
  const { practices, parts, length } = JSON.parse(Buffer.from(bytes.subarray(0, numbers)).toString());
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = numbers;
  const column = (size: number) => {
    const values = new Int32Array(size);
    for (let i = 0; i < size; i++, at += word) values[i] = view.getInt32(at, true);
    return values;
  };
  return { practices, parts, starts: column(practices.length + 1), part: column(length), n: column(length) };
}
