import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, sha256 } from '@inverse-care/record';
import { appRoot, packageFolder } from './program-folders.js';

const builtPackage = (name: string) => path.join(packageFolder(name), 'dist');

/** Packages that reading depends on, and computing besides; documents depend on the others and the program too. */
const reading = ['domain', 'sources', 'synthetic'];
const computing = ['stats', 'core', 'record', 'audit'];

/** Hashes over code: what reading depends on, what findings depend on, and all that makes a report. */
export async function codeHashes(): Promise<{ reading: string; findings: string; all: string }> {
  const read = await sha256OfFolders([
    ...reading.map(builtPackage),
    path.join(packageFolder('domain'), 'data'),
  ]);
  const findings = sha256(
    `${read}\n${await sha256OfFolders([...computing.map(builtPackage), path.join(packageFolder('audit'), 'data')])}`,
  );
  const documents = await sha256OfFolders([
    builtPackage('figures'),
    ...['dist', 'templates', 'assets'].map((name) => path.join(appRoot, name)),
  ]);
  return { reading: read, findings, all: sha256(`${findings}\n${documents}`) };
}

/** One hash over the code that results of tasks depend on. */
export const computingSha256 = () => sha256OfFolders(['domain', 'stats', 'core'].map(builtPackage));

/** One hash over the code that draws depend on. */
export const statsSha256 = () => sha256OfFolders([builtPackage('stats')]);

const known = new Map<string, Promise<string>>();

// Hundreds of small files, which are read twice as fast one after the other as all at once by Node's threads.
async function readFolder(folder: string): Promise<string> {
  const parts: string[] = [];
  for (const file of await filesBelow(folder)) {
    // What the compiler and the tests note down beside the code begins with a dot.
    if (/\.(c?js|hbs|css|woff2|csv|json)$/.test(file) && !path.basename(file).startsWith('.'))
      parts.push(file, sha256(readFileSync(path.join(folder, file))));
  }
  return sha256(parts.join('\n'));
}

async function sha256OfFolders(folders: readonly string[]): Promise<string> {
  for (const folder of folders) if (!known.has(folder)) known.set(folder, readFolder(folder));
  return sha256((await Promise.all(folders.map((folder) => known.get(folder)!))).join('\n'));
}
