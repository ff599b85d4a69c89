import { type FileHandle, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serialize } from 'node:v8';
import type { PanelWithProvenance } from '@inverse-care/domain';
import { sha256 } from '../hashes.js';
import { type PartFile, partFile, partFormat, partResults } from './part-file.js';

type Piece = Omit<PartFile['facts'], 'content_sha256'>;

/**
 * One hash over what a panel says. Not over its bytes: equal numbers and texts are written in several ways, by how the
 * engine happens to hold them.
 */
const contentOf = (facts: PanelWithProvenance): string =>
  sha256(JSON.stringify(facts, (_, part: unknown) => (part instanceof Map ? [...part] : part)));

/** Writes the results of one part as they come. */
export class PartWriter {
  readonly #names = new Set<string>();
  readonly #pieces: PartFile['results'] = [];
  #at = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
  ) {}

  /** @param folder in which the part is made. */
  static async in(folder: string): Promise<PartWriter> {
    return new PartWriter(folder, await open(path.join(folder, partResults), 'wx'));
  }

  /** How many results have been put down. */
  get results(): number {
    return this.#names.size;
  }

  async #append(value: unknown): Promise<Piece> {
    const content = serialize(value);
    const piece = { offset: this.#at, bytes: content.length, sha256: sha256(content) };
    this.#at += content.length;
    await this.file.appendFile(content);
    return piece;
  }

  /** Puts the panel down. */
  async facts(facts: PanelWithProvenance): Promise<PartFile['facts']> {
    return { ...(await this.#append(facts)), content_sha256: contentOf(facts) };
  }

  /** Puts a result down, once where two tasks of a run are the same. */
  async keep(name: string, result: unknown): Promise<void> {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#pieces.push({ name, ...(await this.#append(result)) });
  }

  /** Says what the part is. */
  async finish(about: Omit<PartFile, 'format' | 'results'>): Promise<void> {
    await this.file.sync();
    const whole: PartFile = { format: partFormat, ...about, results: this.#pieces };
    await writeFile(path.join(this.folder, partFile), `${JSON.stringify(whole, null, 1)}\n`);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
