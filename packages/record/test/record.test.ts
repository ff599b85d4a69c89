import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { figure3, findings, joint, type ModelFindingRow, modelFindings } from '@inverse-care/core/tables';
import { columns, defineTable, filled, InputError } from '@inverse-care/domain';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  describeFiles,
  isIntact,
  isUpToDate,
  type RunRecord,
  readManifest,
  readRecord,
  writeManifest,
  writeRecord,
} from '../src/index.js';
import { smallRecord } from './small-run.js';

let record: RunRecord;
let folder: string;

beforeAll(async () => {
  record = await smallRecord();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'record-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const refusal = async (work: Promise<unknown>): Promise<InputError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
};

describe('a record on disk', () => {
  it('is read back as it was: study, plan, panel, population beside it, every row of every table, boundaries', async () => {
    await writeRecord(folder, record);
    const { tables, ...rest } = await readRecord(folder);
    const { tables: before, ...expected } = record;
    expect(rest).toEqual(expected);
    expect(rest.data.otherPopulation?.rows).toHaveLength(20);
    expect(before.all().length).toBeGreaterThan(8);
    expect(tables.all().map(({ table }) => table)).toEqual(before.all().map(({ table }) => table));
    for (const { table, rows } of before.all()) {
      const published = Object.keys(table.columns);
      const cells = rows.map((row) => Object.fromEntries(published.map((name) => [name, row[name]])));
      expect(tables.all().find((one) => one.table.file === table.file)?.rows).toEqual(cells);
    }
    expect(tables.rows(figure3)).toHaveLength(8);
    expect(tables.rows(joint)).toHaveLength(4);
  });

  it('is the same bytes when it is written again from what was read', async () => {
    await writeRecord(folder, record);
    const again = await mkdtemp(path.join(tmpdir(), 'record-'));
    try {
      await writeRecord(again, await readRecord(folder));
      expect(await describeFiles(again)).toEqual(await describeFiles(folder));
    } finally {
      await rm(again, { recursive: true, force: true });
    }
  });

  it('bears the date it is asked to bear, else the last snapshot', async () => {
    await writeRecord(folder, record);
    expect((await readRecord(folder, '2026-01-02')).date).toBe('2026-01-02');
    expect((await readRecord(folder)).date).toBe('2021-06-30');
  });

  it('keeps a table that no analysis of this version knows', async () => {
    const toy = defineTable({
      file: 'toy.csv',
      title: 'Toy',
      description: 'A table of a later version.',
      key: ['snapshot'],
      columns: { snapshot: columns.snapshot, n: columns.n },
    });
    const extended = await smallRecord();
    extended.tables.add([filled(toy, [{ snapshot: '2021-03-31', n: 3 }])]);
    await writeRecord(folder, extended);
    expect((await readRecord(folder)).tables.rows(toy)).toEqual([{ snapshot: '2021-03-31', n: 3 }]);
  });
});

describe('a record that cannot be read is named', () => {
  it('where the folder has none', async () => {
    const { message, remedy } = await refusal(readRecord(folder));
    expect(message).toContain('record/run.json');
    expect(remedy).toContain('--out');
  });

  it('where a later version wrote it', async () => {
    await writeRecord(folder, record);
    const file = path.join(folder, 'record', 'run.json');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/"format": (\d+)/, (_, format) => `"format": ${Number(format) + 1}`),
    );
    const { message, expected } = await refusal(readRecord(folder));
    expect(message).toContain('later version');
    expect(expected).toMatch(/this one says \d+/);
  });

  it('where a cell is not what its column holds, with file, row and column', async () => {
    await writeRecord(folder, record);
    const file = path.join(folder, 'results', 'figure3.csv');
    const lines = (await readFile(file, 'utf8')).split('\n');
    lines[2] = lines[2]!.replace(/,need,[^,]+,/, ',need,many,');
    await writeFile(file, lines.join('\n'));
    const { place, message } = await refusal(readRecord(folder));
    expect(message).toBe('"many" cannot be read.');
    expect(place).toEqual({ file: 'figure3.csv', row: 3, column: 'estimate' });
  });

  it('where a table has lost a column', async () => {
    await writeRecord(folder, record);
    const file = path.join(folder, 'results', 'table1.csv');
    await writeFile(file, (await readFile(file, 'utf8')).replace(',pcns,', ',PCNs,'));
    expect((await refusal(readRecord(folder))).place).toMatchObject({ file: 'table1.csv', row: 1 });
  });
});

describe('a manifest', () => {
  const made = {
    node: 'v20.19.0',
    browser: null,
    keys: { key: 'a', findings_key: 'b', panel_key: 'c', code: 'd' },
  };

  it('vouches for the run of its key while every file is as it was written', async () => {
    await writeRecord(folder, record);
    await writeManifest(folder, record, made);
    expect(await isUpToDate(folder, 'a')).toBe(true);
    expect(await isUpToDate(folder, 'another')).toBe(false);
    await writeFile(path.join(folder, 'results', 'table1.csv'), 'other');
    expect(await isUpToDate(folder, 'a')).toBe(false);
  });

  it('tells the files of the record from the documents', async () => {
    await writeRecord(folder, record);
    await writeFile(path.join(folder, 'report.html'), 'page');
    const manifest = await writeManifest(folder, record, made);
    await writeFile(path.join(folder, 'report.html'), 'edited');
    expect(await isIntact(folder, manifest)).toBe(false);
    expect(await isIntact(folder, manifest, ['results', 'record'])).toBe(true);
    await rm(path.join(folder, 'record', 'boundaries.json'));
    expect(await isIntact(folder, manifest, ['results', 'record'])).toBe(false);
  });

  it('carries the findings of a declared model beside those of need alone, where there are any', async () => {
    await writeRecord(folder, record);
    const without = await writeManifest(folder, record, made);
    expect(without.findings).toEqual(record.tables.rows(findings));
    expect(without).not.toHaveProperty('model_findings');
    const declared = await smallRecord();
    const row: ModelFindingRow = {
      need: 'ltc_share',
      snapshot: '2021-06-30',
      n: 200,
      outcome: 'FTE per 10,000 patients',
      told_for: 'one standard deviation (5 percentage points)',
      estimate: 0.05,
      step_estimate: 0.1,
      conf_low: 0.01,
      conf_high: 0.09,
      p_value: 0.01,
      method: 'CR2 by ICB',
      share: 0.1,
      share_low: 0.02,
      share_high: 0.18,
      finding: 'more',
      grade: 'fragile',
      reason: '',
      breaks: 'one icb',
      not_asked: 'multiverse; bounds; placebo',
      snapshots: 2,
      clear_more: 1,
      clear_fewer: 0,
      clear_adjusted: 1,
      p_all_zero: null,
      p_all_equal: null,
      trend: null,
      trend_low: null,
      trend_high: null,
      together: '',
      ratio_of: '',
      ratio: null,
      ratio_low: null,
      ratio_high: null,
      unadjusted: 0.04,
      unadjusted_low: 0.01,
      unadjusted_high: 0.07,
      p_equivalence: null,
      clusters: 42,
    };
    declared.tables.add([filled(modelFindings, [row])]);
    const { model_findings } = await writeManifest(folder, declared, made);
    expect(model_findings).toEqual([row]);
    expect((await readManifest(folder))?.model_findings).toEqual([row]);
  });

  it('that is damaged counts as none', async () => {
    await writeFile(path.join(folder, 'manifest.json'), '{"key":');
    expect(await readManifest(folder)).toBeNull();
  });
});
