import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { appRoot } from '../program-folders.js';

const parts = path.join(appRoot, 'assets', 'verify-r');

/** The R script that recomputes a run's tables from its panel: the text of a file that `Rscript FILE OUT` runs. */
export async function rScript(): Promise<string> {
  const names = (await readdir(parts)).filter((name) => name.endsWith('.R')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(parts, name), 'utf8')));
  return texts.join('');
}
