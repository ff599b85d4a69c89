import { Worker } from 'node:worker_threads';
import { methods } from './coverage-methods.mjs';
import { slopeOfLargeSample, trueSlope } from './coverage-truth.mjs';

const sizes = [50, 200, 1250];
const samplesAtOnce = 10;
const largeSample = 2_000_000;

/** Bounds by size: samples x methods x (low, high). A sample's do not depend on the thread that computed them. */
async function boundsBySize({ samples, replicates, seed, threads }) {
  const bounds = new Map(sizes.map((n) => [n, new Float64Array(2 * samples * methods.length)]));
  const shards = [];
  // The largest samples first, so that no thread is left with a long shard at the end.
  for (const n of [...sizes].reverse()) {
    for (let from = 0; from < samples; from += samplesAtOnce) {
      shards.push({ n, from, to: Math.min(samples, from + samplesAtOnce) });
    }
  }
  const work = () =>
    new Promise((resolve, reject) => {
      const file = new URL('coverage-worker.mjs', import.meta.url);
      const worker = new Worker(file, { workerData: { seed, replicates } });
      const next = () => {
        const shard = shards.shift();
        if (shard) worker.postMessage(shard);
        else worker.terminate().then(resolve);
      };
      worker.on('error', reject);
      worker.on('message', ({ n, from, bounds: some }) => {
        bounds.get(n).set(some, 2 * from * methods.length);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: threads }, work));
  return bounds;
}

/** Of one method: how often its interval holds the truth, on which side it misses, and how wide it is on average. */
function summarise(bounds, method, samples, truth) {
  const count = { holds: 0, above: 0, below: 0, none: 0, unbounded: 0 };
  let width = 0;
  let bounded = 0;
  for (let s = 0; s < samples; s++) {
    const at = 2 * (s * methods.length + method);
    const [low, high] = bounds.subarray(at, at + 2);
    if (Number.isNaN(low)) count.none += 1;
    else if (low > truth) count.above += 1;
    else if (high < truth) count.below += 1;
    else count.holds += 1;
    if (Number.isFinite(high - low)) {
      width += high - low;
      bounded += 1;
    } else if (low < high) count.unbounded += 1;
  }
  const coverage = count.holds / samples;
  return {
    coverage,
    coverage_error: Math.sqrt((coverage * (1 - coverage)) / samples),
    interval_above: count.above / samples,
    interval_below: count.below / samples,
    width: width / bounded,
    none: count.none,
    unbounded: count.unbounded,
  };
}

function printTable(results, { slope, error }, large, { samples, replicates, seed }) {
  console.log(
    `Coverage of nominal 95% intervals: ${samples} samples a size, ${replicates} replicates, seed ${seed}.`,
  );
  console.log(`True slope ${slope.toFixed(6)} (integration, error ${error.toExponential(0)});`);
  console.log(
    `${large.n} draws give ${large.slope.toFixed(4)} (standard error ${large.error.toFixed(4)}), ` +
      `${(100 * large.zeros).toFixed(0)}% zeros.`,
  );
  const percent = (share) => (100 * share).toFixed(1);
  for (const [n, byMethod] of Object.entries(results)) {
    const columns = ['covers %', 'error', 'all above %', 'all below %', 'width / HC1', 'none', 'unbounded'];
    const rows = Object.entries(byMethod).map(([name, result]) => [
      name,
      percent(result.coverage),
      percent(result.coverage_error),
      percent(result.interval_above),
      percent(result.interval_below),
      (result.width / byMethod.HC1.width).toFixed(3),
      String(result.none),
      String(result.unbounded),
    ]);
    for (const row of [[`n = ${n}`, ...columns], ...rows]) {
      console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(20) : cell.padStart(13))).join(''));
    }
    console.log();
  }
}

/** `pnpm bench coverage`. The results depend on samples, replicates and seed, not on the number of threads. */
export async function benchCoverage({ json, ...options }) {
  const truth = trueSlope();
  const large = slopeOfLargeSample(largeSample, options.seed);
  const bounds = await boundsBySize(options);
  const results = Object.fromEntries(
    sizes.map((n) => [
      n,
      Object.fromEntries(
        methods.map((name, m) => [name, summarise(bounds.get(n), m, options.samples, truth.slope)]),
      ),
    ]),
  );
  if (json) console.log(JSON.stringify({ truth, large_sample: large, results }));
  else printTable(results, truth, large, options);
}
