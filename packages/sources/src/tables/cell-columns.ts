import type { CellSink } from './scan-csv.js';

const quote = 34;
const space = 32;
const tab = 9;
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

/**
 * Takes the cells of some columns of a CSV while it is scanned: trimmed of spaces, by row, the header's first. It gives
 * up where the database would have to be asked what a cell says: see `columns`.
 */
export class CellColumns implements CellSink {
  private readonly taken: (string[] | null)[];
  private readonly texts: Texts;
  private sound = true;

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
    if (!this.sound || cells === null || cells === undefined) return;
    const { bytes } = this;
    let start = from;
    let end = to;
    if (bytes[start] === quote && end > start) {
      start++;
      end--;
    }
    while (start < end && bytes[start] === space) start++;
    while (start < end && bytes[end - 1] === space) end--;
    let hash = 0;
    let escaped = false;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if ((byte < space && byte !== tab) || byte === del) this.sound = false;
      if (byte === quote) escaped = true;
      hash = Math.imul(hash ^ byte, 0x01000193);
    }
    // The database trims every kind of space that Unicode has, and those beyond ASCII are left to it.
    if (start < end && ((bytes[start] as number) > del || (bytes[end - 1] as number) > del))
      this.sound = false;
    const text = this.texts.find(start, end, hash);
    cells.push(escaped ? text.replaceAll('""', '"') : text);
  }

  /**
   * The data cells of each column that was wanted, by its position, each for `rows` rows; null where a cell has a
   * control character, or begins or ends with a letter beyond ASCII.
   */
  columns(rows: number): ReadonlyMap<number, readonly string[]> | null {
    if (!this.sound) return null;
    const columns = new Map<number, readonly string[]>();
    for (const [at, cells] of this.taken.entries()) {
      if (cells === null) continue;
      if (cells.length !== rows + 1) return null;
      columns.set(at, cells.slice(1));
    }
    return columns;
  }
}
