import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Finding, InputError } from '@inverse-care/domain';
import { type CheckOptions, checkFolder, type FolderCheck, type StudyFile } from '@inverse-care/sources';
import { checkJson, refusalJson } from '../check/json.js';
import { checkText } from '../check/terminal.js';
import { styleOf } from '../check/text.js';
import { studiesFolder } from '../program-folders.js';
import { progressOn } from '../progress.js';
import { say, sayInColour, visibleIn, visibleJson } from '../terminal.js';
import { cacheFrom, openCounts } from './cache.js';
import { readStudyFile } from './read-study-file.js';

/** Options of `check`. */
export interface CheckCommandOptions {
  /** Study files; those that come with the program where none is given. */
  study: readonly string[];
  json?: boolean;
  files?: boolean;
  /** Folder of the cache; false for none. */
  cache?: string | false;
}

const yamlFiles = async (folder: string) =>
  (await readdir(folder).catch(() => []))
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => path.join(folder, name));

/** The studies that come with the program, else those of the current folder. */
async function shippedStudies(): Promise<string[]> {
  const shipped = await yamlFiles(studiesFolder);
  return shipped.length > 0 ? shipped : yamlFiles('studies');
}

async function declaredStudies(files: readonly string[]): Promise<StudyFile[]> {
  return Promise.all(
    files.map(async (file) => ({ name: path.basename(file), study: (await readStudyFile(file)).study })),
  );
}

/** Throws InputError where something stops a run, or a study that was asked for cannot run. */
function requireRunnable(dir: string, { findings, studies }: FolderCheck, asked: boolean): void {
  const stops = findings.filter(({ severity }: Finding) => severity === 'stops').length;
  if (stops > 0) {
    throw new InputError(`${stops} ${stops === 1 ? 'thing stops' : 'things stop'} a run on this folder.`, {
      place: { file: dir },
      expected: 'files as their publishers issue them',
      remedy: 'See the findings marked STOPS: each says what to do.',
    });
  }
  const unable = studies.filter(({ runs }) => !runs);
  if (!asked || unable.length === 0) return;
  throw new InputError(`${unable.map(({ name }) => name).join(', ')} cannot run on this folder.`, {
    place: { file: dir },
    expected: 'the files that are listed as missing',
    remedy: 'Download what is missing into the folder; docs/data.md says where each file is kept.',
  });
}

/**
 * `check`: which official files are in a folder, what they cover, what is wrong with them, which studies can run.
 * @throws InputError where something stops a run, after everything that was found has been printed.
 */
export async function check(
  dirs: readonly string[],
  options: CheckCommandOptions,
  signal: AbortSignal,
): Promise<void> {
  const asked = options.study.length > 0;
  const studies = await declaredStudies(asked ? options.study : await shippedStudies());
  const progress = progressOn(process.stderr);
  const order: CheckOptions = {
    dir: dirs,
    studies,
    cache: await openCounts(cacheFrom(options.cache)),
    signal,
    onProgress: (step) => progress.update(step),
  };
  let found: FolderCheck;
  try {
    found = await checkFolder(order);
  } catch (error) {
    progress.clear();
    if (options.json && error instanceof InputError) say(visibleJson(refusalJson(error)));
    throw error;
  }
  progress.clear();
  if (options.json) say(visibleJson(checkJson(found)));
  else sayInColour(checkText(visibleIn(found), styleOf(process.stdout), { files: options.files === true }));
  requireRunnable(dirs.join(', '), found, asked);
}
