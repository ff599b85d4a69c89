// node --import 'kill-at.mjs?at=K&way=WAY&below=PATH&only=CALLS&count=FILE' …: ends the process by SIGKILL at the K-th call
// that changes something below a path: WAY is before it, in its middle or after it. `wait` says so in its middle and stops
// for good, so that another process can look; `heap` takes memory in its middle until V8 aborts; `interrupt` is Ctrl-C
// before it, and the process goes on. Where the process ends by itself, FILE names the calls that there were.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';

const said = new URL(import.meta.url).searchParams;
const at = Number(said.get('at') ?? Number.POSITIVE_INFINITY);
const way = said.get('way') ?? 'before';
const below = said.get('below') ?? '';
const calls = said.get('only')?.split(',') ?? ['mkdir', 'rename', 'rm', 'rmdir', 'writeFile', 'chmod', 'chown'];
const seen = [];

const original = Object.fromEntries(calls.map((call) => [call, fs.promises[call]]));

function die() {
  process.kill(process.pid, 'SIGKILL');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Takes what memory V8 gives, until it aborts the process. */
function fillHeap() {
  const held = [];
  for (;;) held.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
}

/** Half of a file, or half of what is in a folder: as far as a call comes that is not done at once. */
async function half(call, target, rest) {
  if (call === 'writeFile') {
    const [content] = rest;
    // A table comes in blocks.
    const whole = typeof content === 'string' || ArrayBuffer.isView(content) ? content : [...content].join('');
    const bytes = Buffer.from(whole);
    await original.writeFile(target, bytes.subarray(0, bytes.length / 2), ...rest.slice(1));
  }
  if (call !== 'rm') return;
  const found = fs.lstatSync(target, { throwIfNoEntry: false });
  const names = found?.isDirectory() ? fs.readdirSync(target) : [];
  for (const name of names.slice(0, Math.ceil(names.length / 2)))
    fs.rmSync(path.join(target, name), { recursive: true });
}

if (isMainThread) {
  for (const call of calls) {
    fs.promises[call] = async (target, ...rest) => {
      const counts = [target, rest[0]].some((one) => typeof one === 'string' && one.includes(below));
      if (!counts || seen.push(call) !== at) return original[call](target, ...rest);
      if (way === 'before') die();
      if (way === 'interrupt') {
        process.kill(process.pid, 'SIGINT');
        await new Promise((resolve) => setTimeout(resolve, 20));
        return original[call](target, ...rest);
      }
      if (way === 'after') await original[call](target, ...rest);
      else await half(call, target, rest);
      if (way === 'heap') fillHeap();
      if (way !== 'wait') die();
      process.stdout.write('in the middle');
      return new Promise(() => setInterval(() => {}, 1000));
    };
  }
  syncBuiltinESMExports();
  const count = said.get('count');
  if (count !== null) process.on('exit', () => fs.writeFileSync(count, seen.join('\n')));
}
