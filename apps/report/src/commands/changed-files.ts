import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Manifest, sha256 } from '@inverse-care/record';

/** Files of a run that are not as it wrote them, each with what became of it. */
export async function changedFiles(out: string, { outputs }: Manifest): Promise<string[]> {
  const changed: string[] = [];
  for (const file of outputs) {
    const content = await readFile(path.join(out, file.path)).catch(() => null);
    if (content === null) changed.push(`${file.path}: gone`);
    else if (sha256(content) !== file.sha256) changed.push(`${file.path}: changed`);
  }
  return changed;
}
