import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gridOf, multiverse, runStudy } from '../packages/core/dist/index.js';
import { multiverseSummary } from '../packages/core/dist/tables.js';
import { csvBlocks, tidy } from '../packages/domain/dist/index.js';
import { fitGroup } from '../packages/stats/dist/index.js';
import { inventedData, studyOf, uniforms } from './invented-multiverse.mjs';

const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** Processor seconds of one group, the least of some rounds: what disturbs only adds. */
export function groupSeconds({ n, k, outcomes, replicates }, rounds = 3) {
  const uniform = uniforms(`group ${n} ${k}`);
  const column = () => Float64Array.from({ length: n }, uniform);
  const codes = (count) => ({ codes: Int32Array.from({ length: n }, (_, i) => i % count), count });
  const group = {
    columns: [new Float64Array(n).fill(1), ...Array.from({ length: k - 1 }, column)],
    outcomes: Array.from({ length: outcomes }, () => ({
      model: 'linear',
      y: column(),
      errors: [
        { type: 'HC1' },
        { type: 'HC3' },
        { type: 'CR1', clustering: 0 },
        { type: 'CR1', clustering: 1 },
      ],
      draw: replicates > 0,
    })),
    clusterings: [codes(106), codes(42)],
    unitOfRow: Int32Array.from({ length: n }, (_, i) => i),
    level: 0.95,
    draws: { seed: 1, stream: 'units', units: n, replicates },
  };
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = processor();
    // Several, where one is too short for the clock.
    let times = 0;
    do {
      fitGroup(group);
      times += 1;
    } while (processor() - before < 0.05);
    least = Math.min(least, (processor() - before) / times);
  }
  return least;
}

/** An executor that fits groups in this process, and tells their processor time from what is beside them. */
export function countWork() {
  const counted = { work: 0 };
  counted.executor = {
    width: 1,
    async run(tasks, { take }) {
      for await (const task of tasks) {
        const before = processor();
        const fits = fitGroup(task.payload);
        counted.work += processor() - before;
        await take(fits, task);
      }
    },
    async close() {},
  };
  return counted;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Bytes that are held once what nobody needs is gone. */
function heldBytes() {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A multiverse on an invented panel of so many snapshots, its options in place of all. */
export function multiverseOf({ snapshots, options, replicates }) {
  const data = inventedData(snapshots);
  const study = studyOf(data, replicates, { snapshot: snapshots, ...options });
  return { data, study, grid: gridOf(study) };
}

/** Runs a multiverse on an executor, to tables as CSV: its size, and processor seconds and seconds of this process. */
export async function runMultiverse({ data, study, grid }, executor) {
  let [estimates, tasks] = [0, 0];
  const all = multiverse({
    grid,
    paths: { study: 'study.yaml', data: ['data'] },
    onDraws: ({ computed }) => {
      estimates = computed;
    },
  });
  const held = heldBytes();
  const [before, began] = [processor(), performance.now()];
  const counting = {
    ...{ width: executor.width, close: async () => {} },
    run: (all, options) =>
      executor.run(all, {
        ...options,
        take: (fits, task) => {
          tasks += 1;
          return options.take(fits, task);
        },
      }),
  };
  const { tables } = await runStudy(study, data, { executor: counting, analyses: [all] });
  let bytes = 0;
  for (const filled of tables.all()) {
    const { columns, rows } = tidy(filled);
    for (const block of csvBlocks(columns, rows)) bytes += Buffer.byteLength(block);
  }
  const own = { processor: processor() - before, seconds: (performance.now() - began) / 1000 };
  const [{ specifications, replicates }] = tables.rows(multiverseSummary);
  return {
    specifications,
    estimates,
    tasks,
    replicates,
    bytes,
    // The tables are held still.
    held: heldBytes() - held,
    ...own,
  };
}
