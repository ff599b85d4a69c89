import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import type { Progress } from '../progress.js';
import { rScript } from '../r/script.js';
import { loadWebR, runInR, type ScriptOutcome } from '../r/web-r.js';
import { say } from '../terminal.js';

/** What R reads of a run: its manifest and its tables, by path. */
async function filesForR(out: string): Promise<Map<string, Uint8Array>> {
  const tables = (await readdir(path.join(out, 'results'))).filter((name) => name.endsWith('.csv')).sort();
  const files = new Map<string, Uint8Array>();
  for (const name of ['manifest.json', ...tables.map((table) => `results/${table}`)])
    files.set(name, await readFile(path.join(out, name)));
  return files;
}

/** What R makes of a run. @throws as `loadWebR` and `runInR`. */
export async function recomputeInR(
  out: string,
  { progress, signal }: { progress: Progress; signal: AbortSignal },
): Promise<ScriptOutcome> {
  const webr = await loadWebR();
  progress.update({ label: 'R recomputes the tables, which takes a minute or two', done: 0, total: 0 });
  return runInR(webr, { script: await rScript(), files: await filesForR(out) }, signal);
}

/**
 * Writes the R script, for an R of one's own.
 * @throws InputError where the file is there already.
 */
export async function writeRScript(file: string): Promise<void> {
  try {
    await writeFile(file, await rScript(), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new InputError('The file is there already.', {
      place: { file },
      expected: 'a new file for the R script',
      remedy: 'Name another one, or remove it.',
    });
  }
  say(`Written: ${file}. Run it with: Rscript ${file} OUT`);
}
