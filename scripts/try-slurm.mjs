// node scripts/try-slurm.mjs [--study FILE --data DIR]: a Slurm of one node on this machine, in a folder of its own
// that is taken away again, and on it the scripts of docs/many-machines/: a run in four parts, one of which is killed on
// its way and made again; the report is held to the bytes of one machine. It needs slurmctld, slurmd, munged and their
// commands (on Debian: apt-get install slurmctld slurmd slurm-client munge), and root, as slurmd does. Because of that,
// and as it takes minutes, it is no part of `npm test`.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { study: { type: 'string' }, data: { type: 'string' } } });
const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'apps/report/dist/bin.js');
const place = mkdtempSync(path.join(tmpdir(), 'inverse-care-slurm-'));
const at = (...names) => path.join(place, ...names);
const host = hostname().split('.')[0];
const parts = 4;
const env = { ...process.env, SLURM_CONF: at('slurm.conf'), INVERSE_CARE: at('inverse-care') };
const daemons = [];

function run(command, args, { fails = false } = {}) {
  const done = spawnSync(command, args, { cwd: place, encoding: 'utf8', env, maxBuffer: 2 ** 28 });
  if ((done.status !== 0) !== fails)
    throw new Error(
      `${command} ${args.join(' ')}: ${done.error?.message ?? done.status}\n${done.stdout}\n${done.stderr}`,
    );
  return done.stdout.trim();
}

function start(command, args) {
  const child = spawn(command, args, { cwd: place, env, stdio: 'ignore' });
  child.on('error', (error) => console.error(`${command}: ${error.message}`));
  daemons.push(child);
}

async function until(what, holds, seconds = 600) {
  for (const end = performance.now() + 1000 * seconds; performance.now() < end; await wait(500))
    if (holds()) return;
  throw new Error(`Waited ${seconds} s for ${what}`);
}

async function startSlurm() {
  for (const name of ['munge', 'state', 'spool']) mkdirSync(at(name), { recursive: true });
  chmodSync(place, 0o755);
  for (const name of ['munge', 'state', 'spool']) chmodSync(at(name), 0o755);
  writeFileSync(at('munge', 'key'), randomBytes(1024), { mode: 0o400 });
  start('munged', [
    '--foreground',
    `--key-file=${at('munge', 'key')}`,
    `--socket=${at('munge', 'socket')}`,
    `--log-file=${at('munge', 'log')}`,
    `--pid-file=${at('munge', 'pid')}`,
    `--seed-file=${at('munge', 'seed')}`,
  ]);
  writeFileSync(
    at('slurm.conf'),
    `ClusterName=trial
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at('munge', 'socket')}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
SlurmctldPort=16817
SlurmdPort=16818
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=6000 State=UNKNOWN
PartitionName=all Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`,
  );
  await until('munge', () => existsSync(at('munge', 'socket')), 30);
  start('slurmctld', ['-D']);
  start('slurmd', ['-D']);
  await until(
    'an idle node',
    () => spawnSync('sinfo', ['-h', '-o', '%t'], { env, encoding: 'utf8' }).stdout?.trim() === 'idle',
    60,
  );
  console.log(`${run('sinfo', ['--version'])}, one node`);
}

const submit = (...inputs) =>
  run('sh', [path.join(root, 'docs/many-machines/slurm-submit.sh'), ...inputs, at('work'), String(parts)]);
const queued = () => run('squeue', ['-h', '-r', '-o', '%i %T %r']);
const about = (part) => at('work', `part-${part}`, 'part.json');

try {
  writeFileSync(at('inverse-care'), `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`, { mode: 0o755 });
  if (values.data === undefined)
    run(at('inverse-care'), ['demo', '--out', at('demo'), '--no-pdf', '--replicates', '0']);
  const inputs = [
    path.resolve(values.study ?? path.join(root, 'studies/demo.yaml')),
    path.resolve(values.data ?? at('demo', 'data')),
  ];
  await startSlurm();

  submit(...inputs);
  await until('a running part', () => /_2 RUNNING/.test(queued()), 120);
  const [array] = /^\d+(?=_2 RUNNING)/m.exec(queued());
  run('scancel', ['--signal=KILL', `${array}_2`]);
  await until('the end of the queue', () => queued() === '');
  if (existsSync(about(2))) throw new Error('Part 2 was killed and is there');
  if (existsSync(at('work', 'report'))) throw new Error('There is a report without part 2');
  const made = [1, 3, 4].map((part) => statSync(about(part)).mtimeMs);
  run(
    at('inverse-care'),
    ['merge', ...[1, 3, 4].map((part) => at('work', `part-${part}`)), '--out', at('no')],
    {
      fails: true,
    },
  );
  console.log('One part killed: no report, and merge refuses the other three');

  submit(...inputs);
  await until('the end of the queue', () => queued() === '');
  if ([1, 3, 4].some((part, i) => statSync(about(part)).mtimeMs !== made[i]))
    throw new Error('A part that was there was made again');
  run(at('inverse-care'), [
    JSON.parse(readFileSync(about(1), 'utf8')).order.kind,
    '--study',
    inputs[0],
    '--data',
    inputs[1],
    '--out',
    at('one'),
    '--no-pdf',
    '--no-cache',
  ]);
  const outputsOf = (out) =>
    JSON.stringify(JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8')).outputs);
  if (outputsOf(at('work', 'report')) !== outputsOf(at('one')))
    throw new Error('Other bytes than those of one machine');
  console.log(
    'Submitted again: three parts left alone, one made, and the report has the bytes of one machine',
  );
} finally {
  for (const child of daemons.reverse()) child.kill('SIGTERM');
  await wait(1500);
  rmSync(place, { recursive: true, force: true });
}
