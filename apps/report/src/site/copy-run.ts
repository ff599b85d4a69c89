import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Documents of a run that a site takes along, as far as the run has them. */
const documents = ['report.html', 'report.pdf', 'briefing.html', 'briefing.pdf', 'tables.xlsx'];
/** Its folders: the tables, and the figures to which the report links. */
const folders = ['results', 'figures'];

/** Copies a run's documents, tables and figures into a site, each once. @returns which documents there are. */
export async function copyRun(from: string, folder: string): Promise<string[]> {
  const there = await readdir(from);
  const copy = (...name: string[]) =>
    copyFile(path.join(from, ...name), path.join(folder, ...name), constants.COPYFILE_FICLONE);
  for (const name of folders.filter((one) => there.includes(one))) {
    await mkdir(path.join(folder, name));
    for (const file of await readdir(path.join(from, name), { withFileTypes: true }))
      if (file.isFile()) await copy(name, file.name);
  }
  const found = documents.filter((name) => there.includes(name));
  for (const name of found) await copy(name);
  return found;
}
