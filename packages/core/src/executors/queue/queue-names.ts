import { createHash } from 'node:crypto';
import type { Packed, SentRest } from './packing.js';

/** What all keys of this program begin with. */
export const prefix = 'inverse-care';
/** Of the messages between runs and workers. */
const protocol = 3;

/** Who may work for a run: the same code on the same engine. */
export interface ServedVersion {
  /** Stands for the code that does the tasks. */
  readonly code: string;
  readonly v8: string;
  readonly arch: string;
}

/** The version of this process. */
export const thisVersion = (code: string): ServedVersion => ({
  code,
  v8: process.versions.v8,
  arch: process.arch,
});

/** As it is told to a reader. */
export const versionInWords = ({ code, v8, arch }: ServedVersion): string =>
  `code ${code.slice(0, 12)}, V8 ${v8}, ${arch}`;

/** Name of the queue of a version: another build or engine has another queue, so that neither meets the other's tasks. */
export const queueName = ({ code, v8, arch }: ServedVersion): string =>
  createHash('sha256')
    .update(JSON.stringify([protocol, code, v8, arch]))
    .digest('hex')
    .slice(0, 24);

/** Keys beside BullMQ's own. */
export const keysOf = (queue: string) => ({
  /** There as long as the run wants its tasks done. */
  run: (run: string) => `${prefix}:${queue}:run:${run}`,
  /** Arrays that tasks of a run share, by their hash. */
  arrays: (run: string) => `${prefix}:${queue}:arrays:${run}`,
  result: (name: string) => `${prefix}:${queue}:result:${name}`,
});

/** What a job says. Bytes are in base64. */
export interface JobData {
  run: string;
  /** Name of the result. */
  name: string;
  kind: string;
  key: string;
  rest: SentRest;
  holes: Packed['holes'];
}
