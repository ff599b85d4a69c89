import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Why a command failed; null where it did not. */
function failed(command: string, ...args: string[]): string | null {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

function must(command: string, ...args: string[]): void {
  const why = failed(command, ...args);
  if (why !== null) throw new Error(`${command} ${args.join(' ')}: ${why}`);
}

const mountAt = (folder: string, size: string) =>
  ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder] as const;

function whyNot(): string | null {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  const folder = mkdtempSync(path.join(tmpdir(), 'inverse-care-disk-'));
  const why = failed('mount', ...mountAt(folder, '1m'));
  if (why === null) must('umount', folder);
  rmdirSync(folder);
  return why;
}

const why = whyNot();

/** Small disks in memory, where this user may mount them. */
export const onSmallDisk = {
  able: why === null,
  /** For the name of a test that is passed over. */
  reason: why === null ? '' : ` (passed over: ${why})`,
  /** Mounts a disk of a size such as "4m" at a folder while work goes on. */
  async mounted<T>(folder: string, size: string, work: () => Promise<T>): Promise<T> {
    must('mount', ...mountAt(folder, size));
    try {
      return await work();
    } finally {
      must('umount', folder);
    }
  },
  /** Makes the disk at a folder one that can only be read. */
  readOnly: (folder: string) => must('mount', '-o', 'remount,ro', folder),
};
