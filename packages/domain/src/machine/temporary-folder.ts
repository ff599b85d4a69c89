import { lstat, mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLeftOver, markPattern, processMark } from './process-mark.js';
import { type FailedAct, namingFaults, systemFault } from './system-fault.js';

const name = new RegExp(`^inverse-care-(${markPattern})$`);

/** Below this nothing that a run writes has room. */
const leastBytes = 2 ** 20;

const act = () => ({
  what: 'The temporary folder cannot be used',
  file: tmpdir(),
  expected: 'a folder that can be written, with some room',
  remedy: 'TMPDIR (TEMP on Windows) names another.',
});

/**
 * Throws InputError where the disk of a folder says that it has next to no room.
 * @param act.least bytes that are needed; one MiB where less is said.
 */
export async function requireRoom(folder: string, act: FailedAct & { least?: number }): Promise<void> {
  const found = await statfs(folder).catch(() => null);
  const least = Math.max(leastBytes, act.least ?? 0);
  if (found === null || found.blocks === 0 || found.bavail * found.bsize >= least) return;
  throw systemFault(Object.assign(new Error(), { code: 'ENOSPC' }), {
    ...act,
    expected: `at least ${(least / 2 ** 20).toFixed(1)} MiB of room`,
  });
}

/** Takes away the temporary folders of this user's processes that were killed. */
async function sweep(): Promise<void> {
  const owner = process.getuid?.();
  for (const entry of await readdir(tmpdir()).catch(() => [])) {
    const [, mark] = name.exec(entry) ?? [];
    if (mark === undefined) continue;
    const path = join(tmpdir(), entry);
    const found = await lstat(path).catch(() => null);
    // Anybody may put a folder of such a name there: another's is left alone.
    if (!found?.isDirectory() || (owner !== undefined && found.uid !== owner)) continue;
    if (isLeftOver(mark, Date.now() - found.mtimeMs))
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Makes a folder for this process alone in the system's temporary one. What killed processes have left there goes.
 * @throws InputError where there is no such folder, or it cannot be written.
 */
export async function temporaryFolder(): Promise<string> {
  const folder = join(tmpdir(), `inverse-care-${processMark()}`);
  await namingFaults(act(), () => mkdir(folder, { mode: 0o700 }));
  await sweep();
  return folder;
}

/**
 * Throws InputError where nothing can be written into the system's temporary folder, before there is work to lose.
 * @param least bytes that are needed there; one MiB where less is said.
 */
export async function requireTemporary(least = 0): Promise<void> {
  const folder = await temporaryFolder();
  try {
    await namingFaults(act(), () => writeFile(join(folder, 'try'), new Uint8Array(4096)));
    await requireRoom(folder, { ...act(), least });
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
