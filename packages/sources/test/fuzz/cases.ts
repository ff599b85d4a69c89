import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError } from '@inverse-care/domain';
import { diskFolder } from '../disk-folder.js';
import type { Files } from '../small-england.js';
import { harmfulToColumns, otherEdition } from './columns.js';
import { countries } from './country.js';
import { harmfulToFolders, harmlessToFolders } from './folders.js';
import { differenceFrom, expectedOf } from './naive.js';
import { findingsOf, impossible, numbersOf, type Outcome, outcomeOf, textOf, unhelpful } from './oracle.js';
import { harmfulToPackages, harmlessToPackages } from './packages.js';
import { harmfulToTables, harmlessToTables } from './tables.js';
import { below, pick, type Uniform, uniformFrom } from './uniform.js';
import { valid } from './valid.js';
import { type Edits, type Mutation, type Victim, victimOf } from './victim.js';

const harmless = { ...harmlessToTables, ...harmlessToPackages, ...harmlessToFolders };
const harmful = { ...harmfulToTables, ...harmfulToPackages, ...harmfulToColumns };
const groups = {
  harmless,
  harmful,
  valid,
  doubled: { ...harmfulToFolders, 'another edition beside it': otherEdition },
};
type Group = keyof typeof groups;

/** One part of the country in a folder of its own, and what is known of it. */
interface Stage {
  name: string;
  dir: string;
  cache: string;
  victims: Victim[];
  sound: string;
  /** What the sound folder is told to be. */
  said: Set<string>;
}

/** What a build says beside its panel: its warnings, and what it found in the data. */
const saidOf = (outcome: Outcome): string[] =>
  outcome instanceof InputError
    ? []
    : [
        ...outcome.warnings.map(({ about, message }) => `${about}: ${message}`),
        ...(outcome.check?.findings ?? []).map(({ id, file, snapshot, message, examples, remedy }) =>
          [id, file, snapshot, message, ...examples, remedy].join(' '),
        ),
      ];

async function write(dir: string, edits: Readonly<Record<string, string | Uint8Array | null>>) {
  for (const [path, content] of Object.entries(edits)) {
    if (content === null) await rm(join(dir, path));
    else {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), content);
    }
  }
}

async function stageOf(name: string, files: Files, root: string): Promise<Stage> {
  const dir = join(root, name);
  const cache = join(root, `${name}-cache`);
  await write(dir, files);
  const victims = Object.entries(files).map(([path, content]) => victimOf(path, content));
  const found = await outcomeOf(dir);
  if (found instanceof InputError) throw found;
  return {
    name,
    dir,
    cache,
    victims,
    sound: numbersOf(found),
    said: new Set(saidOf(found)),
  };
}

interface Case {
  stage: Stage;
  victim: Victim;
  group: Group;
  mutation: string;
  edits: Edits;
}

/** Parts of the country as often as they are taken: those of fewer files, which are quicker, more often. */
const parts = Object.entries({
  core: 18,
  ages: 20,
  areas: 10,
  people: 20,
  mapped: 26,
  kept: 4,
  whole: 2,
}).flatMap(([name, times]) => Array<string>(times).fill(name));

function caseOf(stages: readonly Stage[], uniform: Uniform): Case {
  for (;;) {
    const part = pick(uniform, parts);
    const stage = stages.find(({ name }) => name === part)!;
    const share = uniform();
    const group: Group =
      share < 0.6 ? 'harmful' : share < 0.8 ? 'harmless' : share < 0.93 ? 'valid' : 'doubled';
    const victim = pick(uniform, stage.victims);
    const name = pick(uniform, Object.keys(groups[group]));
    const mutation = (groups[group] as Record<string, Mutation>)[name]!;
    if (group === 'valid' && (stage.name === 'mapped' || victim.table === null)) continue;
    const found = mutation(victim, uniform);
    if (found === null) continue;
    const edits = Buffer.isBuffer(found) ? { [victim.path]: found } : found;
    const same = Buffer.isBuffer(found) && found.equals(victim.bytes);
    if (!same) return { stage, victim, group, mutation: name, edits };
  }
}

/** What is wrong with the outcome of a case; null where nothing is. */
function judge({ stage, victim, group, edits }: Case, outcome: Outcome): string | null {
  const { dir } = stage;
  const paths = [...stage.victims.map(({ path }) => path), ...Object.keys(edits), dir];
  if (group === 'valid') {
    const tables = new Map(
      stage.victims.flatMap(({ path, table }) => {
        const now = edits[path] === undefined ? table : victimOf(path, edits[path]!).table;
        return now === null ? [] : [[path, now] as const];
      }),
    );
    const expected = expectedOf(tables);
    if (!(outcome instanceof InputError)) return differenceFrom(expected, outcome);
    const sums = [...tables].some(([path, table]) => path.startsWith('patients/') && overfull(table));
    const snapshots = new Set([...expected.keys()].map((key) => key.slice(0, 10)));
    const nobody = snapshots.size < 2 || /^No row (of [0-9-]+ )?has the role/.test(outcome.message);
    return nobody || sums ? null : `refused: ${outcome.explain()}`;
  }
  if (outcome instanceof InputError) {
    return group === 'harmless' ? `refused: ${outcome.explain()}` : unhelpful(outcome, paths);
  }
  const wrong = impossible(outcome);
  if (wrong !== null) return wrong;
  const numbers = numbersOf(outcome);
  if (numbers === stage.sound) return null;
  if (group === 'harmless') return `another panel: ${parting(stage.sound, numbers)}`;
  // A local table and its sidecar have one name: either names both.
  const touched = [victim.path, ...Object.keys(edits)].map((path) =>
    path.startsWith('local/') ? path.replace(/[.][a-z]+$/, '') : path,
  );
  const isNew = saidOf(outcome).filter((text) => !stage.said.has(text));
  if (isNew.some((text) => touched.some((path) => text.includes(path)))) return null;
  return `another panel, and no word that names the file: ${parting(stage.sound, numbers)}`;
}

