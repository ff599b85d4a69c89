import { Worker } from 'node:worker_threads';

/**
 * Bounds by design: samples x methods x (low, high). A sample's do not depend on the thread that computed them.
 *
 * @param study a module of this folder that gives `boundsOf(design, seed, replicates, s)`.
 * @param designs their names, the quickest first: they are done from the last, so that no thread is left with a long
 * shard at the end.
 */
export async function boundsByDesign(
  study,
  designs,
  methods,
  { samples, replicates, seed, threads, atOnce = 10 },
) {
  const bounds = new Map(designs.map((name) => [name, new Float64Array(2 * samples * methods)]));
  const shards = [];
  for (const design of [...designs].reverse()) {
    for (let from = 0; from < samples; from += atOnce) {
      shards.push({ design, from, to: Math.min(samples, from + atOnce) });
    }
  }
  const work = () =>
    new Promise((resolve, reject) => {
      const file = new URL('coverage-worker.mjs', import.meta.url);
      const worker = new Worker(file, { workerData: { study, seed, replicates } });
      const next = () => {
        const shard = shards.shift();
        if (shard) worker.postMessage(shard);
        else worker.terminate().then(resolve);
      };
      worker.on('error', reject);
      worker.on('message', ({ design, from, bounds: some }) => {
        bounds.get(design).set(some, 2 * from * methods);
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: threads }, work));
  return bounds;
}

/** Of one method: how often its interval holds the truth, on which side it misses, and how wide it is on average. */
export function summarise(bounds, method, methods, samples, truth) {
  const count = { holds: 0, above: 0, below: 0, none: 0, unbounded: 0 };
  let width = 0;
  let bounded = 0;
  for (let s = 0; s < samples; s++) {
    const at = 2 * (s * methods + method);
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

/** One table a design: results by design and method. */
export function printResults(results) {
  const percent = (share) => (100 * share).toFixed(1);
  for (const [design, byMethod] of Object.entries(results)) {
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
    for (const row of [[design, ...columns], ...rows]) {
      console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(24) : cell.padStart(13))).join(''));
    }
    console.log();
  }
}
