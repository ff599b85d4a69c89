import { constants } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { briefingsFolder } from '../write-briefings.js';

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

/** Copies briefings of ICBs into a site. @returns their paths from the root of the site, pages before PDFs. */
export async function copyBriefings(from: string, folder: string): Promise<string[]> {
  const names = (await readdir(from)).filter((name) => /^[A-Za-z0-9]+\.(html|pdf)$/.test(name)).sort();
  if (names.length > 0) await mkdir(path.join(folder, briefingsFolder));
  for (const name of names)
    await copyFile(
      path.join(from, name),
      path.join(folder, briefingsFolder, name),
      constants.COPYFILE_FICLONE,
    );
  return names.map((name) => `${briefingsFolder}/${name}`);
}
