import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const day = 24 * 3_600_000;

function orNothing(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}

/**
 * Where process numbers mean the same: one machine since it was started, and one container of it. Two containers of one
 * name that share a disk are two hosts.
 */
const host = createHash('sha256')
  .update(
    [
      hostname(),
      orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
      orNothing(() => readlinkSync('/proc/self/ns/pid')),
    ].join('\n'),
  )
  .digest('hex')
  .slice(0, 8);

/** When a process was started, so that a number that is used again is not taken for the same process; 0 if untold. */
function startOf(pid: number): string {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program, in brackets, may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}

/** Matches a mark as a group. */
export const markPattern = '[0-9a-f]{8}-\\d+-\\d+-[0-9a-f]{8}';
const parts = /^([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{8}$/;

let start: string | undefined;

/** A new name for something of this process's that others must leave alone while it runs: host, number, start, chance. */
export function processMark(): string {
  start ??= startOf(process.pid);
  return `${host}-${process.pid}-${start}-${randomBytes(4).toString('hex')}`;
}

/** The number of the process in a mark. */
export const processOf = (mark: string): number => Number(parts.exec(mark)?.[2]);

/** Whether the process of a mark runs; of one of another machine that cannot be asked, "elsewhere". */
export function stateOfMark(mark: string): 'running' | 'ended' | 'elsewhere' {
  const [, machine, number, began] = parts.exec(mark) ?? [];
  if (machine !== host) return 'elsewhere';
  const pid = Number(number);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'ended';
  }
  const now = startOf(pid);
  return now === '0' || now === began ? 'running' : 'ended';
}

/**
 * Whether what bears a mark is left over: its process has ended, or runs on another machine and has long not touched it.
 * @param untouchedMs how long ago it was touched last.
 * @param patienceMs how long one of another machine may leave it untouched: a day where nothing else is said.
 */
export function isLeftOver(mark: string, untouchedMs: number, patienceMs = day): boolean {
  const state = stateOfMark(mark);
  return state === 'ended' || (state === 'elsewhere' && untouchedMs > patienceMs);
}
