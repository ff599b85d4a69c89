import { type FileHandle, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { deserialize } from 'node:v8';
import { InputError, type PanelWithProvenance } from '@inverse-care/domain';
import { sha256 } from '../hashes.js';
import { type PartFile, partFile, partFormat, partResults, partSchema } from './part-file.js';

type Piece = Omit<PartFile['facts'], 'content_sha256'>;

/** A part that lies in a folder, as it says of itself. */
export interface Part extends PartFile {
  readonly folder: string;
}

const again = 'Make this part again with the same command.';

function damaged(folder: string, file: string, what: string): InputError {
  return new InputError(`The part is damaged: ${what}.`, {
    place: { file: path.join(folder, file) },
    expected: 'the file as `inverse-care shard` wrote it',
    remedy: again,
  });
}

function parsed(text: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(folder, partFile, (error as Error).message);
  }
}

/**
 * What a part says of itself; its results are looked at when they are taken.
 * @throws InputError where the folder holds no part that can be read.
 */
export async function readPart(folder: string): Promise<Part> {
  const file = path.join(folder, partFile);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const nothing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    throw new InputError(nothing ? 'There is no part in this folder.' : error.message, {
      place: { file: folder },
      expected: `the --out folder of a finished \`inverse-care shard\`, with its ${partFile}`,
      remedy: 'Correct the path, or make the part: whoever was to make it may have failed.',
    });
  });
  const content = parsed(text, folder);
  const { format } = Object(content) as { format?: unknown };
  if (format !== partFormat) {
    throw new InputError('The part was written by another version of inverse-care.', {
      place: { file, column: 'format' },
      expected: `format ${partFormat}; this one says ${JSON.stringify(format)}`,
      remedy: 'Make all parts, and put them together, with the same version.',
    });
  }
  const read = partSchema.safeParse(content);
  if (!read.success) {
    const { path: at, message } = read.error.issues[0]!;
    throw damaged(folder, partFile, `${at.join('.')}: ${message}`);
  }
  const { facts, results } = read.data;
  const bytes = [facts, ...results].reduce((most, { offset, bytes }) => Math.max(most, offset + bytes), 0);
  const found = await stat(path.join(folder, partResults)).catch(() => null);
  if (found?.size !== bytes)
    throw damaged(
      folder,
      partResults,
      found === null ? 'it is not there' : `${bytes} bytes were written and ${found.size} are there`,
    );
  return { folder, ...read.data };
}

async function pieceOf(
  handle: FileHandle,
  folder: string,
  { offset, bytes, sha256: expected }: Piece,
): Promise<unknown> {
  const content = Buffer.alloc(bytes);
  await handle.read(content, 0, bytes, offset);
  if (sha256(content) !== expected)
    throw damaged(folder, partResults, `the ${bytes} bytes from ${offset} are not those that were written`);
  return deserialize(content);
}

/**
 * A part whose every byte is as it was written; null where there is none, or it is damaged.
 * @throws what no reader can help, such as a folder that may not be read.
 */
export async function intactPart(folder: string): Promise<Part | null> {
  const part = await readPart(folder).catch((error) => {
    if (error instanceof InputError) return null;
    throw error;
  });
  if (part === null) return null;
  const content = await readFile(path.join(folder, partResults));
  const whole = [part.facts, ...part.results].every(
    ({ offset, bytes, sha256: expected }) => sha256(content.subarray(offset, offset + bytes)) === expected,
  );
  return whole ? part : null;
}

/** The panel of facts that a part was made from. Throws InputError where it is damaged. */
export async function factsOfPart({ folder, facts }: Part): Promise<PanelWithProvenance> {
  const handle = await open(path.join(folder, partResults));
  try {
    return (await pieceOf(handle, folder, facts)) as PanelWithProvenance;
  } finally {
    await handle.close();
  }
}

/** Results of parts by the names of their tasks, read when they are asked for. */
export class PartResults {
  readonly #places = new Map<string, { part: Part; piece: Piece }>();
  readonly #open = new Map<Part, Promise<FileHandle>>();

  constructor(parts: readonly Part[]) {
    for (const part of parts)
      for (const { name, ...piece } of part.results) this.#places.set(name, { part, piece });
  }

  get names(): Iterable<string> {
    return this.#places.keys();
  }

  has(name: string): boolean {
    return this.#places.has(name);
  }

  /** @throws InputError where the bytes are not those that the part says. */
  async read(name: string): Promise<unknown> {
    const { part, piece } = this.#places.get(name)!;
    let handle = this.#open.get(part);
    if (handle === undefined) {
      handle = open(path.join(part.folder, partResults));
      this.#open.set(part, handle);
    }
    return pieceOf(await handle, part.folder, piece);
  }

  async close(): Promise<void> {
    for (const handle of this.#open.values()) await (await handle).close();
  }
}
