import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Browser } from './browser.js';

const run = promisify(execFile);

/** Whether there is a file that may be executed. */
export async function executable(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Asks an executable for its version. null where it is none, does not start (a missing library, a stub that tells
 * how to install) or names nothing. On Windows, where Chrome does not answer, the file is taken at its name.
 */
export async function probe(
  executablePath: string,
  label: string,
  more: { env?: Record<string, string>; headlessShell?: boolean } = {},
): Promise<Browser | null> {
  if (!(await executable(executablePath))) return null;
  const { env = {}, headlessShell = false } = more;
  if (process.platform === 'win32') return { name: label, executablePath, env, headlessShell };
  try {
    const { stdout } = await run(executablePath, ['--version'], {
      env: { ...process.env, ...env },
      timeout: 30_000,
    });
    const name = /[^\n]*\d+(\.\d+){2,}/.exec(stdout)?.[0].trim();
    return name === undefined ? null : { name, executablePath, env, headlessShell };
  } catch {
    return null;
  }
}
