import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError, namingFaults } from '@inverse-care/domain';

/** What a folder holds whose last word is that file. */
export type LastFile = 'manifest.json' | 'part.json' | 'site.json';

/** What a run puts into its output folder, its own word that all of it is there at the end. */
const ofRuns = [
  'results',
  'record',
  'figures',
  'tables.xlsx',
  'report.html',
  'report.pdf',
  'briefing.html',
  'briefing.pdf',
  'audit.html',
  'audit.pdf',
  'briefings',
  'data',
  'part.bin',
  'part.json',
  'ro-crate-metadata.json',
  'manifest.json',
];

/** The same of a site. */
const ofSites = [
  'assets',
  'briefings',
  'icb',
  'pcn',
  'results',
  'figures',
  'tables.xlsx',
  'report.html',
  'report.pdf',
  'briefing.html',
  'briefing.pdf',
  'data.html',
  'index.html',
  '.nojekyll',
  'site.json',
];

/** What is put into an output folder, by what is written last: other names in it are other people's. */
export const oursBy: Readonly<Record<LastFile, readonly string[]>> = {
  'manifest.json': ofRuns,
  'part.json': ofRuns,
  'site.json': ofSites,
};

/** Whether something of that name is there, be it a link that leads nowhere. */
export const isThere = (at: string): Promise<boolean> =>
  lstat(at).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );

/** A path without symbolic links, as far as it exists: what does not exist yet follows as it was given. */
export async function withoutLinks(at: string): Promise<string> {
  const whole = path.resolve(at);
  const missing: string[] = [];
  for (let top = whole; ; top = path.dirname(top)) {
    const real = await realpath(top).catch(() => null);
    if (real !== null) return path.join(real, ...missing);
    if (top === path.dirname(top)) return whole;
    missing.unshift(path.basename(top));
  }
}

const other = 'Give another path to --out.';

/**
 * Where the output folder really is.
 * @throws InputError where none can be there: it is a file or below one, its name is too long, a link leads nowhere.
 */
export async function placeOf(out: string): Promise<{ real: string; exists: boolean }> {
  const expected = 'a folder, or a path at which one can be made';
  const refusal = (problem: string) =>
    new InputError(problem, { place: { file: out }, expected, remedy: other });
  return namingFaults(
    { what: 'The output folder cannot be used', file: out, expected, remedy: other },
    async () => {
      for (let at = path.resolve(out); ; at = path.dirname(at)) {
        const link = await lstat(at).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null;
          throw error.code === 'ENOTDIR' ? refusal('The output folder would lie below a file.') : error;
        });
        if (link === null && at !== path.dirname(at)) continue;
        const found = await stat(at).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT' && link?.isSymbolicLink())
            throw refusal(`A part of the path is a link that leads nowhere: ${at}.`);
          throw error;
        });
        const exists = at === path.resolve(out);
        if (!found.isDirectory())
          throw refusal(
            exists ? 'The output folder is a file.' : 'The output folder would lie below a file.',
          );
        return { real: await withoutLinks(out), exists };
      }
    },
  );
}

/** What of a run is renewed with it, so that whatever lies in it goes; generated data may stay. */
const isRenewed = (name: string, last: LastFile) => name !== 'data' && oursBy[last].includes(name);

/** Throws InputError where OUT lies in a part of an earlier output, which the next into that folder takes the place of. */
export async function requireNotWithin(out: string, real: string): Promise<void> {
  for (let at = real; at !== path.dirname(at); at = path.dirname(at)) {
    const [parent, name] = [path.dirname(at), path.basename(at)];
    for (const last of Object.keys(oursBy) as LastFile[])
      if (isRenewed(name, last) && (await isThere(path.join(parent, last)).catch(() => false)))
        throw new InputError(`The output folder would lie in “${name}” of ${kinds[last]}.`, {
          place: { file: out },
          expected: 'a folder of its own: the next into that one takes the place of all that is in it',
          remedy: other,
        });
  }
}

const kinds: Readonly<Record<LastFile, string>> = {
  'manifest.json': 'an earlier run',
  'part.json': 'an earlier part',
  'site.json': 'an earlier site',
};

const makers: readonly (readonly [LastFile, string])[] = [
  ['part.json', 'which is of a part of another run'],
  ['site.json', 'which is of a site'],
  ['manifest.json', 'which is of a report'],
];

/**
 * Throws InputError where OUT holds things of the names that are written, and no command of the same kind made them: a
 * report is not put in the place of a part, nor a part in that of a report.
 */
export async function requireOwn(out: string, real: string, last: LastFile): Promise<void> {
  const names = await readdir(real);
  const foreign = names.find((name) => oursBy[last].includes(name));
  if (names.includes(last) || foreign === undefined) return;
  const made = makers.find(([file]) => names.includes(file));
  const maker = made?.[1] ?? 'which no run of this program made';
  throw new InputError(`The output folder already holds "${foreign}", ${maker}.`, {
    place: { file: out },
    expected: `an empty folder, or one of ${kinds[last]} (with its ${last})`,
    remedy: 'Give another path to --out, or move the folder away; --force does not overwrite it either.',
  });
}
