// pnpm bench run: the command line as users run it, in fresh processes. See bench/README.md.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { measurer } from './measured.mjs';
import { hasR } from './peers.mjs';
import { commandCases, firstRun, prepareDocuments } from './run-cases.mjs';
import { sameResults, tellRun } from './run-report.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const openEngland = path.join('studies', 'england-open-data.yaml');
const stagesScript = fileURLToPath(new URL('stages.mjs', import.meta.url));

/** A checkout as one of the builds compared. Throws where it is not built. */
function buildOf(name, checkout, scratch, { study, data, threads, replicates }) {
  const bin = path.join(checkout, 'apps', 'report', 'dist', 'bin.js');
  if (!existsSync(bin)) throw new Error(`${bin} is not there: run \`pnpm build\` in ${checkout} first.`);
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  const own = path.resolve(study ?? path.join(checkout, openEngland));
  return { name, bin, folder, study: own, data, threads, replicates };
}

function peerOf(file, scratch, { data }) {
  return {
    name: 'peer',
    peer: true,
    command: { command: 'Rscript', args: [path.resolve(file), data, path.join(scratch, 'peer')] },
  };
}

/** The stages of a run within a process, with so many threads. */
function stagesOf(measure, { study, data, folder, replicates }, threads) {
  const [cache, out] = [path.join(folder, 'cache'), path.join(folder, 'out-stages')];
  const what = JSON.stringify({ study, data, cache, out, threads, replicates });
  return JSON.parse(measure({ command: process.execPath, args: [stagesScript, what] }).stdout);
}

/** All that is measured in a round, one after the other: each knows where its figures go. */
function plan(cases, builds, found, measure) {
  const steps = [];
  const into = (key, subkey, make) => {
    steps.push({
      what: `${key}, ${subkey}`,
      run: (round) => {
        const figures = make(round);
        found[key] ??= {};
        found[key][subkey] ??= [];
        found[key][subkey].push(figures);
      },
    });
  };
  for (const name of cases) {
    if (name === 'stages') {
      const [ours] = builds;
      for (const threads of new Set([1, ours.threads])) {
        into(name, threads, () => stagesOf(measure, ours, threads));
      }
      continue;
    }
    const { of, before, command } = commandCases[name];
    for (const build of builds.filter((one) => of.includes(one.name))) {
      into(name, build.name, (round) => {
        before?.(build);
        const { stdout: _, ...figures } = measure(command(build, round));
        return figures;
      });
    }
  }
  return steps;
}

/**
 * Does all steps once a round, every other round from last to first, so that whatever else the machine does falls on
 * all alike. A step that fails is not tried again. @returns what failed, and why.
 */
function inTurn(steps, rounds) {
  const failures = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const step of round % 2 === 0 ? steps : steps.toReversed()) {
      if (failures.has(step.what)) continue;
      if (process.stderr.isTTY) process.stderr.write(`round ${round + 1} of ${rounds}: ${step.what}\n`);
      try {
        step.run(round);
      } catch (error) {
        failures.set(step.what, error.message);
      }
    }
  }
  return Object.fromEntries(failures);
}

/** `pnpm bench run`. */
export async function benchRun({ json, baseline, peer, rounds, cases, ...options }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-run-'));
  try {
    const data = path.resolve(options.data ?? path.join(here, '..', 'shared', 'data', 'england'));
    const common = { ...options, data };
    const builds = [buildOf('new', here, scratch, common)];
    if (baseline !== undefined) builds.push(buildOf('baseline', path.resolve(baseline), scratch, common));
    const measure = measurer(scratch);
    for (const build of builds) measure(firstRun(build));
    prepareDocuments(builds[0]);
    const same = baseline === undefined ? null : sameResults(builds);
    const withPeer = peer !== undefined && hasR('stats');
    if (withPeer) builds.push(peerOf(peer, scratch, common));
    const found = {};
    const failures = inTurn(plan(cases, builds, found, measure), rounds);
    const { study, threads } = builds[0];
    const setting = { study, data, threads, rounds, replicates: options.replicates ?? null };
    tellRun({ ...setting, found, same, failures, noR: peer !== undefined && !withPeer }, json);
    if (Object.keys(failures).length > 0) process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
