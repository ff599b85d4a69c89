import { columns, countColumn, defineTable, filled, tableCsv, tidy } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import {
  type Analysis,
  inlineExecutor,
  runStudy,
  standardAnalyses,
  type Task,
  ThreadsExecutor,
} from '../src/index.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshots = ['2021-03-31', '2021-06-30'];
const toyTable = defineTable({
  file: 'toy.csv',
  title: 'A toy',
  description: 'PCNs by snapshot, counted in a task.',
  key: ['snapshot'],
  order: ['snapshot'],
  columns: { snapshot: columns.snapshot, doubled: countColumn('Doubled', 'twice the PCNs', 'PCNs') },
});

const tasks = new URL('./toy-tasks.mjs', import.meta.url).href;

/** A whole analysis: what it requires, its tasks, its table. */
const toy: Analysis = {
  name: 'toy',
  requires: ['provision'],
  tables: [toyTable],
  async run({ data: { panel }, execute }) {
    const rows: { snapshot: string; doubled: number }[] = [];
    const counts = [...panel.snapshots].reverse().map(
      (snapshot): Task => ({
        kind: `${tasks}#double`,
        key: snapshot,
        payload: { n: panel.rows.filter((row) => row.snapshot === snapshot).length },
      }),
    );
    await execute<number>(counts, {
      label: 'Toy',
      total: counts.length,
      take: (doubled, { key }) => {
        rows.push({ snapshot: key, doubled });
      },
    });
    return [filled(toyTable, rows)];
  },
};

describe('an analysis of one’s own', () => {
  const data = asData(inventedPanel(40, snapshots));

  it('puts its table beside the others, sorted as its definition says, its task done inline', async () => {
    const { tables } = await runStudy(study(snapshots), data, {
      executor: inlineExecutor,
      analyses: [...standardAnalyses, toy],
    });
    const own = tables.all().find(({ table }) => table.file === 'toy.csv')!;
    expect(tableCsv(tidy(own))).toBe('snapshot,doubled\n2021-03-31,80\n2021-06-30,80\n');
    expect(tables.all().some(({ table }) => table.file === 'figure3.csv')).toBe(true);
  });

  it('has its task done on threads too, which find it by its module', async () => {
    const { tables } = await runStudy(study(snapshots, 0), data, {
      threads: 2,
      analyses: [standardAnalyses[0]!, toy],
    });
    expect(tables.rows(toyTable).map(({ doubled }) => doubled)).toEqual([80, 80]);
  });

  it('is refused where what it requires is not before it', async () => {
    await expect(runStudy(study(snapshots), data, { analyses: [toy, ...standardAnalyses] })).rejects.toThrow(
      'The analysis toy must come after provision',
    );
  });

  it('cannot call its table what another is called', async () => {
    const twin: Analysis = { ...toy, name: 'twin' };
    const all = [standardAnalyses[0]!, toy, twin];
    await expect(runStudy(study(snapshots, 0), data, { analyses: all })).rejects.toThrow(
      'Two tables are called toy.csv',
    );
  });
});

describe('every standard analysis', () => {
  it('publishes the tables that it declares, and no other', async () => {
    const data = asData(inventedPanel(60, snapshots));
    const { tables } = await runStudy(study(snapshots), data);
    const declared = standardAnalyses.flatMap((one) => one.tables.map(({ file }) => file));
    for (const { table } of tables.all()) expect(declared).toContain(table.file);
  });

  it('comes to the same tables on one, two and four threads', async () => {
    const data = asData(inventedPanel(60, snapshots));
    const texts = async (threads: number) => {
      const { tables } = await runStudy(study(snapshots), data, { threads });
      return tables.all().map((one) => tableCsv(tidy(one)));
    };
    const one = await texts(1);
    expect(one.length).toBeGreaterThan(8);
    expect(await texts(2)).toEqual(one);
    expect(await texts(4)).toEqual(one);
  });
});

describe('an executor', () => {
  const work = (n: number): Task => ({ kind: `${tasks}#double`, key: String(n), payload: { n } });
  const taken = async (executor: ThreadsExecutor | typeof inlineExecutor, all: Iterable<Task>) => {
    const results: [string, number][] = [];
    await executor.run<number>(all, {
      take: (result, { key }) => {
        results.push([key, result]);
      },
    });
    return results;
  };

  it('gives results in the order of the tasks, whichever is done first', async () => {
    const threads = new ThreadsExecutor(2);
    try {
      const slowFirst: Task[] = [
        { kind: `${tasks}#late`, key: 'late', payload: { n: 1, milliseconds: 200 } },
        ...[2, 3, 4].map(work),
      ];
      expect((await taken(threads, slowFirst)).map(([key]) => key)).toEqual(['late', '2', '3', '4']);
    } finally {
      await threads.close();
    }
  });

  it('asks for tasks a few at a time, so that few are held', async () => {
    let asked = 0;
    let done = 0;
    let most = 0;
    function* many() {
      for (let n = 0; n < 60; n++) {
        asked += 1;
        most = Math.max(most, asked - done);
        yield work(n);
      }
    }
    const threads = new ThreadsExecutor(2);
    try {
      await threads.run<number>(many(), {
        take: () => {
          done += 1;
        },
      });
    } finally {
      await threads.close();
    }
    expect(done).toBe(60);
    expect(most).toBeLessThan(10);
  });

  it('hands the error of a task on, and names a kind that nothing does', async () => {
    const failing: Task = { kind: `${tasks}#fail`, key: 'x', payload: {} };
    const unknown: Task = { kind: 'nothing/atAll', key: 'x', payload: {} };
    const threads = new ThreadsExecutor(2);
    try {
      for (const executor of [inlineExecutor, threads]) {
        await expect(taken(executor, [failing])).rejects.toThrow('no such number');
        await expect(taken(executor, [unknown])).rejects.toThrow(
          'Nothing does tasks of the kind nothing/atAll',
        );
      }
    } finally {
      await threads.close();
    }
  });

  it('stops where the signal fires', async () => {
    const threads = new ThreadsExecutor(2);
    try {
      for (const executor of [inlineExecutor, threads]) {
        const stop = new AbortController();
        const all = Array.from({ length: 500 }, (_, n) => work(n));
        const running = executor.run<number>(all, {
          signal: stop.signal,
          take: (_, { key }) => {
            if (key === '3') stop.abort();
          },
        });
        await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
      }
    } finally {
      await threads.close();
    }
  });
});
