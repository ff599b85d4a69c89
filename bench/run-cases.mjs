// What `pnpm bench run` measures: commands as users give them.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const themes = ['#1d3557', '#17593c'];

/** The command line of a build; its output and its cache have a folder to themselves. */
function commandOf({ bin, folder }, words) {
  const place = (word) => (word.startsWith('@') ? path.join(folder, word.slice(1)) : word);
  return { command: process.execPath, args: [bin, ...words.map(place)] };
}

/** A run of the study by a build into OUT, with a cache. */
function runOf(
  build,
  { out = '@out', cache = '@cache', threads = build.threads, pdf = false, more = [] } = {},
) {
  return commandOf(build, [
    ...['run', '--study', build.study, '--data', build.data, '--out', out, '--cache', cache],
    ...['--threads', String(threads)],
    ...(build.replicates === undefined ? [] : ['--replicates', String(build.replicates)]),
    ...(pdf ? [] : ['--no-pdf']),
    ...more,
  ]);
}

const force = { more: ['--force'] };

/** With a seed of its own each round, so that no draws of it are kept. */
const withSeed = (seed) => ({ more: ['--force', '--seed', String(seed)] });

/** The run that fills the cache and the folders that later commands work on; it is not measured. */
export const firstRun = (build) => runOf(build, force);

/** Lays out the copy of the first run's output that new documents are made in. */
export function prepareDocuments({ folder }) {
  cpSync(path.join(folder, 'out'), path.join(folder, 'documents'), { recursive: true });
  themes.forEach((main, i) => {
    writeFileSync(path.join(folder, `theme-${i}.yaml`), `colours:\n  main: "${main}"\n`);
  });
}

const both = ['new', 'baseline'];

/** By name: what it is, whose it is, and its command in a round. `before` is not measured. */
export const commandCases = {
  run: {
    title: 'run, warm cache',
    of: [...both, 'peer'],
    command: (build) => (build.peer ? build.command : runOf(build, force)),
  },
  seed: {
    title: 'run, warm cache, another seed',
    of: both,
    command: (build, round) => runOf(build, withSeed(1000 + round)),
  },
  'one-thread': {
    title: 'the same, one thread',
    of: ['new'],
    command: (build, round) => runOf(build, { ...withSeed(2000 + round), threads: 1 }),
  },
  theme: {
    title: 'run again, another theme',
    of: ['new'],
    // Another than that of the round before.
    command: (build, round) =>
      runOf(build, { out: '@documents', more: ['--theme', `@theme-${round % themes.length}.yaml`] }),
  },
  report: {
    title: 'report --from OUT',
    of: ['new'],
    command: (build) => commandOf(build, ['report', '--from', '@documents', '--no-pdf']),
  },
  again: {
    title: 'run again, nothing changed',
    of: both,
    command: (build) => runOf(build),
  },
  help: {
    title: '--help',
    of: both,
    command: (build) => commandOf(build, ['--help']),
  },
  cold: {
    title: 'run, empty cache',
    of: both,
    before: ({ folder }) => rmSync(path.join(folder, 'cold'), { recursive: true, force: true }),
    command: (build) => runOf(build, { ...force, out: '@out-cold', cache: '@cold' }),
  },
  pdf: {
    title: 'run, warm cache, with PDFs',
    of: both,
    command: (build) => runOf(build, { ...force, out: '@out-pdf', pdf: true }),
  },
};

/** All names: the commands, and the stages within a run. */
export const caseNames = [...Object.keys(commandCases), 'stages'];
