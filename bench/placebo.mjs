import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inlineExecutor, resultsOf, ThreadsExecutor } from '../packages/core/dist/index.js';
import { subIcbs } from '../packages/domain/dist/index.js';
import { RandomStream } from '../packages/stats/dist/index.js';
import { median } from './median.mjs';

const program = fileURLToPath(new URL('placebo.R', import.meta.url));
const needs = ['need_published', 'ltc_share', 'income_deprivation', 'core20_share'];
const snapshots = Array.from(
  { length: 10 },
  (_, q) => `${2020 + Math.floor((q + 1) / 4)}-0${((q + 1) % 4) + 1}-28`,
);
const pcns = 1260;

/** PCNs at the size of England: in 106 sub-ICB locations and 42 ICBs, whose needs and provision each share a part. */
function inventedRows() {
  return snapshots.flatMap((snapshot) => {
    const stream = new RandomStream(1, `bench ${snapshot}`);
    const uniform = () => stream.nextUint32() / 2 ** 32;
    const shared = new Map();
    const of = (code, what) => {
      const key = `${code} ${what}`;
      if (!shared.has(key)) shared.set(key, uniform());
      return shared.get(key);
    };
    return Array.from({ length: pcns }, (_, i) => {
      const area = subIcbs[i < subIcbs.length ? i : Math.floor(subIcbs.length * uniform() ** 1.5)];
      const mix = (what) => of(area.icbCode, what) + of(area.code, what) + 2 * uniform();
      const fte = Math.max(0, mix('fte') - 1.5);
      return {
        snapshot,
        pcn_code: `U${10_000 + i}`,
        pcn_name: '',
        sub_icb_code: area.code,
        icb_code: area.icbCode,
        region_code: area.icbCode,
        patients: 50_000,
        reported: true,
        fte,
        fte_per_10k: fte,
        values: Object.fromEntries(needs.map((need) => [need, mix(need) / 4])),
      };
    });
  });
}

const tasksOf = (rows, placebos) =>
  snapshots.map((snapshot) => ({
    kind: 'placebo/exchanged',
    key: snapshot,
    payload: {
      scheme: 'icb',
      snapshot,
      rows: rows.filter((row) => row.snapshot === snapshot),
      needs,
      everywhere: [...new Set(rows.map(({ icb_code }) => icb_code))].sort(),
      placebos,
      inference: { level: 0.95, dependence: 'icb' },
      seed: 1,
      placed: true,
    },
  }));

/** Ours: the tasks of a sensitivity run. Seconds, and the share of rejections of each test. */
async function ours(rows, executor, placebos) {
  const began = performance.now();
  const results = await resultsOf(executor, tasksOf(rows, placebos));
  const seconds = (performance.now() - began) / 1000;
  const found = new Map();
  for (const { method, share } of results.flatMap((one) => one.rows)) {
    found.set(method, [...(found.get(method) ?? []), share]);
  }
  const shares = [...found].map(([method, all]) => [method, all.reduce((a, b) => a + b, 0) / all.length]);
  return { seconds, shares: Object.fromEntries(shares) };
}

/** The order in which placebo.R prints its shares. */
const methods = [
  'HC1',
  'HC3',
  'CR1 by sub-ICB',
  'CR2 by sub-ICB',
  'CR1 by ICB',
  'CR2 by ICB',
  'wild bootstrap, CR1 by ICB',
  'Conley',
];

function byR(file, placebos) {
  const output = execFileSync('Rscript', [program, file, String(placebos)], { encoding: 'utf8' });
  const [, seconds, shares] = /seconds (\S+) shares (.*)/.exec(output);
  const numbers = shares.trim().split(' ').map(Number);
  return {
    seconds: Number(seconds),
    shares: Object.fromEntries(methods.map((method, i) => [method, numbers[i]])),
  };
}

function writeRows(file, rows) {
  const places = new Map(subIcbs.map((area) => [area.code, area]));
  // In the order of the exchange: blocks of ICBs, in them of sub-ICB locations.
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = [...rows].sort(
    (a, b) =>
      order(a.snapshot, b.snapshot) ||
      order(a.icb_code, b.icb_code) ||
      order(a.sub_icb_code, b.sub_icb_code) ||
      order(a.pcn_code, b.pcn_code),
  );
  const lines = sorted.map(({ snapshot, sub_icb_code, icb_code, fte_per_10k, values }) => {
    const { longitude, latitude } = places.get(sub_icb_code);
    return [
      snapshot,
      sub_icb_code,
      icb_code,
      longitude,
      latitude,
      fte_per_10k,
      ...needs.map((need) => values[need]),
    ].join(',');
  });
  const header = [
    'snapshot',
    'sub_icb',
    'icb',
    'longitude',
    'latitude',
    'y',
    ...needs.map((_, i) => `need${i}`),
  ];
  writeFileSync(file, `${[header.join(','), ...lines].join('\n')}\n`);
}

/** `pnpm bench placebo`: ours with one thread and with several, and R, in turn. */
export async function benchPlacebo({ replicates, rounds, threads, json }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'placebo-'));
  const executor = new ThreadsExecutor(threads);
  try {
    const rows = inventedRows();
    const file = path.join(folder, 'rows.csv');
    writeRows(file, rows);
    const hasR = spawnSync('Rscript', ['--version'], { stdio: 'ignore' }).status === 0;
    const runners = {
      [`ours, ${threads} threads`]: () => ours(rows, executor, replicates),
      'ours, 1 thread': () => ours(rows, inlineExecutor, replicates),
      ...(hasR && { R: () => byR(file, replicates) }),
    };
    await ours(rows, executor, 50);
    await ours(rows, inlineExecutor, 50);
    const results = {};
    for (let round = 0; round < rounds; round++) {
      for (const [name, run] of Object.entries(runners)) {
        const { seconds, shares } = await run();
        results[name] ??= { seconds: [], shares };
        results[name].seconds.push(seconds);
      }
    }
    const figures = Object.entries(results).map(([name, { seconds, shares }]) => ({
      name,
      seconds: median(seconds),
      shares,
    }));
    if (json) return process.stdout.write(`${JSON.stringify({ placebos: replicates, figures })}\n`);
    const slow = figures.find(({ name }) => name === 'R')?.seconds;
    for (const { name, seconds, shares } of figures) {
      const ratio =
        slow === undefined || name === 'R' ? '' : `, R takes ${(slow / seconds).toFixed(1)} times as long`;
      process.stdout.write(`${name}: ${seconds.toFixed(2)} s${ratio}\n`);
      for (const method of methods)
        process.stdout.write(`  ${method}: ${(100 * shares[method]).toFixed(2)}%\n`);
    }
  } finally {
    await executor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
