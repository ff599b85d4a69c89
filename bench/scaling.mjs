// node bench/scaling.mjs [--rounds N] [--json FILE]: how a multiverse scales with threads and workers, what a replicate and a
// specification cost, a model of both, and what it predicts. Linux, and redis-server on the PATH. See docs/scaling.md.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { computingSha256 } from '../apps/report/dist/code-identity.js';
import { inlineExecutor, QueueExecutor, queueServer, ThreadsExecutor } from '../packages/core/dist/index.js';
import { median } from './median.mjs';
import { between, startQueue } from './queue-of.mjs';
import { requireBuild } from './require-build.mjs';
import { countWork, groupSeconds, multiverseOf, runMultiverse } from './scaling-cases.mjs';
import { aloneTerms, costOf, fitCost, groupTerms, secondsOf, workTerms } from './scaling-model.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const rounds = Number(options.rounds ?? 3);
const say = (text) => process.stderr.write(`${text}\n`);
const percent = (share) => `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}%`;

const snapshots = ['2021-06-30', '2021-09-30', '2021-12-31', '2022-03-31'];
const needs = ['need_published', 'ltc_share', 'income_deprivation', 'core20_share'];
/** A multiverse of some hundred specifications for each snapshot and need. */
const sized = (dates, wanted, replicates) => ({
  snapshots: snapshots.slice(0, dates),
  options: { need: needs.slice(0, wanted), form: ['level', 'log1p', 'poisson'], tails: ['all'] },
  replicates,
});

/** Costs of groups of specifications, and those that the model has not seen. */
function groupCosts() {
  const seen = [
    ...[300, 1250, 5000].flatMap((n) => [2, 8, 16].map((k) => ({ n, k, outcomes: 4, replicates: 0 }))),
    ...[300, 1250, 5000].flatMap((n) => [2, 8, 16].map((k) => ({ n, k, outcomes: 4, replicates: 199 }))),
    ...[1, 12].flatMap((outcomes) => [2, 16].map((k) => ({ n: 1250, k, outcomes, replicates: 999 }))),
  ];
  const heldOut = [
    { n: 700, k: 5, outcomes: 2, replicates: 0 },
    { n: 2500, k: 12, outcomes: 6, replicates: 499 },
    { n: 1000, k: 3, outcomes: 8, replicates: 999 },
    { n: 1250, k: 14, outcomes: 4, replicates: 1999 },
  ];
  const measured = (sizes) =>
    sizes.map((size) => ({ size, terms: groupTerms(size), cost: groupSeconds(size) }));
  return { seen: measured(seen), heldOut: measured(heldOut) };
}

/** Multiverses of several sizes in this process: what is alone, and what are tasks. */
async function serialCosts() {
  const found = [];
  const sizes = [
    sized(1, 1, 999),
    sized(2, 1, 0),
    sized(1, 3, 199),
    sized(3, 2, 499),
    sized(2, 2, 999),
    // Held out.
    sized(4, 2, 999),
  ];
  for (const size of sizes) {
    const counted = countWork();
    const run = await runMultiverse(multiverseOf(size), counted.executor);
    const { work } = counted;
    found.push({ ...run, work, alone: run.processor - work });
    say(
      `${run.specifications} specifications, ${size.replicates} replicates: work ${work.toFixed(2)}, alone ${(run.processor - work).toFixed(2)} processor s`,
    );
  }
  return found;
}

/** The same multiverse, or one that grows with the workers, on threads and by a queue. */
async function executorCosts(queue) {
  const found = [];
  const fixed = sized(2, 1, 999);
  const growing = (number) => sized(number, 1, 499);
  const cases = [1, 2].flatMap((number) => [
    { how: 'threads', scaling: 'strong', number, size: fixed },
    { how: 'threads', scaling: 'weak', number, size: growing(number) },
  ]);
  for (const number of [1, 2, 4]) {
    cases.push({ how: 'workers', scaling: 'strong', number, size: fixed });
    cases.push({ how: 'workers', scaling: 'weak', number, size: growing(number) });
  }
  const code = await computingSha256();
  for (let round = 0; round < rounds; round++) {
    for (const { how, scaling, number, size } of round % 2 === 0 ? cases : cases.toReversed()) {
      let used = { server: 0, workers: 0, bytesIn: 0, bytesOut: 0 };
      let executor = number === 1 ? inlineExecutor : new ThreadsExecutor(number);
      if (how === 'workers') {
        await queue.work(number);
        await queue.forget();
        executor = await QueueExecutor.open(queueServer(queue.address), { code });
      }
      const before = await queue.used();
      const run = await runMultiverse(multiverseOf(size), executor);
      await executor.close();
      if (how === 'workers') used = between(before, await queue.used());
      const total = run.processor + used.server + used.workers;
      found.push({ how, scaling, number, round, ...run, ...used, total, load: loadavg()[0] });
      say(
        `${how} ${number}, ${scaling}: ${run.specifications} specifications, ${run.seconds.toFixed(1)} s, ${total.toFixed(1)} processor s, load ${loadavg()[0].toFixed(1)}`,
      );
    }
  }
  return found;
}

