import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError } from '@inverse-care/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Truth, writeSyntheticEngland } from '../src/index.js';
import { filesBelow, hashes, temporaryFolder, unzipped } from './folder.js';

let dir: string;
let again: string;
let other: string;
let truth: Truth;
/** Files of another seed before it is stopped. */
const soManyFiles = 20;
const progress: { label: string; done: number; total: number }[] = [];

beforeAll(async () => {
  [dir, again, other] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  const zone = process.env.TZ;
  truth = await writeSyntheticEngland(dir, { seed: 7, onProgress: (step) => progress.push(step) });
  process.env.TZ = 'Pacific/Auckland';
  await writeSyntheticEngland(again, { seed: 7 });
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }) => {
    if (done === soManyFiles) controller.abort();
  };
  await expect(
    writeSyntheticEngland(other, { seed: 8, signal: controller.signal, onProgress }),
  ).rejects.toThrow(CancelledError);
});

afterAll(async () => {
  for (const folder of [dir, again, other]) await rm(folder, { recursive: true, force: true });
});

const text = (path: string, encoding: BufferEncoding = 'utf8') => readFile(join(dir, path), encoding);
const firstLine = (content: string) => content.slice(0, content.indexOf('\n')).replace(/\r$/, '');

describe('the folder', () => {
  it('is the same bytes for the same seed, in another time zone too', async () => {
    expect(await hashes(again)).toEqual(await hashes(dir));
  });

  it('is different data for another seed', async () => {
    const [one, two] = [await hashes(dir), await hashes(other)];
    for (const [path, hash] of two) expect(one.get(path), path).not.toBe(hash);
  });

  it('says that it is synthetic, and what is true of it', async () => {
    expect(await text('SYNTHETIC.txt')).toMatch(/^Synthetic data: a demonstration, not evidence\n/);
    expect(JSON.parse(await text('truth.json'))).toEqual(JSON.parse(JSON.stringify(truth)));
    expect(truth.seed).toBe(7);
  });

  it('reports progress to the end', () => {
    expect(progress.map(({ done }) => done)).toEqual(progress.map((_, i) => i));
    expect(progress.at(-1)).toMatchObject({ done: progress.at(-1)!.total });
  });

  it('is not begun where the signal has fired, and stops at the next file where it fires', async () => {
    const stopped = await temporaryFolder();
    await expect(writeSyntheticEngland(stopped, { signal: AbortSignal.abort() })).rejects.toThrow(
      CancelledError,
    );
    expect(await filesBelow(stopped)).toEqual([]);
    await rm(stopped, { recursive: true });
    expect(await filesBelow(other)).toHaveLength(soManyFiles + 1);
  });
});

