import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { variableNameOf } from '../src/fingertips/indicators.js';
import { unitOf } from '../src/fingertips/unit.js';
import { checkFolder } from '../src/index.js';
import { build, csv, type Files, folderOf, minimal, refusal } from './small-england.js';

// The header of a download from Fingertips' page; values are made up.
const header =
  'Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Column not used,Time period Sortable,New data,Compared to goal,Time period range';
interface Row {
  id?: number;
  name?: string;
  area: string;
  type?: string;
  sex?: string;
  category?: string;
  period?: string;
  value: string | number;
  count?: number | string;
  denominator?: number | string;
}
const line = (row: Row) => {
  const {
    id = 241,
    name = 'Smoking: QOF prevalence (15+ yrs)',
    type = 'GPs',
    sex = 'Persons',
    category = '',
  } = row;
  const { area, period = '2023/24', value, count = '', denominator = '' } = row;
  const type2 = category === '' ? '' : 'Deprivation deciles';
  return `${id},"${name}",E92000001,England,${area},"A, B",${type},${sex},15+ yrs,${type2},${category},${period},${value},,,,,${count},${denominator},,,,,${period.slice(0, 4)}0000,,,1y`;
};
const download = (...rows: Row[]) => csv(header, ...rows.map(line));
const england = { area: 'E92000001', type: 'England', value: 13, count: 13_000, denominator: 100_000 };
const practices: Row[] = [
  { area: 'A81001', value: 20, count: 200, denominator: 1000 },
  { area: 'A81002', value: 10, count: 300, denominator: 3000 },
  { area: 'B82001', value: 5, count: 100, denominator: 2000 },
];
const withFile = async (text: string | Uint8Array, path = 'downloads/indicators.csv'): Promise<Files> => ({
  ...(await minimal()),
  [path]: text,
});
const first = (rows: readonly { values: object }[], id: string) =>
  (rows.at(0) as { values: Record<string, number | null> }).values[id];

describe('a Fingertips download of practices', () => {
  it('is a local variable without a sidecar: name, period, share and caution come from its rows', async () => {
    const { panel, warnings } = await build(await withFile(download(england, ...practices)));
    // By hand, of U00001 under the lists of April: (1,000 x 0.2 + 3,000 x 0.1) / 4,000.
    expect(first(panel.rows, 'smoking_qof_prevalence_15_yrs')).toBeCloseTo(0.125, 12);
    expect(panel.local).toMatchObject([
      {
        id: 'smoking_qof_prevalence_15_yrs',
        label: 'Smoking: QOF prevalence (15+ yrs)',
        unit: 'share',
        source: 'Fingertips, indicator 241',
        year: 2023,
        level: 'practice',
        file: 'downloads/indicators.csv',
      },
    ]);
    expect(panel.local?.[0]?.caution).toContain('of 2023/24');
    expect(warnings.map(({ message }) => message)).toContain(
      'Rows that are not of practices, passed over: 1 (1 of England).',
    );
  });

  it('gives the latest of several periods, and counts the rows of the others', async () => {
    const before = practices.map((row) => ({
      ...row,
      period: '2021/22',
      value: 50,
      count: '',
      denominator: '',
    }));
    const { panel, warnings } = await build(await withFile(download(...before, ...practices)));
    expect(first(panel.rows, 'smoking_qof_prevalence_15_yrs')).toBeCloseTo(0.125, 12);
    expect(warnings.map(({ message }) => message).join()).toContain(
      'the latest period was taken, 2023/24; passed over: 3 rows of 2021/22.',
    );
  });

  it('gives each of several indicators, and of groups by sex that of all persons', async () => {
    const other = practices.map((row) => ({
      ...row,
      id: 9,
      name: 'Life (years)',
      value: 80,
      count: '',
      denominator: '',
    }));
    const men = practices.map((row) => ({ ...row, sex: 'Male', value: 90, count: '', denominator: '' }));
    const { panel, warnings } = await build(await withFile(download(...other, ...men, ...practices)));
    expect(panel.variables).toEqual(['life_years', 'smoking_qof_prevalence_15_yrs']);
    expect(first(panel.rows, 'life_years')).toBe(80);
    expect(first(panel.rows, 'smoking_qof_prevalence_15_yrs')).toBeCloseTo(0.125, 12);
    expect(warnings.map(({ message }) => message).join()).toContain('3 rows of other groups by sex and age');
  });

  it('passes over PCNs, larger bodies, parts of areas and empty values, and counts them', async () => {
    const text = download(
      england,
      { ...england, category: 'Most deprived decile', value: 20 },
      { area: 'U00001', type: 'PCNs (v. 22/05/25)', value: 12 },
      ...practices.slice(0, 2),
      { area: 'B82001', value: '' },
    );
    const { panel, warnings } = await build(await withFile(text));
    const said = warnings.map(({ message }) => message).join('\n');
    expect(said).toContain('passed over: 3 (1 of England, 1 of parts of areas, 1 of PCNs (v. 22/05/25))');
    expect(said).toContain('whose value is empty, which have none: 1.');
    expect(panel.rows[1]?.values.smoking_qof_prevalence_15_yrs).toBeNull();
  });

  it('may stand as a need, and the check of a folder names it', async () => {
    const check = await checkFolder({ dir: await folderOf(await withFile(download(...practices))) });
    expect(check.variables).toContain('smoking_qof_prevalence_15_yrs');
    expect(check.findings.filter(({ severity }) => severity === 'stops')).toEqual([]);
  });
});

