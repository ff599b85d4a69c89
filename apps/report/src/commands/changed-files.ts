import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Manifest, sha256 } from '@inverse-care/record';

/** Files beside a run's own, in the folders that it made, which nobody can tell from its own by looking. */
async function strangeFiles(out: string, { outputs }: Manifest): Promise<string[]> {
  const own = new Set(outputs.map((file) => file.path));
  const folders = new Set(
    [...own].map((file) => path.posix.dirname(file)).filter((folder) => folder !== '.'),
  );
  const strange: string[] = [];
  for (const folder of [...folders].sort()) {
    const entries = await readdir(path.join(out, folder), { withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
    // What systems leave behind, such as .DS_Store, is nobody's table.
    strange.push(...files.filter((file) => !own.has(file) && !path.posix.basename(file).startsWith('.')));
  }
  return strange.sort();
}

/** Outputs of a run that are no longer in its folder as it wrote them, each with what became of it: changed or gone. */
export async function alteredOutputs(out: string, outputs: Manifest['outputs']): Promise<string[]> {
  const altered: string[] = [];
  for (const file of outputs) {
    const content = await readFile(path.join(out, file.path)).catch(() => null);
    if (content === null) altered.push(`${file.path}: gone`);
    else if (sha256(content) !== file.sha256) altered.push(`${file.path}: changed`);
  }
  return altered;
}

/**
 * Files of a run's folder that are not as it wrote them, each with what became of it: changed, gone, or not its own,
 * such as a table that another run left behind.
 */
export async function changedFiles(out: string, manifest: Manifest): Promise<string[]> {
  const changed = await alteredOutputs(out, manifest.outputs);
  const strange = await strangeFiles(out, manifest);
  return [...changed, ...strange.map((file) => `${file}: extra, not of this run`)];
}
