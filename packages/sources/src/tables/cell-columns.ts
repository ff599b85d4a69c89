import type { CellSink } from './scan-csv.js';

const quote = 34;
const space = 32;
const del = 127;

/** The distinct texts of a file's cells, found by their bytes, so that each is made once. */
class Texts {
  private readonly texts: string[] = [];
  private slots = new Int32Array(1 << 12);
  private hashes = new Int32Array(1 << 11);
  private starts = new Int32Array(1 << 11);
  private ends = new Int32Array(1 << 11);

  constructor(
    private readonly bytes: Buffer,
    private readonly decode: (from: number, to: number) => string,
  ) {}

  find(from: number, to: number, hash: number): string {
    const { bytes, hashes, starts, ends } = this;
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const at = (this.slots[slot] as number) - 1;
      if (at < 0) return this.add(from, to, hash, slot);
      const start = starts[at] as number;
      if (hashes[at] === hash && (ends[at] as number) - start === to - from) {
        let i = 0;
        while (from + i < to && bytes[start + i] === bytes[from + i]) i++;
        if (from + i === to) return this.texts[at] as string;
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(from: number, to: number, hash: number, slot: number): string {
    const at = this.texts.length;
    if (at === this.hashes.length) this.grow();
    this.hashes[at] = hash;
    this.starts[at] = from;
    this.ends[at] = to;
    const text = this.decode(from, to);
    this.texts.push(text);
    if (this.slots.length < 2 * this.texts.length) this.rehash();
    else this.slots[slot] = at + 1;
    return text;
  }

  private grow(): void {
    const longer = (column: Int32Array) => {
      const twice = new Int32Array(column.length * 2);
      twice.set(column);
      return twice;
    };
    this.hashes = longer(this.hashes);
    this.starts = longer(this.starts);
    this.ends = longer(this.ends);
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let at = 0; at < this.texts.length; at++) {
      const hash = this.hashes[at] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = at + 1;
    }
  }
}

/** Every kind of space that Unicode has, at the ends of a text. */
const outerSpaces = /^\p{Zs}+|\p{Zs}+$/gu;

/** A text without the spaces at its ends: those of Unicode's category Zs, the tabulator not among them. */
export function trimSpaces(text: string): string {
  const maySpace = (code: number) => code === space || code > del;
  const needed = maySpace(text.charCodeAt(0)) || maySpace(text.charCodeAt(text.length - 1));
  return needed ? text.replace(outerSpaces, '') : text;
}

/** Takes the cells of some columns of a CSV while it is scanned: trimmed of spaces, by row, the header's first. */
export class CellColumns implements CellSink {
  private readonly taken: (string[] | null)[];
  private readonly texts: Texts;

  /**
   * @param count how many columns the file has.
   * @param wanted positions of those that are taken.
   * @param decode text of some of the bytes.
   */
  constructor(
    private readonly bytes: Buffer,
    count: number,
    wanted: readonly number[],
    decode: (from: number, to: number) => string,
  ) {
    const positions = new Set(wanted);
    this.taken = Array.from({ length: count }, (_, at) => (positions.has(at) ? [] : null));
    this.texts = new Texts(bytes, decode);
  }

  take(column: number, from: number, to: number): void {
    const cells = this.taken[column];
    if (cells === null || cells === undefined) return;
    const { bytes } = this;
    let start = from;
    let end = to;
    while (start < end && bytes[start] === space) start++;
    while (start < end && bytes[end - 1] === space) end--;
    const quoted = end - start > 1 && bytes[start] === quote && bytes[end - 1] === quote;
    if (quoted) {
      start++;
      end--;
      while (start < end && bytes[start] === space) start++;
      while (start < end && bytes[end - 1] === space) end--;
    }
    let hash = 0;
    let escaped = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte === quote) escaped = quoted;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    let text = this.texts.find(start, end, hash);
    if (start < end && ((bytes[start] as number) > del || (bytes[end - 1] as number) > del))
      text = trimSpaces(text);
    cells.push(escaped ? text.replaceAll('""', '"') : text);
  }

  /**
   * The data cells of each column that was wanted, by its position.
   * @param mixedEnds line breaks of several kinds are in the file: those inside cells are made one kind.
   */
  columns(mixedEnds: boolean): ReadonlyMap<number, readonly string[]> {
    const columns = new Map<number, readonly string[]>();
    for (const [at, cells] of this.taken.entries()) {
      if (cells === null) continue;
      const data = cells.slice(1);
      columns.set(at, mixedEnds ? data.map(oneKindOfBreak) : data);
    }
    return columns;
  }
}

const oneKindOfBreak = (cell: string) =>
  cell.includes('\r') ? trimSpaces(cell.replaceAll('\r\n', '\n').replaceAll('\r', ' ')) : cell;
