import type { Want } from './editions.js';
import type { Lock, LockEntry } from './lock.js';
import { serves } from './verify.js';

/** What became of a wanted file. */
export type FetchStatus =
  | 'fetched'
  /** The lock vouches for it. */
  | 'present'
  /** It was put into the folder by hand. */
  | 'by hand'
  /** The publisher has another one now; ours is kept. */
  | 'changed'
  /** The publisher had another one; it has taken the place of ours. */
  | 'updated'
  /** Only its reader can fetch it. */
  | 'to do'
  /** The publisher has no such file, or not where it is looked for. */
  | 'not found'
  | 'failed';

export interface FetchOutcome {
  group: string;
  label: string;
  /** Month of the edition, as "2020-04"; null where the publication has one. */
  edition: string | null;
  status: FetchStatus;
  /** Paths below the folder. */
  files: string[];
  note: string | null;
  /** What the reader can do by hand. */
  steps: readonly string[];
  /** Its absence is no failure. */
  optional: boolean;
}

export interface FetchReport {
  outcomes: FetchOutcome[];
  /** What was found out about the folder on the way. */
  notes: string[];
}

const lacking: readonly FetchStatus[] = ['to do', 'not found', 'failed'];

/** The outcomes that leave the folder without a file that was asked for. */
export const missingOf = ({ outcomes }: FetchReport): FetchOutcome[] =>
  outcomes.filter(({ status, optional }) => !optional && lacking.includes(status));

/** The outcome of a wanted file. */
export const outcomeOf = (
  want: Want,
  status: FetchStatus,
  files: readonly (readonly [string, LockEntry])[],
  note: string | null = null,
): FetchOutcome => ({
  group: want.source.group,
  label: want.source.label,
  edition: want.edition,
  status,
  files: files.map(([path]) => path),
  note,
  steps: lacking.includes(status) ? want.steps : [],
  optional: want.optional,
});

/** For readers: "workforce 2020-03". */
export const nameOf = ({ source, edition }: Want): string =>
  `${source.label}${edition === null ? '' : ` ${edition}`}`;

/** The files of a lock that hold what is wanted. */
export const holdersOf = (lock: Lock, want: Want): [string, LockEntry][] =>
  [...lock].filter(([, { holds }]) => holds.some((one) => serves(want, one)));
