// node scripts/try-workflows.mjs [--data DIR] [--last DIR] WORKFLOW[:JOB] …: runs every step of workflows on this machine,
// each job in a clean clone of the last commit, as for a release whose version is the next one. In the place of actions,
// of GitHub's command line and of the publishers' servers stand scripts/workflows/stand-ins.mjs, gh.mjs and a server that
// has nothing. --data: files that the release "data" carries; --last: the folder of runs (NAME-run.zip) of the release
// before. Of a matrix, one combination is run: Linux, with the Node that is here.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { evaluate, filled } from './workflows/expression.mjs';
import { standIn } from './workflows/stand-ins.mjs';
import { root } from './workspace.mjs';

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, last: { type: 'string' } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('Usage: node scripts/try-workflows.mjs [--data DIR] [--last DIR] WORKFLOW[:JOB] …');
  process.exit(2);
}
const place = mkdtempSync(path.join(tmpdir(), 'inverse-care-workflows-'));
const at = (...names) => path.join(place, ...names);
const here = process.version.slice(1).split('.')[0];
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const next = version.replace(/\d+$/, (patch) => String(Number(patch) + 1));

function sh(command, args, cwd) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr}`);
}

/** The last commit in a folder of its own, as the commit of the next version. */
function clone(name) {
  const folder = at('jobs', name);
  sh('git', ['clone', '--quiet', '--no-hardlinks', root, folder]);
  sh(process.execPath, ['scripts/versions.mjs', 'set', next, '2000-01-01'], folder);
  return folder;
}

/** Releases that GitHub would have: that of the next version, and what was asked for. */
function prepareReleases() {
  mkdirSync(at('releases'), { recursive: true });
  if (values.data !== undefined) {
    mkdirSync(at('releases', 'data'));
    sh('zip', ['-q', '-r', at('releases', 'data', 'england-data.zip'), '.'], path.resolve(values.data));
  }
  if (values.last !== undefined) {
    mkdirSync(at('releases', 'v0.0.1'));
    for (const name of readdirSync(values.last).filter((one) => one.endsWith('-run.zip')))
      copyFileSync(path.join(values.last, name), at('releases', 'v0.0.1', name));
  }
  mkdirSync(at('bin'));
  copyFileSync(path.join(root, 'scripts', 'workflows', 'gh.mjs'), at('bin', 'gh.mjs'));
  writeFileSync(
    at('bin', 'gh'),
    `#!/bin/sh\nexec "${process.execPath}" "${at('bin', 'gh.mjs')}" "${at('releases')}" "$@"\n`,
  );
  chmodSync(at('bin', 'gh'), 0o755);
}

/** What a step has written for later ones: "name=value" a line. */
const linesOf = (file) =>
  existsSync(file)
    ? Object.fromEntries(
        readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => line.includes('='))
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      )
    : {};

/** Runs a shell step as GitHub does. Resolves to its exit code. */
function shell(script, folder, env) {
  const running = spawn('bash', ['-e', '-c', script], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CI: 'true', ...env, PATH: `${at('bin')}${path.delimiter}${process.env.PATH}` },
  });
  return new Promise((resolve) => {
    running.on('close', resolve);
  });
}

const github = {
  event_name: 'release',
  event: { release: { tag_name: `v${next}` } },
  ref: `refs/tags/v${next}`,
  repository: 'owner/inverse-care',
  token: 'none',
};

/** The one combination of a matrix that can be run here; null where there is none. */
function combination({ strategy }) {
  const chosen = {};
  for (const [name, options] of Object.entries(strategy?.matrix ?? {})) {
    const wanted = name === 'node' ? Number(here) : 'ubuntu-latest';
    if (!options.includes(wanted)) return null;
    chosen[name] = wanted;
  }
  return chosen;
}

/** Runs one job. Returns its outputs, or null where its condition leaves it out. */
async function runJob(file, name, { workflow, needs, mirror }) {
  const job = workflow.jobs[name];
  const matrix = combination(job);
  const contexts = { github, matrix, needs, steps: {}, vars: {}, runner: { os: 'Linux' } };
  const title = `${file} ${name}`;
  if (matrix === null) throw new Error(`${title}: its matrix has no Linux with Node ${here}`);
  if (job.if !== undefined && !evaluate(job.if, contexts, root)) {
    console.log(`\n==== ${title}: left out, as its condition says (${job.if})`);
    return null;
  }
  console.log(`\n==== ${title}`);
  const checksOut = job.steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@'));
  const folder = checksOut ? clone(`${file}-${name}`) : at('jobs', `${file}-${name}`);
  mkdirSync(folder, { recursive: true });
  const environment = (of = {}) =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [key, filled(value, contexts, folder)]));
  const whole = { ...environment(workflow.env), ...environment(job.env) };
  for (const [index, step] of job.steps.entries()) {
    const label = step.name ?? step.uses ?? step.run.trim().split('\n')[0];
    if (step.if !== undefined && !evaluate(step.if, contexts, folder)) {
      console.log(`-- ${label}: left out (${step.if})`);
      continue;
    }
    if (step.uses !== undefined) {
      const inputs = environment(step.with);
      const stood = standIn(step.uses, inputs, { folder, artifacts: at('artifacts'), node: process.version });
      console.log(`-- ${label}: stand-in: ${stood}`);
      continue;
    }
    console.log(`-- ${label}`);
    const began = performance.now();
    const output = at(`output-${file}-${name}-${index}`);
    const code = await shell(filled(step.run, contexts, folder), folder, {
      ...whole,
      ...environment(step.env),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: at('summary.md'),
      INVERSE_CARE_MIRROR: mirror,
      INVERSE_CARE_CACHE: at('cache'),
    });
    if (code !== 0) throw new Error(`${title}: the step "${label}" ended with ${code}`);
    if (step.id !== undefined) contexts.steps[step.id] = { outputs: linesOf(output) };
    console.log(`   done in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  rmSync(folder, { recursive: true, force: true });
  return environment(job.outputs);
}

/** Runs a workflow, or one job of it. */
async function runWorkflow(word, mirror) {
  const [file, only] = word.split(':');
  const workflow = parse(readFileSync(path.join(root, '.github', 'workflows', `${file}.yml`), 'utf8'));
  if ('release' in workflow.on) mkdirSync(at('releases', `v${next}`), { recursive: true });
  const needs = {};
  for (const name of Object.keys(workflow.jobs)) {
    if (only !== undefined && only !== name) continue;
    const wanted = [workflow.jobs[name].needs ?? []].flat();
    if (only === undefined && wanted.some((one) => needs[one] === undefined)) {
      console.log(`\n==== ${file} ${name}: left out, as a job that it needs was`);
      continue;
    }
    const outputs = await runJob(file, name, { workflow, needs, mirror });
    if (outputs !== null) needs[name] = { outputs };
  }
}

const nothing = createServer((_, response) => response.writeHead(404).end());
await new Promise((resolve) => {
  nothing.listen(0, '127.0.0.1', resolve);
});
try {
  prepareReleases();
  for (const word of positionals) await runWorkflow(word, `http://127.0.0.1:${nothing.address().port}`);
  for (const tag of readdirSync(at('releases')))
    console.log(`Release ${tag}: ${readdirSync(at('releases', tag)).join(', ') || 'nothing attached'}`);
  console.log('Every step ended well.');
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  nothing.close();
  rmSync(place, { recursive: true, force: true });
}
