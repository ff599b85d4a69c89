import { isLargerBody, isPracticeType } from '../tables/body-type.js';
import { parseDate } from '../tables/dates.js';
import type { CountLayout, CountTally } from './count-tally.js';
import { Dictionary } from './dictionary.js';
import { groupCounts } from './group-counts.js';
import type { RowKernel } from './row-kernel.js';
import { mostColumns, pieceLimit, rowLimit, rowMemory } from './row-memory.js';

const comma = 44;
const space = 32;
const zero = 48;
const nine = 57;
const quote = 34;
const newline = 10;
const carriageReturn = 13;
const allSexes = new Set(['ALL', 'TOTAL', 'PERSONS']);
const sexLetters = 'MFIUN';

/** 1 for a byte that ends a cell, or may not stand in one. */
const ends = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === comma || byte === quote || (byte < 32 && byte !== 9) ? 1 : 0,
);

/** Above it in a record are sexes, below it persons. */
export const sexShift = 24;

/** One bit a sex, of a text in capitals; the first is for a row of all sexes, the last for words that are unknown. */
export const sexBit = (sex: string): number => {
  if (allSexes.has(sex)) return 1;
  const at = sex === '' ? -1 : sexLetters.indexOf(sex[0] as string);
  return at === -1 ? 64 : 2 << at;
};

/** Numbers of texts in capitals, in the order of appearance. */
export function numbering() {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const number = (text: string) => {
    const upper = text.toUpperCase();
    const known = numbers.get(upper);
    if (known !== undefined) return known;
    numbers.set(upper, texts.length);
    texts.push(upper);
    return texts.length - 1;
  };
  return { texts, number };
}

const countUpTo = (most: number) => (text: string) =>
  /^[0-9]{1,9}$/.test(text) && Number(text) <= most ? Number(text) : -1;

/**
 * Takes the bytes of a CSV of counts (RFC 4180) as they come and adds its rows up. It takes only a file without any
 * fault and without rarities (a cell that is no ASCII, blank lines, mixed line breaks): for any other, `push` gives
 * false, or `end` null, and the file has to be read with more care.
 * @param kernel walks what most rows are, with the same result; used by one tally at a time.
 * @param fileBytes the length of the file: a longer one throws RangeError where there is no kernel.
 */