/** Where two texts part. */
function parting(before: string, now: string): string {
  let at = 0;
  while (before[at] === now[at]) at++;
  return `…${before.slice(Math.max(0, at - 80), at + 60)}… is now …${now.slice(Math.max(0, at - 20), at + 60)}…`;
}

/** More patients than a practice may have, in the sum over its rows. */
function overfull(table: string): boolean {
  const [header, ...rows] = table.trimEnd().split('\n');
  const at = header!.split(',').indexOf('NUMBER_OF_PATIENTS');
  return rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0) > 200_000;
}

async function checked(dir: string, outcome: Outcome): Promise<string | null> {
  const findings = await findingsOf(dir);
  if (!(outcome instanceof InputError)) return null;
  // Which snapshots a study asks for, the folder alone does not say.
  if (outcome.message.startsWith('The folder has no workforce file of the snapshot')) return null;
  // Nor which role: where one begins or ends is told, and stops those that ask for it.
  if (/^No row (of [0-9-]+ )?has the role/.test(outcome.message)) {
    return findings.some(({ id }) => id === 'role-absent')
      ? null
      : 'a census without the role, and no word of it';
  }
  return findings.some(({ severity }) => severity === 'stops')
    ? null
    : `a build is refused, and the check has nothing that stops: ${outcome.explain()}`;
}

async function cached({ dir, cache }: Stage, outcome: Outcome): Promise<string | null> {
  for (const turn of ['cold', 'warm']) {
    const found = await outcomeOf(dir, { folder: await diskFolder(cache) });
    if (textOf(found) !== textOf(outcome)) return `another outcome with a ${turn} cache: ${textOf(found)}`;
  }
  return null;
}

async function restore({ dir, victims }: Stage, edits: Edits) {
  for (const path of Object.keys(edits)) {
    const before = victims.find((victim) => victim.path === path);
    if (before !== undefined) await write(dir, { [path]: before.bytes });
    else await rm(join(dir, path), { force: true });
  }
}

export interface Tally {
  cases: number;
  failures: string[];
  errors: number;
  /** Cases by their mutation. */
  mutations: Map<string, number>;
}

/** Runs the cases of some seeds. Every seventh folder is checked too; large files are built with a cache, twice. */
export async function runCases(seeds: Iterable<number>, log = (_: string) => {}): Promise<Tally> {
  const root = await mkdtemp(join(tmpdir(), 'small-england-fuzz-'));
  const scratch = join(root, 'scratch');
  await mkdir(scratch);
  const before = ['TMPDIR', 'TEMP', 'TMP'].map((name) => [name, process.env[name]] as const);
  for (const [name] of before) process.env[name] = scratch;
  const stages: Stage[] = [];
  for (const [name, files] of Object.entries(await countries()))
    stages.push(await stageOf(name, files, root));
  const tally: Tally = { cases: 0, failures: [], errors: 0, mutations: new Map() };
  for (const seed of seeds) {
    const uniform = uniformFrom(seed);
    const one = caseOf(stages, uniform);
    const { stage, victim, mutation, group, edits } = one;
    await write(stage.dir, edits);
    let wrong: string | null;
    try {
      const outcome = await outcomeOf(stage.dir);
      if (outcome instanceof InputError) tally.errors++;
      wrong = judge(one, outcome);
      if (wrong === null && below(uniform, 7) === 0) wrong = await checked(stage.dir, outcome);
      if (wrong === null && stage.name === 'kept' && below(uniform, 4) === 0)
        wrong = await cached(stage, outcome);
    } catch (error) {
      wrong = `crashed: ${(error as Error).stack}`;
    }
    const left = await readdir(scratch);
    if (wrong === null && left.length > 0) wrong = `left behind: ${left.join(', ')}`;
    for (const name of left) await rm(join(scratch, name), { recursive: true, force: true });
    if (wrong !== null) {
      tally.failures.push(`seed ${seed}, ${stage.name}, ${victim.path}, ${mutation}: ${wrong}`);
      log(tally.failures.at(-1)!);
    }
    tally.cases++;
    tally.mutations.set(`${group}: ${mutation}`, (tally.mutations.get(`${group}: ${mutation}`) ?? 0) + 1);
    await restore(stage, edits);
  }
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await rm(root, { recursive: true, force: true });
  return tally;
}
