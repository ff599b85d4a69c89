// Which test files took longest, from what vitest leaves in each package's dist.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

const shown = 12;

/** Test files of a package with their seconds; none where it was not tested since a time, its tests being as they were. */
function timesOf(folder, since) {
  const file = path.join(root, folder, 'dist', '.test-times.json');
  try {
    if (statSync(file).mtimeMs < since) return [];
    return JSON.parse(readFileSync(file, 'utf8')).testResults.map(({ name, startTime, endTime }) => ({
      name: path.relative(root, name).split(path.sep).join('/'),
      seconds: (endTime - startTime) / 1000,
    }));
  } catch {
    return [];
  }
}

/** A table of the test files that took longest since a time (ms); nothing where none was run. */
export function slowTests(since) {
  const folders = ['packages', 'apps'].flatMap((parent) =>
    readdirSync(path.join(root, parent)).map((name) => path.join(parent, name)),
  );
  const all = folders.flatMap((folder) => timesOf(folder, since));
  if (all.length === 0) return '';
  const total = all.reduce((sum, { seconds }) => sum + seconds, 0);
  const slowest = all.sort((a, b) => b.seconds - a.seconds).slice(0, shown);
  return [
    `\nThe slowest of ${all.length} test files (${total.toFixed(0)} s together):`,
    ...slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`),
  ].join('\n');
}
