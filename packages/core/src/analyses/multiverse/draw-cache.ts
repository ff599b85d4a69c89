import { createHash } from 'node:crypto';
import type { CacheFolder } from '@inverse-care/domain';
import type { NullDraws, SpecificationGroup } from '@inverse-care/stats';

/** Keeps draws by a key that stands for everything they depend on. */
export interface DrawCache {
  get(key: string): Promise<NullDraws | undefined>;
  put(key: string, draws: NullDraws): Promise<void>;
  /** A run has ended, or was stopped: there may be more than is to be kept. */
  settle(): Promise<void>;
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

/** Beyond this the draws used longest ago are taken away. */
const mostBytes = 2 ** 30;

/**
 * A cache of one small file a key in a folder of its own. A file is whole or not there; one that does not agree with
 * its own hash counts as none. Beyond `limit` bytes the draws used longest ago go. A folder that cannot be written is
 * no error: draws are then made again.
 * @param folder an opened folder that nothing else is kept in.
 */
export function openDrawCache(
  folder: CacheFolder,
  { limit = mostBytes }: { limit?: number } = {},
): DrawCache {
  return {
    async get(key) {
      const file = await folder.read(key);
      if (file === null || file.length < hashBytes + 8) return undefined;
      const content = Uint8Array.prototype.slice.call(file, hashBytes);
      if (!sha256(content).equals(file.subarray(0, hashBytes))) return undefined;
      const [width] = new Float64Array(content.buffer, 0, 1) as unknown as [number];
      await folder.touch(key);
      return {
        width,
        raw: new Float64Array(content.buffer, 8, width - 1),
        values: new Float32Array(content.buffer, 8 * width),
      };
    },
    async put(key, { width, raw, values }) {
      const content = Buffer.concat([bytesOf(Float64Array.of(width, ...raw)), bytesOf(values)]);
      await folder.write(key, Buffer.concat([sha256(content), content]));
    },
    settle: () => folder.trim(limit),
  };
}
