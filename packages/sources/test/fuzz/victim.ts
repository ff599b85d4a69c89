import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Uniform } from './uniform.js';

/** A file before a mutation. */
export interface Victim {
  path: string;
  bytes: Buffer;
  /** The text of its table where it is comma-separated, unpacked where it is packed. */
  table: string | null;
  /** The file with another table in it. */
  withTable(table: Buffer): Buffer;
  /** Its other text: JSON or YAML. */
  text: string | null;
  /** Members of an archive or of a workbook. */
  members: Record<string, Uint8Array> | null;
}

/** What becomes of files: content, or null where it is taken away. */
export type Edits = Readonly<Record<string, Buffer | null>>;

/** The file after it, or all files that are changed; null where the mutation does not suit the file. */
export type Mutation = (victim: Victim, uniform: Uniform) => Buffer | Edits | null;

export const packed = (members: Record<string, Uint8Array | string>, level: 0 | 6 = 6): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(members).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : new Uint8Array(content),
        ]),
      ),
      { level },
    ),
  );

export function victimOf(path: string, content: string | Uint8Array): Victim {
  const bytes = Buffer.from(content as string);
  const members = /\.(zip|xlsx)$/.test(path) ? unzipSync(bytes) : null;
  const inner = members === null ? undefined : Object.keys(members).find((name) => name.endsWith('.csv'));
  const table = path.endsWith('.csv')
    ? bytes.toString()
    : inner === undefined
      ? null
      : Buffer.from(members![inner]!).toString();
  return {
    path,
    bytes,
    table,
    members,
    text: /json$|ya?ml$/.test(path) ? bytes.toString() : null,
    withTable: (next) => (inner === undefined ? next : packed({ ...members, [inner]: next })),
  };
}