describe('a Fingertips download of PCNs', () => {
  it('gives PCNs their own values', async () => {
    const text = download({ area: 'U00001', value: 40 }, { area: 'U00002', value: 30 });
    const { panel } = await build(await withFile(text));
    expect(panel.local?.[0]?.level).toBe('pcn');
    expect(first(panel.rows, 'smoking_qof_prevalence_15_yrs')).toBeCloseTo(0.4, 12);
  });
});

describe('a download of four columns', () => {
  it('is the deprivation score, indicator 94240', async () => {
    const text = csv(
      'PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE',
      'A81001,A,2025,30',
      'A81002,B,2025,20',
    );
    const { panel } = await build(await withFile(text));
    expect(panel.local).toMatchObject([
      {
        id: 'deprivation_score_imd_2025',
        label: 'Deprivation score (IMD 2025)',
        unit: 'score',
        source: 'Fingertips, indicator 94240',
        year: 2025,
        construct: 'deprivation',
      },
    ]);
    expect(first(panel.rows, 'deprivation_score_imd_2025')).toBe(22.5);
  });
});

describe('a Fingertips download is refused, with its row,', () => {
  it.each([
    ['a practice twice', [...practices, practices[0] as Row], 5, 'A81001 has'],
    ['a word as a value', [{ area: 'A81001', value: 'many' }], 2, '"many" cannot be a value'],
    ['a period without a year', [{ area: 'A81001', value: 1, period: 'now' }], 2, 'No year can be read'],
    [
      'men and women without all persons',
      practices.flatMap((row) => ['Male', 'Female'].map((sex) => ({ ...row, sex }))),
      2,
      'several groups by sex and age',
    ],
  ])('for %s', async (_, rows, row, message) => {
    const error = await refusal(await withFile(download(...(rows as Row[]))));
    expect(error.message).toContain(message);
    expect(error.place).toMatchObject({ file: 'downloads/indicators.csv', row });
  });

  it('where it has neither practices nor PCNs', async () => {
    const error = await refusal(await withFile(download(england)));
    expect(error.message).toBe('This Fingertips download has no values for practices or PCNs');
    expect(error.remedy).toContain('1 of England');
  });

  it('where two files bring one indicator', async () => {
    const files = { ...(await withFile(download(...practices))), 'again.csv': download(...practices) };
    expect((await refusal(files)).message).toBe(
      '"smoking_qof_prevalence_15_yrs" is brought twice: by again.csv and by downloads/indicators.csv',
    );
  });
});

