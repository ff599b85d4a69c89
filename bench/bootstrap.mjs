import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inlineExecutor, ThreadsExecutor } from '../packages/core/dist/index.js';
import { median } from './median.mjs';
import { draw, readJobs } from './ours.mjs';
import { findPeers } from './peers.mjs';
import { breakEven, startSeconds } from './threads.mjs';

const modes = ['p2', 'p15'];
const wholeCommand = fileURLToPath(new URL('whole-command.mjs', import.meta.url));

/** Runs ours and all peers in turn, so that whatever else the machine does falls on all alike. */
async function measure(panel, peers, { replicates, rounds, rReplicates, threads }) {
  const jobs = readJobs(panel);
  const executor = new ThreadsExecutor(threads);
  for (const mode of [...modes, ...modes]) {
    await draw(jobs[mode], executor, { replicates, force: true });
    await draw(jobs[mode], inlineExecutor, { replicates });
  }
  const runners = {
    ours: (mode) => draw(jobs[mode], executor, { replicates }),
    'ours, 1 thread': (mode) => draw(jobs[mode], inlineExecutor, { replicates }),
    c: peers.c && ((mode) => peers.c(panel, replicates, mode)),
    numpy: peers.numpy && ((mode) => peers.numpy(panel, replicates, mode)),
    r: peers.r && ((mode) => peers.r(panel, rReplicates, mode)),
  };
  const results = Object.fromEntries(modes.map((mode) => [mode, {}]));
  for (let round = 0; round < rounds; round++) {
    for (const mode of modes) {
      for (const [name, run] of Object.entries(runners)) {
        if (!run) continue;
        results[mode][name] ??= {
          replicates: name === 'r' ? rReplicates : replicates,
          seconds: [],
          whole: [],
        };
        const { seconds, whole, interval } = await run(mode);
        results[mode][name].seconds.push(seconds);
        if (whole !== undefined) results[mode][name].whole.push(whole);
        results[mode][name].interval = interval;
      }
      const began = performance.now();
      const args = [wholeCommand, panel, String(replicates), mode, String(threads)];
      execFileSync(process.execPath, args, { stdio: 'ignore' });
      results[mode].ours.whole.push((performance.now() - began) / 1000);
    }
  }
  await executor.close();
  return results;
}

function asJson(results, { rReplicates, threads }) {
  const secondsOf = (mode, name) => (results[mode][name] ? median(results[mode][name].seconds) : null);
  const of = (mode) => ({
    ours: secondsOf(mode, 'ours'),
    c: secondsOf(mode, 'c'),
    numpy: secondsOf(mode, 'numpy'),
    r: secondsOf(mode, 'r'),
    r_replicates: results[mode].r ? rReplicates : null,
  });
  return {
    p2: of('p2'),
    p15: of('p15'),
    threads: { 1: secondsOf('p2', 'ours, 1 thread'), [threads]: secondsOf('p2', 'ours') },
  };
}

function printTable(results) {
  const columns = ['', 'replicates', 'seconds', 'ours is faster', 'whole command', '95% for need'];
  for (const [mode, title] of [
    ['p2', 'p2: 15 quarters, y on need'],
    ['p15', 'p15: the last quarter, y on need and 13 more'],
  ]) {
    const ours = results[mode].ours;
    const perReplicate = ({ seconds, replicates }) => median(seconds) / replicates;
    const rows = Object.entries(results[mode]).map(([name, result]) => [
      name,
      String(result.replicates),
      `${median(result.seconds).toFixed(3)} s`,
      `${(perReplicate(result) / perReplicate(ours)).toFixed(2)} x`,
      result.whole.length > 0 ? `${median(result.whole).toFixed(3)} s` : '',
      result.interval.map((bound) => bound.toFixed(4)).join(' to '),
    ]);
    console.log(`\n${title}`);
    for (const row of [columns, ...rows]) {
      console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(20))).join(''));
    }
  }
}

async function printThreads(panel, results, threads) {
  const jobs = readJobs(panel).p2;
  for (const mode of modes) {
    const { ours, 'ours, 1 thread': alone } = results[mode];
    const gain = median(alone.seconds) / median(ours.seconds);
    console.log(`\n${mode}: ${threads} threads are ${gain.toFixed(2)} times as fast as one.`);
  }
  const starts = [];
  for (let i = 0; i < 5; i++) starts.push(await startSeconds(jobs, threads));
  console.log(`\nThreads take ${(1000 * median(starts)).toFixed(0)} ms to start and draw something.`);
  const even = await breakEven(jobs, threads);
  console.log(
    even === null
      ? 'They do not win over none at any size that was tried.'
      : `They win over none from ${(even.draws / 1e6).toFixed(0)} million row draws on, which take one thread ${(1000 * even.seconds).toFixed(0)} ms.`,
  );
}

/** `pnpm bench bootstrap`. */
export async function benchBootstrap({ json, peers: folder, ...options }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const panel = path.join(scratch, 'panel.csv');
    const peers = findPeers(folder, scratch);
    if (peers.makeData) peers.makeData(panel);
    else (await import('./make-panel.mjs')).makePanel(panel);
    const results = await measure(panel, peers, options);
    if (json) console.log(JSON.stringify(asJson(results, options)));
    else {
      const missing = ['c', 'numpy', 'r'].filter((name) => !peers[name]);
      if (missing.length > 0) console.log(`Not here: ${missing.join(', ')}.`);
      printTable(results);
      await printThreads(panel, results, options.threads);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
