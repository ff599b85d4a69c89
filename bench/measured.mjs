import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const usageAtExit = new URL('usage-at-exit.mjs', import.meta.url).href;

/** Whether GNU time is here: BSD's, and most shells' own, tell less. */
function hasGnuTime(scratch) {
  const file = path.join(scratch, 'time');
  const args = ['-f', '%M', '-o', file, process.execPath, '--version'];
  return spawnSync('/usr/bin/time', args, { stdio: 'ignore' }).status === 0 && existsSync(file);
}

/** GNU time: processor seconds and the largest process of the command, its children among them. */
function byTime(file, command, args) {
  return {
    command: '/usr/bin/time',
    args: ['-f', '%U %S %M', '-o', file, command, ...args],
    read() {
      const [user, system, kilobytes] = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .at(-1)
        .split(' ')
        .map(Number);
      return { processorSeconds: user + system, peakBytes: kilobytes * 1024 };
    },
  };
}

/** Node's own account as it ends: without children, such as a browser. */
function byNode(file, args) {
  return {
    command: process.execPath,
    args: ['--import', `${usageAtExit}?${encodeURIComponent(file)}`, ...args],
    read: () => JSON.parse(readFileSync(file, 'utf8')),
  };
}

const untold = (command, args) => ({
  command,
  args,
  read: () => ({ processorSeconds: null, peakBytes: null }),
});

/**
 * A function that runs a command in a fresh process: seconds from start to end, processor seconds and most memory (null
 * where the system does not tell), and what it printed. Throws, with the end of what it complained of, where it fails.
 */
export function measurer(scratch) {
  const file = path.join(scratch, 'usage');
  const gnu = hasGnuTime(scratch);
  const wayOf = (command, args) => {
    if (gnu) return byTime(file, command, args);
    return command === process.execPath ? byNode(file, args) : untold(command, args);
  };
  return ({ command, args }) => {
    rmSync(file, { force: true });
    const way = wayOf(command, args);
    const began = performance.now();
    const { status, stdout, stderr, error } = spawnSync(way.command, way.args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    });
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) {
      const why = error?.message ?? stderr.trim().split('\n').slice(-12).join('\n');
      throw new Error(`${[command, ...args].join(' ')}\n${why}`);
    }
    return { seconds, stdout, ...way.read() };
  };
}
