import type { Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { answeringFrom, type HeldResults, MissingResult } from '../src/executors/share.js';
import {
  type Analysis,
  gridOf,
  inlineExecutor,
  multiverse,
  readStudy,
  robustnessAnalyses,
  runStudy,
  shardStudy,
  standardAnalyses,
  type Task,
} from '../src/index.js';
import { asData, inventedPanel } from './invented-panel.js';

const panel = inventedPanel(60, ['2020-03-31', '2020-06-30']);
const facts = asData(panel);
const declared = readStudy(
  `
study: invented
title: Invented
snapshots: [2020-03-31, 2020-06-30]
needs: [ltc_share]
inference: { replicates: 199 }
multiverse:
  covariates: [none, age]
  form: [level, log1p]
  replicates: 19
`,
  'study.yaml',
);
const study: Study = { ...declared, snapshots: panel.snapshots };
const all = (): readonly Analysis[] => [
  ...standardAnalyses,
  multiverse({ grid: gridOf(study), paths: { study: 'study.yaml', data: ['data'] } }),
  ...robustnessAnalyses,
];

/** Results of all parts of a plan, and what each part reports. */
async function partsOf(of: number) {
  const results = new Map<string, unknown>();
  const reports: Awaited<ReturnType<typeof shardStudy>>[] = [];
  const sizes: number[] = [];
  for (let part = 1; part <= of; part++) {
    let size = 0;
    reports.push(
      await shardStudy(study, facts, {
        share: { part, of },
        executor: inlineExecutor,
        code: 'code',
        analyses: all(),
        keep: async (name, result) => {
          results.set(name, result);
          size += 1;
        },
      }),
    );
    sizes.push(size);
  }
  return { results, reports, sizes };
}

const holding = (results: ReadonlyMap<string, unknown>): HeldResults => ({
  has: (name) => results.has(name),
  read: async (name) => results.get(name),
});

const rowsOf = ({ tables }: Awaited<ReturnType<typeof runStudy>>) =>
  tables.all().map(({ table, rows }) => [table.file, rows]);

describe('parts of a run', () => {
  it('come to what one machine comes to, however many there are', async () => {
    const whole = await runStudy(study, facts, { executor: inlineExecutor, analyses: all() });
    for (const of of [1, 3, 7]) {
      const { results, reports, sizes } = await partsOf(of);
      // Each part says the same of the whole, and none has much more to do than another.
      for (const report of reports) expect(report).toEqual(reports[0]);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      const executor = answeringFrom(holding(results), inlineExecutor, 'code');
      const merged = await runStudy(study, facts, { executor, analyses: all() });
      expect(rowsOf(merged)).toEqual(rowsOf(whole));
      expect(merged.omissions).toEqual(whole.omissions);
      expect(executor.answered).toBe(reports[0]!.shared.length);
      expect(executor.taken).toEqual(new Set(results.keys()));
    }
  }, 60_000);

  it('hold the tasks of the multiverse and of whatever depends on no other result', async () => {
    const [{ shared, left }] = (await partsOf(2)).reports as [Awaited<ReturnType<typeof shardStudy>>];
    const names = shared.map(({ analysis }) => analysis);
    expect(names).toContain('multiverse');
    expect(names).toContain('association');
    expect(names).toContain('placebo');
    expect(left).toEqual(['flow', 'other-methods', 'slopes', 'joint']);
  });

  it('are refused where one result is missing, and nothing is computed in its place', async () => {
    const { results } = await partsOf(2);
    for (const name of [[...results.keys()].at(0)!, [...results.keys()].at(-1)!]) {
      const fewer = new Map(results);
      fewer.delete(name);
      const done: Task[] = [];
      const watching = {
        ...inlineExecutor,
        run: ((tasks, options) =>
          inlineExecutor.run(tasks, {
            ...options,
            take: (result, task) => {
              done.push(task);
              return options.take(result as never, task);
            },
          })) as typeof inlineExecutor.run,
      };
      const executor = answeringFrom(holding(fewer), watching, 'code');
      await expect(runStudy(study, facts, { executor, analyses: all() })).rejects.toThrow(MissingResult);
      expect(done.filter(({ kind }) => kind.startsWith('multiverse'))).toEqual([]);
    }
  });

  it('of other code answer nothing', async () => {
    const { results, reports } = await partsOf(2);
    const executor = answeringFrom(holding(results), inlineExecutor, 'other code');
    await runStudy(study, facts, { executor, analyses: all() });
    expect([executor.answered, executor.taken.size]).toEqual([0, 0]);
    expect(reports[0]!.shared.length).toBeGreaterThan(3);
  });
});