describe('the name of an indicator’s variable', () => {
  it.each([
    ['Deprivation score (IMD 2025)', 'deprivation_score_imd_2025'],
    ['% aged 65+ years', 'aged_65_years'],
    ['65+ years', 'indicator_65_years'],
    ['Patients', 'fingertips_patients'],
    [
      'Percentage of patients with a long-term condition who say they have enough support',
      'percentage_of_patients_with_a_long_term_condition_who_say_they',
    ],
  ])('of %s is %s', (name, id) => expect(variableNameOf(name)).toBe(id));
});

describe('the unit of an indicator', () => {
  const counted = (value: number, count: number | null, denominator: number | null) => ({
    value,
    count,
    denominator,
  });
  it.each([
    ['share', 0.01, 'Smokers', [counted(20, 1, 5), counted(33.3, 1, 3)]],
    ['per 100,000', 1, 'Admissions', [counted(25, 1, 4000), counted(50, 2, 4000)]],
    ['share', 0.01, '% who smoke', [counted(20, null, null)]],
    ['score', 1, '% change', [counted(120, null, null)]],
    ['score', 1, 'Deprivation score', [counted(20, null, null)]],
    ['score', 1, 'Standardised ratio', [counted(20, 1, 5), counted(99, 1, 5)]],
  ])('is %s (times %f) of %s', (unit, times, name, values) => {
    expect(unitOf(name, values)).toEqual({ unit, times });
  });
});

describe('a Fingertips download in an archive', () => {
  const smoking = download(england, ...practices);
  const imd = download(
    ...practices.map((row) => ({ ...row, id: 93553, name: 'Deprivation score (IMD 2019)', value: 30 })),
  );
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('is what it is outside, one or several, with its provenance', async () => {
    const outside = await build({ ...(await withFile(smoking, 'a.csv')), 'b.csv': imd });
    const inside = await build(
      await withFile(zipSync({ 'data/a.csv': bytes(smoking), 'b.csv': bytes(imd) }), 'indicators.zip'),
    );
    expect(inside.panel.rows).toEqual(outside.panel.rows);
    expect(
      inside.panel.local?.map(({ id, label, unit, source, year }) => ({ id, label, unit, source, year })),
    ).toEqual(
      outside.panel.local?.map(({ id, label, unit, source, year }) => ({ id, label, unit, source, year })),
    );
    expect(inside.panel.local).toHaveLength(2);
    const input = inside.inputs.find(({ path }) => path === 'indicators.zip');
    expect(input).toMatchObject({ kind: 'Fingertips values', rows: 7 });
    expect(inside.warnings.map(({ about }) => about)).toContain('indicators.zip (data/a.csv)');
  });

  it('is found in an archive in an archive, and by check', async () => {
    const files = await withFile(
      zipSync({ 'inner.zip': zipSync({ 'a.csv': bytes(smoking) }), 'read me.txt': bytes('x') }),
      'outer.zip',
    );
    const { panel } = await build(files);
    expect(panel.local).toHaveLength(1);
    const { files: seen, findings } = await checkFolder({ dir: await folderOf(files) });
    expect(seen.find(({ path }) => path === 'outer.zip (inner.zip) (a.csv)')).toMatchObject({
      kind: 'Fingertips values',
      rows: 4,
    });
    expect(findings.filter(({ id }) => id === 'unused-file')).toEqual([]);
  });

  it('is refused by its name where it has no values of practices or PCNs', async () => {
    const files = await withFile(zipSync({ 'a.csv': bytes(download(england)) }), 'indicators.zip');
    const error = await refusal(files);
    expect(error.message).toContain('no values for practices or PCNs');
    expect(error.place.file).toBe('indicators.zip (a.csv)');
  });
});
