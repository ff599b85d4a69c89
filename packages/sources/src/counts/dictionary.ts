const entryLimit = 1 << 18;
const lengthLimit = 64;

/** The distinct cells of a column, by their bytes; each has a number, from 0, in the order of appearance. */
export class Dictionary {
  /** What `judge` made of each cell. */
  readonly meaning: number[] = [];
  private slots = new Int32Array(1 << 10);
  private hashes = new Int32Array(1 << 9);
  private starts = new Int32Array(1 << 9);
  private store = new Uint8Array(1 << 14);
  private used = 0;
  private count = 0;

  /** @param judge gives the meaning of a cell's text, trimmed of spaces. */
  constructor(private readonly judge: (text: string) => number) {}

  /**
   * The number of a cell, bytes `from` to `to`; -1 where it is too long, not ASCII, or one distinct cell too many.
   * @param hash of the bytes, the same for the same bytes.
   */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const length = to - from;
    const mask = this.slots.length - 1;
    let slot = spread(hash) & mask;
    for (;;) {
      const code = (this.slots[slot] as number) - 1;
      if (code < 0) return this.add(bytes, from, to, hash, slot);
      if (this.hashes[code] === hash) {
        const start = this.starts[code] as number;
        const end = code + 1 < this.count ? (this.starts[code + 1] as number) : this.used;
        if (end - start === length) {
          let i = 0;
          while (i < length && this.store[start + i] === bytes[from + i]) i++;
          if (i === length) return code;
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const length = to - from;
    if (length > lengthLimit || this.count === entryLimit) return -1;
    for (let i = from; i < to; i++) if ((bytes[i] as number) >= 0x80) return -1;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('latin1');
    if (this.count === this.hashes.length) {
      this.hashes = doubled(this.hashes);
      this.starts = doubled(this.starts);
    }
    if (this.used + length > this.store.length) {
      const store = new Uint8Array(this.store.length * 2);
      store.set(this.store);
      this.store = store;
    }
    const code = this.count++;
    this.store.set(bytes.subarray(from, to), this.used);
    this.hashes[code] = hash;
    this.starts[code] = this.used;
    this.used += length;
    this.slots[slot] = code + 1;
    this.meaning.push(this.judge(text.replace(/^ +| +$/g, '')));
    if (this.count * 2 > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let code = 0; code < this.count; code++) {
      const hash = this.hashes[code] as number;
      let slot = spread(hash) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code + 1;
    }
  }
}

/** Codes that follow each other would lie side by side otherwise, and be searched one by one. */
const spread = (hash: number) => {
  const product = Math.imul(hash, 0x9e3779b1);
  return product ^ (product >>> 15);
};

/** A copy twice as long, zeros at its end. */
export function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(column.length * 2);
  longer.set(column);
  return longer;
}
