import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@inverse-care/domain';

/** Draws beyond this many bytes lie in the temporary folder. */
const mostInMemory = 2 ** 26;

/** Draws of one coefficient by specification, put by for a later analysis; memory does not grow with their number. */
export class DrawShelf {
  readonly #held = new Map<string, Float64Array>();
  readonly #files = new Map<string, string>();
  #bytes = 0;
  #folder: string | undefined;

  /** @param most bytes that are held in memory. */
  constructor(private readonly most = mostInMemory) {}

  async put(key: string, draws: Float64Array): Promise<void> {
    if (this.#bytes + draws.byteLength <= this.most) {
      this.#bytes += draws.byteLength;
      this.#held.set(key, draws);
      return;
    }
    this.#folder ??= await temporaryFolder();
    const file = path.join(this.#folder, String(this.#files.size));
    await writeFile(file, new Uint8Array(draws.buffer, draws.byteOffset, draws.byteLength));
    this.#files.set(key, file);
  }

  has(key: string): boolean {
    return this.#held.has(key) || this.#files.has(key);
  }

  /** The draws of a specification; undefined where there are none. */
  async get(key: string): Promise<Float64Array | undefined> {
    const file = this.#files.get(key);
    if (file === undefined) return this.#held.get(key);
    const bytes = await readFile(file);
    const draws = new Float64Array(bytes.length / Float64Array.BYTES_PER_ELEMENT);
    new Uint8Array(draws.buffer).set(bytes);
    return draws;
  }

  /** Takes away what lies in the temporary folder. */
  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}
