// pnpm bench sources: from files at the size of the publications to practice values. See bench/README.md.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, homedir, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFullSizeEngland } from '../packages/synthetic/dist/index.js';
import { median } from './median.mjs';
import { findDuckDb, hasR } from './peers.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The folder of the full-size files: made once, then kept. */
async function fullSize(folder) {
  const dir = folder ?? join(homedir(), '.cache', 'inverse-care-bench', 'full-size-1');
  const complete = join(dir, 'complete.txt');
  if (!existsSync(complete)) {
    process.stderr.write(`Writing Synthetic England at full size into ${dir}\n`);
    await writeFullSizeEngland(join(dir, 'england'));
    writeFileSync(complete, 'All files are written.\n');
  }
  return join(dir, 'england');
}

function run(command, args) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
  return { stdout, wholeSeconds: (performance.now() - began) / 1000 };
}

const node = (name, ...args) => {
  const { stdout, wholeSeconds } = run(process.execPath, [script(name), ...args]);
  return { ...JSON.parse(stdout), wholeSeconds };
};

/** Snapshot, practice and patients must be the same text; shares may differ in the last digits. */
function sameValues(ours, theirs) {
  const read = (path) =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','))
      .sort();
  const [a, b] = [read(ours), read(theirs)];
  const cellsDiffer = (cell, other, column) =>
    column < 3 ? cell !== other : Math.abs(Number(cell) - Number(other)) > 1e-12;
  const different = a.filter((row, i) => row.some((cell, c) => cellsDiffer(cell, b[i]?.[c], c)));
  return { rows: a.length, theirRows: b.length, different: different.length };
}

function report(results, same, json) {
  const seconds = Object.fromEntries(
    Object.entries(results)
      .filter(([, runs]) => runs.length > 0)
      .map(([name, runs]) => [name, median(runs.map((one) => one.seconds))]),
  );
  const peak = Math.max(...results.first.concat(results.later).map(({ peakBytes }) => peakBytes));
  const processor = (runs) => median(runs.map(({ processorSeconds }) => processorSeconds));
  const [scanned] = results.bare;
  const bare = scanned === undefined ? null : { rows: scanned.rows, bytes: scanned.bytes };
  const figures = {
    ...bare,
    rounds: results.first.length,
    processors: availableParallelism(),
    load: loadavg()[0],
    seconds,
    processorSeconds: {
      ...(bare === null ? {} : { bare: processor(results.bare) }),
      first: processor(results.first),
      later: processor(results.later),
    },
    ...(bare === null ? {} : { firstToBare: seconds.first / seconds.bare }),
    laterToFirst: seconds.later / seconds.first,
    dataTableToFirst: results.dataTable.length === 0 ? null : seconds.dataTable / seconds.first,
    peakBytes: peak,
    same,
  };
  if (json) return process.stdout.write(`${JSON.stringify(figures)}\n`);
  const line = (label, value) => process.stdout.write(`${label.padEnd(34)}${value}\n`);
  const { first, later } = figures.processorSeconds;
  line('processors, load of the machine', `${figures.processors}, ${figures.load.toFixed(1)}`);
  if (bare === null) line('DuckDB bare scan', 'not here');
  else {
    line('rows, bytes of CSV', `${bare.rows}, ${bare.bytes}`);
    line(
      'DuckDB bare scan',
      `${seconds.bare.toFixed(1)} s, ${figures.processorSeconds.bare.toFixed(1)} of processors`,
    );
    line('first pass to bare scan', figures.firstToBare.toFixed(2));
  }
  line('first pass', `${seconds.first.toFixed(1)} s`);
  line('later pass', `${seconds.later.toFixed(2)} s, ${figures.laterToFirst.toFixed(3)} of the first`);
  line('processor seconds, first and later', `${first.toFixed(1)}, ${later.toFixed(1)}`);
  line('peak memory of ours', `${Math.round(peak / 1e6)} MB`);
  if (same === null) return line('data.table', 'not here');
  line(
    'data.table',
    `${seconds.dataTable.toFixed(1)} s, ${figures.dataTableToFirst.toFixed(1)} times the first pass`,
  );
  line('values that differ from ours', `${same.different} of ${same.rows} rows (theirs: ${same.theirRows})`);
}

export async function benchSources({ rounds, json, data, peers }) {
  const england = await fullSize(data);
  const work = mkdtempSync(join(tmpdir(), 'inverse-care-bench-'));
  const results = { bare: [], first: [], later: [], dataTable: [] };
  const withR = hasR('data.table');
  const duckDb = findDuckDb(peers);
  let same = null;
  try {
    // Only the large files and what their shares need, so that all do the same.
    const folder = join(work, 'england');
    mkdirSync(join(folder, 'patients'), { recursive: true });
    const large = readdirSync(join(england, 'patients')).filter((name) => /lsoa|sing-age/.test(name));
    for (const path of [
      'SYNTHETIC.txt',
      'deprivation',
      'rurality',
      ...large.map((name) => `patients/${name}`),
    ]) {
      symlinkSync(join(england, path), join(folder, path));
    }
    for (let round = 0; round < rounds; round++) {
      const cache = join(work, `cache-${round}`);
      const [ours, theirs] = [join(work, 'ours.csv'), join(work, 'theirs.csv')];
      if (duckDb !== null) results.bare.push(node('sources-bare.mjs', folder, duckDb));
      results.first.push(node('sources-build.mjs', folder, cache, ours));
      results.later.push(node('sources-build.mjs', folder, cache, ours));
      if (withR) {
        const table = run('Rscript', [script('sources.R'), folder, theirs, '2']);
        results.dataTable.push({ seconds: Number(table.stdout), wholeSeconds: table.wholeSeconds });
        same = sameValues(ours, theirs);
      }
      rmSync(cache, { recursive: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  report(results, same, json);
}