export function tallyCsv(
  layout: CountLayout,
  kernel: RowKernel | null = null,
  fileBytes: number = Number.POSITIVE_INFINITY,
): {
  push(chunk: Uint8Array): boolean;
  end(): CountTally | null;
} {
  const practices = numbering();
  const parts = numbering();
  const sexes = numbering();
  const practiceDictionary = new Dictionary((text) => (text === '' ? -1 : practices.number(text)));
  const partDictionary = new Dictionary((text) => parts.number(text));
  const sexDictionary = new Dictionary((text) => sexBit(sexes.texts[sexes.number(text)] as string));
  const countDictionary = new Dictionary(countUpTo(layout.most));
  const dateDictionary = new Dictionary((text) => (parseDate(text) === layout.on ? 1 : 0));
  const typeDictionary = new Dictionary((text) => (isPracticeType(text) ? 1 : isLargerBody(text) ? 0 : -1));
  const { columns, practice, part, sex, patients, date, type, most } = layout;
  const dictionaryAt: (Dictionary | null)[] = new Array(columns).fill(null);
  dictionaryAt[layout.practice] = practiceDictionary;
  dictionaryAt[layout.part] = partDictionary;
  dictionaryAt[layout.sex] = sexDictionary;
  dictionaryAt[layout.patients] = countDictionary;
  dictionaryAt[layout.date] = dateDictionary;
  if (layout.type >= 0) dictionaryAt[layout.type] = typeDictionary;
  const noDictionary: null[] = new Array(columns).fill(null);
  const memory = rowMemory(layout, kernel, fileBytes);
  const { text: bytes, values, cellEnds } = memory;
  const words = new DataView(bytes.buffer, bytes.byteOffset);
  memory.rows = -1;
  let returns: boolean | null = null;
  let sound = columns <= mostColumns;
  let first = true;
  let held = 0;

  const addRow = (): boolean => {
    memory.rows++;
    if (type >= 0 && values[type] === -1 && memory.rows > 0) return false;
    if (memory.rows === 0 || (type >= 0 && values[type] === 0)) return true;
    const ofRow = values[practice] as number;
    const n = values[patients] as number;
    if (ofRow < 0 || n < 0 || values[date] !== 1) return false;
    memory.add(ofRow, values[part] as number, ((values[sex] as number) << sexShift) | n);
    return true;
  };

  /**
   * Reads a row; gives where the next begins, the row's own place where it is not whole, or -1 where the file needs more
   * care.
   */
  const readRow = (rowStart: number, end: number): number => {
    const before = memory.before;
    // The header's cells are nobody's values.
    const wanted = memory.rows < 0 ? noDictionary : dictionaryAt;
    let at = rowStart;
    let column = 0;
    if (before >= 0) {
      // A row mostly begins as the one before: those cells mean what they meant there.
      const limit = Math.min(rowStart - before, end - rowStart) - 4;
      let same = 0;
      while (same <= limit && words.getInt32(before + same) === words.getInt32(rowStart + same)) same += 4;
      while (column < columns - 1 && (cellEnds[column] as number) <= same) column++;
      if (column > 0) at = rowStart + (cellEnds[column - 1] as number);
    }
    for (; column < columns; column++) {
      const dictionary = wanted[column] as Dictionary | null;
      let byte = bytes[at] as number;
      if (byte === quote) {
        const cellStart = ++at;
        for (;;) {
          at = bytes.indexOf(quote, at);
          if (at === -1 || at >= end) return rowStart;
          if (bytes[at + 1] !== quote) break;
          if (dictionary !== null) return -1;
          at += 2;
        }
        if (dictionary !== null) {
          let hash = 0;
          for (let i = cellStart; i < at; i++) hash = (Math.imul(hash, 31) + (bytes[i] as number)) | 0;
          const code = dictionary.find(bytes, cellStart, at, hash);
          if (code < 0) return -1;
          values[column] = dictionary.meaning[code] as number;
        }
        byte = bytes[++at] as number;
      } else if (dictionary === null) {
        while (byte > comma || byte === space || ends[byte] === 0) byte = bytes[++at] as number;
      } else {
        const cellStart = at;
        let n = 0;
        if (dictionary === countDictionary) {
          while (byte >= zero && byte <= nine) {
            n = n * 10 + byte - zero;
            byte = bytes[++at] as number;
          }
        }
        const digits = at - cellStart;
        if (digits > 0 && digits <= 6 && n <= most && ends[byte] === 1) values[column] = n;
        else {
          at = cellStart;
          byte = bytes[at] as number;
          let hash = 0;
          while (byte > comma || ends[byte] === 0) {
            hash = (Math.imul(hash, 31) + byte) | 0;
            byte = bytes[++at] as number;
          }
          const code = dictionary.find(bytes, cellStart, at, hash);
          if (code < 0) return -1;
          values[column] = dictionary.meaning[code] as number;
          memory.learn(column, cellStart, at - cellStart, values[column] as number);
        }
      }
      if (byte !== comma) {
        const withReturn = byte === carriageReturn;
        if (bytes[withReturn ? at + 1 : at] !== newline) return -1;
        if (returns === null) returns = withReturn;
        if (returns !== withReturn || column !== columns - 1 || columns === 1) return -1;
        at += withReturn ? 2 : 1;
        break;
      }
      at++;
      cellEnds[column] = at - rowStart;
      if (column === columns - 1) return -1;
    }
    if (!addRow()) return -1;
    memory.before = memory.rows === 0 ? -1 : rowStart;
    return at;
  };

  /** Reads whole rows; gives where the first begins that is not whole, or -1 where the file needs more care. */
  const readRows = (from: number, end: number): number => {
    let at = from;
    memory.before = -1;
    while (at < end) {
      // What the first row with its line break shows, the kernel is told.
      if (memory.rows >= 0) at = memory.walk(at, end, returns === true);
      if (at === end) return at;
      const next = readRow(at, end);
      if (next <= at) return next;
      at = next;
    }
    return at;
  };

  const pushPiece = (piece: Uint8Array): boolean => {
    bytes.set(piece, held);
    const length = held + piece.length;
    held = length;
    if (first && length < 3) return true;
    const from = first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    first = false;
    const end = bytes.subarray(0, length).lastIndexOf(newline) + 1;
    const rest = end > from ? readRows(from, end) : from;
    if (rest < 0 || length - rest >= rowLimit) return false;
    bytes.copyWithin(0, rest, length);
    held = length - rest;
    return true;
  };

  const push = (chunk: Uint8Array): boolean => {
    for (let at = 0; sound && at < chunk.length; at += pieceLimit) {
      sound = pushPiece(chunk.subarray(at, at + pieceLimit));
    }
    return sound;
  };

  const end = (): CountTally | null => {
    if (!sound || first || held > 0 || memory.rows < 0) return null;
    const grouped = groupCounts(practices.texts, parts.texts, memory.records());
    if (grouped === null) return null;
    let lastNeighbourhood = '';
    for (const part of parts.texts) {
      if (part.startsWith('E01') && part > lastNeighbourhood) lastNeighbourhood = part;
    }
    return { rows: memory.rows, sexes: sexes.texts, lastNeighbourhood, ...grouped };
  };
  return { push, end };
}
