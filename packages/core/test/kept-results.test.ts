import { describe, expect, it, test } from 'vitest';
import { taskDigest } from '../src/executors/task-digest.js';
import { type Executor, inlineExecutor, keepingResults, runStudy, type Task } from '../src/index.js';
import { asData, inventedPanel } from './invented-panel.js';
import { memoryFolder } from './memory-folder.js';
import { study } from './small-study.js';

const x = Float64Array.of(0.1, 0.4, 0.2, 0.9, 0.5, 0.7);
const y = Float64Array.of(3, 1, 4, 1, 5, 9);

const question = { need: 'ltc_share', snapshot: '2020-03-31' };
const wild = (seed: number, name: string): Task => ({
  kind: 'other-methods/wild',
  key: name,
  payload: {
    sample: {
      ...question,
      key: name,
      y,
      columns: [x.map(() => 1), x],
      names: ['constant', 'x'],
      inference: { level: 0.95, replicates: 99, covariance: 'HC1' },
    },
    seed,
    clusters: null,
  },
});
const tasks = (seed: number) => ['a', 'b', 'c', 'd', 'e'].map((name) => wild(seed, name));

const kinds = new Set<string>();

/** Does tasks, and remembers which. */
function counting(): Executor & { done: string[] } {
  const done: string[] = [];
  return {
    ...inlineExecutor,
    done,
    run: (all, { take, ...options }) =>
      inlineExecutor.run<never>(all, {
        ...options,
        take: (result, task) => {
          done.push(task.key);
          kinds.add(task.kind);
          return take(result, task);
        },
      }),
  };
}

type Folder = ReturnType<typeof memoryFolder>;

const opened = (folder: Folder) => ({ ...folder, names: new Set(folder.entries.keys()) });

/** Results of tasks with what a folder holds, and which of them were done. */
async function run(all: readonly Task[], folder: Folder, code = 'code') {
  const executor = counting();
  const keeping = keepingResults(executor, opened(folder), code);
  const found: [string, unknown][] = [];
  await keeping.run<unknown>(all, {
    take: async (result, { key }) => {
      await new Promise((resolve) => setImmediate(resolve));
      found.push([key, result]);
    },
  });
  await keeping.close();
  return { found, done: executor.done };
}

const plain = async (all: readonly Task[]) => {
  const found: [string, unknown][] = [];
  await inlineExecutor.run<unknown>(all, { take: (result, { key }) => void found.push([key, result]) });
  return found;
};

test('what is kept is what the executor gives, in the order of the tasks', async () => {
  const folder = memoryFolder();
  const expected = await plain(tasks(1));
  const first = await run(tasks(1), folder);
  expect(first).toEqual({ found: expected, done: ['a', 'b', 'c', 'd', 'e'] });
  expect(await run(tasks(1), folder)).toEqual({ found: expected, done: [] });
});

test('only what is missing is done, wherever it stands among the tasks', async () => {
  for (const missing of ['a', 'c', 'e']) {
    const folder = memoryFolder();
    await run(
      tasks(1).filter(({ key }) => key !== missing),
      folder,
    );
    expect(await run(tasks(1), folder)).toEqual({ found: await plain(tasks(1)), done: [missing] });
  }
});

test('another seed or other code does all again', async () => {
  const folder = memoryFolder();
  await run(tasks(1), folder);
  expect((await run(tasks(2), folder)).done.length).toBe(5);
  expect((await run(tasks(1), folder, 'other code')).done.length).toBe(5);
});

test('a damaged result is made again', async () => {
  const folder = memoryFolder();
  await run(tasks(1), folder);
  for (const bytes of folder.entries.values()) bytes[bytes.length - 1]! ^= 1;
  expect(await run(tasks(1), folder)).toEqual({
    found: await plain(tasks(1)),
    done: ['a', 'b', 'c', 'd', 'e'],
  });
  expect((await run(tasks(1), folder)).done).toEqual([]);
});

test('tasks of a module outside the package, whose code is not known, are done each time', async () => {
  const folder = memoryFolder();
  const kind = `${new URL('toy-tasks.mjs', import.meta.url).href}#double`;
  const all = [{ kind, key: 'toy', payload: { n: 21 } }];
  for (let time = 0; time < 2; time++) {
    expect(await run(all, folder)).toEqual({ found: [['toy', 42]], done: ['toy'] });
  }
  expect(folder.entries.size).toBe(0);
});

test('a digest tells apart all numbers, and nothing that is equal', () => {
  const digest = (payload: unknown) => taskDigest({ kind: 'toy/double', key: '', payload }, 'code');
  const different = [
    { n: [0] },
    { n: [-0] },
    { n: [null] },
    { n: [Number.NaN] },
    { n: [Number.POSITIVE_INFINITY] },
    { n: ['0'] },
    { n: ['0', '0'] },
    { n: ['0,0'] },
    { n: [['0'], ['0']] },
    { n: [] },
    { n: Float64Array.of(0) },
    { n: Float64Array.of(-0) },
    { n: new Uint8Array(8) },
    { m: [0] },
  ];
  expect(new Set(different.map(digest)).size).toBe(different.length);
  const shared = new Float64Array(new SharedArrayBuffer(8));
  expect(digest({ n: shared })).toBe(digest({ n: Float64Array.of(0) }));
});

describe('a run with kept results', () => {
  const snapshots = ['2020-03-31', '2020-06-30'];
  const data = asData(inventedPanel(300, snapshots));
  const folder = memoryFolder();
  /** Tables of a study with these needs and this seed, and the tasks that were done. */
  async function found(needs: string[], seed: number) {
    const executor = counting();
    const declared = { ...study(snapshots), needs, seed };
    const alone = await runStudy(declared, data);
    const kept = await runStudy(declared, data, { executor: keepingResults(executor, opened(folder), '') });
    expect(kept.tables.all()).toEqual(alone.tables.all());
    return executor.done;
  }

  it('computes for one need more what belongs to it alone', async () => {
    expect((await found(['ltc_share'], 5)).length).toBeGreaterThan(10);
    const more = await found(['ltc_share', 'share_65_plus'], 5);
    expect(more.length).toBeGreaterThan(10);
    expect(more.filter((key) => !key.includes('share_65_plus'))).toEqual([]);
    expect(await found(['ltc_share', 'share_65_plus'], 5)).toEqual([]);
  });

  it('draws again for another seed, and fits nothing again that has no draws in it', async () => {
    kinds.clear();
    await found(['ltc_share'], 6);
    expect([...kinds].sort()).toEqual([
      'association/draw',
      'inequality/measures',
      'joint/drawAreas',
      'joint/judge',
      'levels/levels',
      'other-methods/intervals',
      'other-methods/wild',
      'trends/need',
    ]);
  });
});
