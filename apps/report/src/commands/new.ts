import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { studySchemaId } from '@inverse-care/core/study-guide';
import { InputError, systemFault } from '@inverse-care/domain';
import type { StudyChoices } from '@inverse-care/sources';
import { askForStudy } from '../new-study/ask.js';
import {
  defaultNeeds,
  defaultRole,
  defaultSnapshots,
  type NewStudy,
  nameOf,
  requireChosen,
  titleOf,
} from '../new-study/choices.js';
import { studyText } from '../new-study/study-text.js';
import { terminalTalk } from '../new-study/terminal-talk.js';
import { studySchemaFile } from '../program-folders.js';
import { say } from '../terminal.js';
import { cacheFrom } from './cache.js';

/** Options of `new`. */
export interface NewCommandOptions {
  out: string;
  data?: string[];
  title?: string;
  name?: string;
  role?: string[];
  needs?: string[];
  snapshots?: string;
  population?: string;
  absent?: NewStudy['absent'];
  dependence?: NewStudy['dependence'];
  defaults?: boolean;
  force?: boolean;
  /** Folder of the cache; false for none. */
  cache?: string | false;
}

/** What the schema is called beside a study. */
const schemaName = 'inverse-care.schema.json';

const there = (file: string) =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw systemFault(error, { what: 'The file that is there cannot be read', file }) ?? error;
  });

/** Puts a file in its place whole; what is there stays until it is. */
async function put(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw systemFault(error, { what: 'The study cannot be written', file }) ?? error;
  }
}

/** Throws InputError where a file is in the way. */
async function requireFree(out: string, force: boolean): Promise<void> {
  if (force || (await there(out)) === null) return;
  throw new InputError('There is a study file already: it was not touched.', {
    place: { file: out },
    expected: 'a path at which there is nothing',
    remedy: 'Give another path to --out, or add --force to write over it.',
  });
}

/** Writes the schema beside a study, where it is not there as it is. */
async function putSchema(folder: string, force: boolean): Promise<void> {
  const file = path.join(folder, schemaName);
  const text = await readFile(studySchemaFile, 'utf8');
  const before = await there(file);
  if (before === text) return;
  if (before !== null && !before.includes(`"${studySchemaId}"`) && !force) {
    throw new InputError('There is another file where the schema for editors would be: it was not touched.', {
      place: { file },
      expected: 'nothing, or the schema of an earlier version',
      remedy: 'Rename the file, write the study into another folder, or add --force to write over it.',
    });
  }
  await put(file, text);
}

function completed(chosen: Partial<NewStudy>, folder: StudyChoices | null, out: string): NewStudy {
  const role = chosen.role ?? defaultRole;
  const title = chosen.title ?? titleOf(role);
  return {
    role,
    title,
    study: chosen.study ?? nameOf(role, out),
    snapshots: chosen.snapshots ?? defaultSnapshots(folder),
    needs: chosen.needs ?? (folder?.needs.length ? [...folder.needs] : [...defaultNeeds]),
    population: chosen.population ?? 'open_on_date',
    absent: chosen.absent ?? 'zero',
    dependence: chosen.dependence ?? 'icb',
  };
}

function givenBy({ role, needs, title, name, snapshots, population, absent, dependence }: NewCommandOptions) {
  const given: Partial<NewStudy> = {
    ...(role && { role: role.length === 1 ? (role[0] as string) : role }),
    ...(needs && { needs }),
    ...(title !== undefined && { title }),
    ...(name !== undefined && { study: name }),
    ...(snapshots !== undefined && { snapshots }),
    ...(population !== undefined && { population }),
    ...(absent && { absent }),
    ...(dependence && { dependence }),
  };
  return given;
}

async function choicesIn({ data, cache }: NewCommandOptions, signal: AbortSignal) {
  if (data === undefined) return null;
  const { studyChoices } = await import('@inverse-care/sources');
  return studyChoices(data, { signal, cache: (await cacheFrom(cache)?.open()) ?? null });
}

const quoted = (word: string) => (/^[\w./~:\\-]+$/.test(word) ? word : `"${word}"`);

/**
 * `new`: a study file with every choice explained, by options and, on a terminal, by questions.
 * @throws InputError where a choice cannot be, or a file is in the way; nothing is written then.
 */
export async function newCommand(options: NewCommandOptions, signal: AbortSignal): Promise<void> {
  const { out, force = false } = options;
  await requireFree(out, force);
  const folder = await choicesIn(options, signal);
  const data = options.data?.map(quoted) ?? ['DATA'];
  const textOf = (study: NewStudy) =>
    studyText(study, folder, {
      // Where the study lies is no part of it: the report prints its text.
      file: quoted(path.basename(out)),
      schema: schemaName,
    });
  const judge = (chosen: Partial<NewStudy>) => {
    const study = completed(chosen, folder, out);
    requireChosen(study, textOf(study), folder);
  };
  const given = givenBy(options);
  judge(given);
  const interactive = process.stdin.isTTY && process.stdout.isTTY && !options.defaults;
  let chosen = given;
  if (interactive) {
    const talk = terminalTalk(signal);
    try {
      chosen = await askForStudy(talk, given, folder, { judge, out });
    } finally {
      talk.close();
    }
  }
  const study = completed(chosen, folder, out);
  judge(study);
  await requireFree(out, force);
  await putSchema(path.dirname(out), force);
  await put(out, textOf(study));
  say(
    [
      `${out} is written: ${study.title}.`,
      'Every choice in it is explained; change what you like. Then',
      `  inverse-care check ${data.join(' ')} --study ${quoted(out)}`,
      `  inverse-care run --study ${quoted(out)} --data ${data.join(' --data ')} --out ${quoted(`out/${study.study}`)}`,
      ...(options.data === undefined
        ? [
            'DATA is a folder of the publishers’ files. `inverse-care fetch --into data` downloads them; without any,',
            '`inverse-care demo --out out/demo` makes those of Synthetic England, in out/demo/data.',
          ]
        : []),
    ].join('\n'),
  );
}