describe('layouts', () => {
  const workforceHeader =
    'Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,SUB_ICB_CODE,SUB_ICB_NAME,ICB_CODE,ICB_NAME,COMM_REGION_CODE,COMM_REGION_NAME,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER';

  it('workforce: 12 CSV files and 3 zips, in Windows-1252 or UTF-8 with a mark', async () => {
    const files = (await filesBelow(dir)).filter((path) => path.startsWith('workforce/'));
    expect(files.filter((path) => path.endsWith('.csv'))).toHaveLength(12);
    expect(files.filter((path) => path.endsWith('.zip'))).toHaveLength(3);
    const march = await text('workforce/Primary Care Networks - March 2020 Individual Level.csv', 'latin1');
    expect(firstLine(march)).toBe(workforceHeader);
    expect(march).toContain('Clinical Director \u0096 Medical');
    expect(march).toContain('\r\nSYNTHETIC NWRS Staff,2020,3,');
    const september = await text('workforce/Primary Care Networks - September 2020 Individual Level.csv');
    expect(firstLine(september)).toBe(`\uFEFF${workforceHeader}`);
    expect(september).toContain('Clinical Director – Medical');
    const june = await unzipped(join(dir, 'workforce/PCNWFIndividualCSV.062023.zip'));
    expect([...june.keys()]).toEqual([
      '1.Primary Care Networks - June 2023 Individual Level.csv',
      '2.Primary Care Network Workforce - Guide.txt',
    ]);
  });

  it('patients: totals, ages and neighbourhoods of one extract agree practice by practice', async () => {
    const totals = await text('patients/gp-reg-pat-prac-all_2023-10.csv');
    expect(firstLine(await text('patients/gp-reg-pat-prac-all_2020-04.csv'))).toBe(
      'PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS',
    );
    const zips = (name: string, entry: string) =>
      unzipped(join(dir, `patients/${name}.zip`)).then((entries) => entries.get(entry)!);
    const ages = await zips('gp-reg-pat-prac-quin-age_2023-10', 'gp-reg-pat-prac-quin-age.csv');
    const places = await zips('gp-reg-pat-prac-lsoa-male-female-October-23', 'gp-reg-pat-prac-lsoa-all.csv');
    expect(firstLine(ages)).toBe(
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
    );
    expect(firstLine(places)).toBe(
      'PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS',
    );
    const registered = new Map(
      body(totals).map((row) => [row.split(',')[5]!, Number(row.slice(row.lastIndexOf(',') + 1))]),
    );
    const byAge = new Map<string, number>();
    for (const row of body(ages)) {
      const cells = row.split(',');
      if (cells[2] === 'GP' && cells[6] !== 'ALL')
        byAge.set(cells[3]!, (byAge.get(cells[3]!) ?? 0) + Number(cells[8]));
    }
    const byPlace = new Map<string, number>();
    for (const row of body(places)) {
      const code = row.split(',')[2]!;
      byPlace.set(code, (byPlace.get(code) ?? 0) + Number(row.slice(row.lastIndexOf(',') + 1)));
    }
    expect(byAge).toEqual(registered);
    expect(byPlace).toEqual(registered);
    expect(places).toMatch(/,NO2011,ALL,/);
    expect(places).toMatch(/,W01\d{6},ALL,/);
    expect(places.indexOf('"')).toBeGreaterThan(1_000_000);
  });

  it('ePCN: two sheets, headers with line breaks, dates as text', async () => {
    const parts = await unzipped(join(dir, 'membership/ePCN.xlsx'));
    expect(parts.get('xl/workbook.xml')).toMatch(/name="PCNDetails".*name="PCN Core Partner Details"/);
    const strings = parts.get('xl/sharedStrings.xml')!;
    expect(strings).toContain('Practice to PCN\nRelationship\nStart Date<');
    expect(strings).toContain('>20191001<');
    expect(strings).toMatch(/SYNTHETIC [A-Z]+ [A-Z]+ PCN/);
  });

  it('survey: 2019 names, decimals, suppressed cells', async () => {
    const survey = await text('gpps/GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv');
    const header = firstLine(survey).split(',');
    expect(header).toEqual(
      expect.arrayContaining(['Q30_recoded_124base', 'Q32_123base', 'Q32_12pct', 'Q49_18pct']),
    );
    const column = header.indexOf('Q32_3');
    const values = body(survey).map((row) => Number(row.split(',')[column]));
    expect(values.filter((x) => x === -97).length).toBeGreaterThan(50);
    expect(values.every((x) => x === -97 || x > 0)).toBe(true);
  });

  it('deprivation: 32,844 neighbourhoods in tenths by rank', async () => {
    const rows = body(
      await text('deprivation/File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv'),
    ).map((row) => row.split(','));
    expect(rows).toHaveLength(32_844);
    for (const [rank, decile] of [[3, 4] as const, [6, 7] as const]) {
      expect(new Set(rows.map((row) => row[rank])).size).toBe(32_844);
      for (const row of rows) expect(Number(row[decile])).toBe(Math.ceil((Number(row[rank]) * 10) / 32_844));
    }
    expect(firstLine(await text('rurality/RUC11_LSOA11_EW.csv'))).toBe('LSOA11CD,LSOA11NM,RUC11CD,RUC11,FID');
  });
});

function body(content: string): string[] {
  return content.trimEnd().split(/\r?\n/).slice(1);
}
