import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../shared/peers', import.meta.url));

/** Whether a command ends well, whatever it prints. */
function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** The first Python on the path that has NumPy: the first of all may be one without. */
export function findPython() {
  const names = process.platform === 'win32' ? ['python.exe'] : ['python3', 'python'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((python) => existsSync(python) && works(python, ['-c', 'import numpy']));
}

/** Whether R is here, with a package of it. */
export const hasR = (library) => works('Rscript', ['-e', `library(${library})`]);

/** DuckDB's module for Node, installed in the folder of the peers or above it; null where it is not. */
export function findDuckDb(folder = beside) {
  try {
    return createRequire(path.join(folder, 'peers.js')).resolve('@duckdb/node-api');
  } catch {
    return null;
  }
}

/** Runs a peer: its own figure for the bootstrap alone, seconds, the whole command's, and its interval. */
function run(command, args) {
  const began = performance.now();
  const output = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const whole = (performance.now() - began) / 1000;
  const [, seconds, low, high] = /seconds (\S+) need95 (\S+) (\S+)/.exec(output);
  return { seconds: Number(seconds), whole, interval: [Number(low), Number(high)] };
}

/**
 * The peers that can run here. Each is a function of the panel's file, the number of replicates and the mode (p2 or
 * p15); null where the program, its language or its library is not there.
 */
export function findPeers(folder = beside, scratch) {
  const at = (name) => {
    const file = path.join(folder, name);
    return existsSync(file) ? file : null;
  };
  const python = findPython();
  const [limit, numpy, boot, data] = ['limit.c', 'peer_numpy.py', 'peer_boot.R', 'make_data.py'].map(at);
  const program = path.join(scratch, 'limit');
  const compiled =
    limit !== null &&
    ['gcc', 'cc'].some((cc) => works(cc, ['-O3', '-march=native', '-pthread', '-o', program, limit, '-lm']));
  const r = boot !== null && hasR('boot');
  return {
    c: compiled ? (panel, b, mode) => run(program, [panel, String(b), mode]) : null,
    numpy: numpy && python ? (panel, b, mode) => run(python, [numpy, panel, String(b), mode]) : null,
    r: r ? (panel, b, mode) => run('Rscript', [boot, panel, String(b), mode]) : null,
    makeData: data && python ? (panel) => execFileSync(python, [data, panel], { stdio: 'ignore' }) : null,
  };
}
