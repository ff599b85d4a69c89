import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { NullDraws, SpecificationGroup } from '@inverse-care/stats';

/** Keeps draws by a key that stands for everything they depend on. */
export interface DrawCache {
  get(key: string): Promise<NullDraws | undefined>;
  put(key: string, draws: NullDraws): Promise<void>;
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();
const hashBytes = 32;

const bytesOf = (values: Float64Array | Float32Array | Int32Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/**
 * Keys of a group's draws, one an outcome: a hash over its numbers, the draws that are asked for, and the code.
 * Nothing of what the group is called, of other outcomes, of standard errors or of threads is in it.
 */
export function drawKeys(
  { columns, weights, outcomes, clusterings, unitOfRow, draws }: SpecificationGroup,
  code: string,
): string[] {
  const shared = createHash('sha256').update(
    JSON.stringify([code, draws, columns.length, unitOfRow.length, weights !== undefined]),
  );
  for (const column of columns) shared.update(bytesOf(column));
  if (weights) shared.update(bytesOf(weights));
  for (const { codes } of clusterings) shared.update(bytesOf(codes));
  shared.update(bytesOf(unitOfRow));
  return outcomes.map(({ model, y, offset }) => {
    const own = shared
      .copy()
      .update(`${model} ${offset !== undefined}`)
      .update(bytesOf(y));
    if (offset) own.update(bytesOf(offset));
    return own.digest('hex');
  });
}

/**
 * A cache of one small file a key. A file is written beside its place and moved there, so that a run that is killed
 * leaves whole ones; one that does not agree with its own hash counts as none. A folder that cannot be written is no
 * error: draws are then made again.
 */
export function fileDrawCache(folder: string): DrawCache {
  const placeOf = (key: string) => path.join(folder, key.slice(0, 2), key);
  return {
    async get(key) {
      const file = await readFile(placeOf(key)).catch(() => undefined);
      if (file === undefined || file.length < hashBytes + 8) return undefined;
      const content = Uint8Array.prototype.slice.call(file, hashBytes);
      if (!sha256(content).equals(file.subarray(0, hashBytes))) return undefined;
      const [width] = new Float64Array(content.buffer, 0, 1) as unknown as [number];
      const head = 8 * width;
      return {
        width,
        raw: new Float64Array(content.buffer, 8, width - 1),
        values: new Float32Array(content.buffer, head),
      };
    },
    async put(key, { width, raw, values }) {
      const content = Buffer.concat([bytesOf(Float64Array.of(width, ...raw)), bytesOf(values)]);
      const place = placeOf(key);
      const beside = `${place}.${process.pid}.part`;
      try {
        await mkdir(path.dirname(place), { recursive: true });
        await writeFile(beside, Buffer.concat([sha256(content), content]));
        await rename(beside, place);
      } catch {
        await rm(beside, { force: true }).catch(() => undefined);
      }
    },
  };
}
