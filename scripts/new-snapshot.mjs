// node scripts/new-snapshot.mjs DATA LAST: whether a folder that `inverse-care fetch` has filled holds a later month of
// the workforce than LAST/england-run.zip, the run of the last release, was made on. Prints `snapshot=2026-09` for
// $GITHUB_OUTPUT, and nothing after the sign where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const [data, last] = process.argv.slice(2);
if (last === undefined) {
  console.error('Usage: node scripts/new-snapshot.mjs DATA LAST');
  process.exit(2);
}

/** The last month of the workforce in the folder, by the lock of fetch; '' where there is none. */
function newest() {
  const lock = path.join(data, 'inverse-care.lock.json');
  if (!existsSync(lock)) return '';
  const { files } = JSON.parse(readFileSync(lock, 'utf8'));
  const months = Object.values(files).flatMap(({ holds }) =>
    holds.filter(({ kind }) => kind === 'workforce').map(({ edition }) => edition ?? ''),
  );
  return (
    months
      .map((month) => month.slice(0, 7))
      .sort()
      .at(-1) ?? ''
  );
}

/** The last month that the run of the last release knew; '' where there was none. */
function known() {
  const packed = path.join(last, 'england-run.zip');
  if (!existsSync(packed)) return '';
  const read = spawnSync('unzip', ['-p', packed, 'manifest.json'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (read.status !== 0) throw new Error(`${packed} holds no manifest.json: ${read.stderr}`);
  return JSON.parse(read.stdout).study.snapshots.at(-1).slice(0, 7);
}

const [found, before] = [newest(), known()];
console.log(`snapshot=${found > before ? found : ''}`);
console.error(`The newest month here is ${found || 'none'}; the last release knew ${before || 'none'}.`);