/** Coefficients of a cost by all points but the last so many, and how far it is from those. */
function modelled(points, heldOut) {
  const coefficients = fitCost(points);
  const errors = heldOut.map(({ terms, cost, size }) => ({
    size,
    cost,
    error: costOf(coefficients, terms) / cost - 1,
  }));
  return { coefficients, errors };
}

const per = (rows, value, count) => median(rows.map((row) => value(row) / count(row)));

/** What a queue costs a task: beside the work in the process of the run and in the workers, in the server, in bytes. */
function queueCosts(executors, alone, work) {
  const rows = executors.filter(({ how }) => how === 'workers');
  const tasks = (row) => row.tasks;
  return {
    run: per(rows, (row) => row.processor - costOf(alone, aloneTerms(row)), tasks),
    workers: per(rows, (row) => row.workers - costOf(work, workTerms(row)), tasks),
    server: per(rows, ({ server }) => server, tasks),
    bytesIn: per(rows, ({ bytesIn }) => bytesIn, tasks),
    bytesOut: per(rows, ({ bytesOut }) => bytesOut, tasks),
  };
}

/** A multiverse that nobody has run. */
function prediction({ alone, work, queue, serial, efficiency }, processors) {
  const [largest] = serial.slice(-1);
  const specifications = 1_000_000;
  const share = specifications / largest.specifications;
  const size = { specifications, estimates: share * largest.estimates, replicates: largest.replicates };
  const tasks = share * largest.tasks;
  const own = costOf(alone, aloneTerms(size));
  const sent = Math.max(0, queue.run) * tasks;
  const shared = costOf(work, workTerms(size)) + (Math.max(0, queue.workers) + queue.server) * tasks;
  const seconds = secondsOf({ alone: own + sent, shared }, processors, efficiency);
  const drawn = 4 * size.estimates * size.replicates;
  return {
    ...size,
    tasks,
    processors,
    alone: own,
    sent,
    shared,
    ...seconds,
    serialShare: (own + sent) / (own + sent + shared),
    mostSpeedUp: (own + sent + shared) / (own + sent),
    bytesIn: queue.bytesIn * tasks,
    bytesOut: queue.bytesOut * tasks,
    csv: share * largest.bytes,
    memory: { draws: drawn, tables: share * largest.held },
  };
}

requireBuild();
const queue = await startQueue();
try {
  const groups = groupCosts();
  const group = modelled(groups.seen, groups.heldOut);
  const serial = await serialCosts();
  const points = (terms, cost) => serial.map((row) => ({ size: row, terms: terms(row), cost: cost(row) }));
  const split = (all) => modelled(all.slice(0, -1), all.slice(-1));
  const alone = split(points(aloneTerms, (row) => row.alone));
  const work = split(points(workTerms, (row) => row.work));
  const executors = await executorCosts(queue);
  const costs = queueCosts(executors, alone.coefficients, work.coefficients);
  const model = { alone: alone.coefficients, work: work.coefficients, queue: costs, serial };
  const predicted = [1, 16, 64, 256].map((processors) => prediction({ ...model, efficiency: 1 }, processors));
  const found = {
    cpu: cpus()[0].model,
    processors: cpus().length,
    group,
    alone,
    work,
    costs,
    serial,
    executors,
    predicted,
  };
  if (options.json) writeFileSync(options.json, `${JSON.stringify(found, null, 1)}\n`);
  const errors = ({ errors: all }) => all.map(({ error }) => percent(error)).join(', ');
  console.log(`group: ${JSON.stringify(group.coefficients)}\n  held out: ${errors(group)}`);
  console.log(`alone: ${JSON.stringify(alone.coefficients)}\n  held out: ${errors(alone)}`);
  console.log(`work: ${JSON.stringify(work.coefficients)}\n  held out: ${errors(work)}`);
  console.log(`a task by queue: ${JSON.stringify(costs)}`);
  for (const scaling of ['strong', 'weak']) {
    for (const [how, number] of [
      ['threads', 1],
      ['threads', 2],
      ['workers', 1],
      ['workers', 2],
      ['workers', 4],
    ]) {
      const rows = executors.filter(
        (row) => row.how === how && row.scaling === scaling && row.number === number,
      );
      const of = (name) => median(rows.map((row) => row[name]));
      console.log(
        `${scaling} ${how} ${number}: ${rows[0].specifications} specifications, ${of('seconds').toFixed(1)} s, processor s ${of('total').toFixed(1)} (run ${of('processor').toFixed(1)}, workers ${of('workers').toFixed(1)}, server ${of('server').toFixed(1)}), load ${of('load').toFixed(1)}`,
      );
    }
  }
  for (const one of predicted) console.log(`predicted: ${JSON.stringify(one)}`);
} finally {
  queue.end();
}
