import { predictNeed } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const { build, csv, march, minimal } = small;
const snapshots = [march];

async function valuesOf(files: small.Files, pcn = 'U00001') {
  const built = await build({ ...(await minimal()), ...files }, { snapshots });
  return { ...built, values: built.panel.rows.find(({ pcn_code }) => pcn_code === pcn)?.values ?? {} };
}

describe('variables by neighbourhood', () => {
  const files = {
    'lsoa.csv': small.lsoa('01APR2020', small.lsoaRows),
    'iod.csv': small.deprivation,
    'ruc.csv': small.rurality,
  };
  // A81001 (1,000 patients): 600 of 800 known in the poor place; A81002 (3,000): 750 of 3,000.
  const poor = (1000 * 0.75 + 3000 * 0.25) / 4000;

  it('are practice shares without the unknown and the Welsh, weighted by registered patients', async () => {
    const { values } = await valuesOf(files);
    expect(values.core20_share).toBeCloseTo(poor, 12);
    expect(values.rural).toBeCloseTo(poor, 12);
    expect(values.income_decile_1).toBeCloseTo(poor, 12);
    expect(values.income_decile_10).toBeCloseTo(1 - poor, 12);
    expect(values.income_decile_5).toBe(0);
    expect(values.income_deprivation).toBeCloseTo(poor * 0.31 + (1 - poor) * 0.027, 12);
  });

  it('take scores from 0 to 1, both ends included', async () => {
    const scores = small.deprivation.replace(',0.31,', ',1,').replace(',0.027,', ',0,');
    const { values } = await valuesOf({ ...files, 'iod.csv': scores });
    expect(values.income_deprivation).toBeCloseTo(poor, 12);
  });

  it('count in a warning the patients whom no neighbourhood of England has', async () => {
    const { warnings } = await valuesOf(files);
    expect(warnings.find(({ about }) => about === 'lsoa.csv')?.message).toContain(
      'Of 6,000 patients, 150 have no known neighbourhood, 50 live in Wales and 0 in English',
    );
  });

  it('are the same from male and female halves, from both in one file, and beside rows of all', async () => {
    const split = small.lsoaRows.flatMap(([practice, area, , n]): small.LsoaRow[] => [
      [practice, area, 'Male', Number(n) / 2 - 5],
      [practice, area, 'Female', Number(n) / 2 + 5],
    ]);
    const half = (sex: string) =>
      small.lsoa(
        '01APR2020',
        split.filter((row) => row[2] === sex),
      );
    const whole = JSON.stringify((await valuesOf(files)).panel);
    const { 'lsoa.csv': _, ...rest } = files;
    for (const variant of [
      { 'm.csv': half('Male'), 'f.csv': half('Female') },
      { 'lsoa.zip': small.zip({ 'm.csv': half('Male'), 'f.csv': half('Female'), 'guide.pdf': '%PDF' }) },
      { 'both.csv': small.lsoa('01APR2020', split) },
      { 'three.csv': small.lsoa('01APR2020', [...split, ...small.lsoaRows]) },
      {
        'all.zip': small.zip({ 'a.csv': files['lsoa.csv'], 'm.csv': half('Male'), 'f.csv': half('Female') }),
      },
    ]) {
      expect(JSON.stringify((await valuesOf({ ...rest, ...variant } as small.Files)).panel)).toBe(whole);
    }
  });

  it('are absent, with a warning, where only a half is there', async () => {
    const half = small.lsoa('01APR2020', [['A81001', 'E01000001', 'MALE', 5]]);
    const { panel, warnings } = await valuesOf({ ...files, 'lsoa.csv': half });
    expect(panel.variables).toEqual([]);
    expect(warnings.find(({ about }) => about === 'lsoa.csv')?.message).toContain('male patients only');
  });

  it('prefer the file of 2011 codes where the same date has one of 2021 codes too', async () => {
    const newer = small.lsoa('01APR2020', [...small.lsoaRows.slice(1), ['A81001', 'E01034000', 'ALL', 600]]);
    const { values, extracts } = await valuesOf({ ...files, 'a-new.csv': newer });
    expect(values.core20_share).toBeCloseTo(poor, 12);
    expect(extracts.find(({ purpose }) => purpose === 'neighbourhoods')?.path).toBe('lsoa.csv');
  });

  it('serve as registered patients where no totals are as near', async () => {
    const own = await minimal();
    delete own['patients/april.csv'];
    const { panel, extracts } = await build({ ...own, ...files }, { snapshots });
    expect(panel.rows.map(({ patients }) => patients)).toEqual([4000, 2000]);
    expect(extracts.find(({ purpose }) => purpose === 'registered patients')?.path).toBe('lsoa.csv');
  });
});

describe('the share aged 65 and over', () => {
  const quinHeader =
    'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS';
  const quin = (type: string, code: string, sex: string, age: string, n: number) =>
    `GP_PRAC_PAT_LIST,01APR2020,${type},${code},,,${sex},${age},${n}`;
  const bands = csv(
    quinHeader,
    quin('CCG', 'A81001', 'ALL', 'ALL', 99_999),
    quin('GP', 'A81001', 'ALL', 'ALL', 1000),
    quin('GP', 'A81001', 'MALE', 'ALL', 500),
    quin('GP', 'A81001', 'MALE', '0_4', 400),
    quin('GP', 'A81001', 'MALE', '65_69', 100),
    quin('GP', 'A81001', 'FEMALE', '60_64', 400),
    quin('GP', 'A81001', 'FEMALE', '95+', 100),
    quin('GP', 'A81002', 'ALL', 'ALL', 3000),
    quin('GP', 'A81002', 'FEMALE', '0_4', 3000),
  );

  it('comes from five-year bands without counting anybody twice', async () => {
    const { values, extracts } = await valuesOf({ 'quin.csv': bands });
    expect(values.share_65_plus).toBeCloseTo((1000 * 0.2 + 3000 * 0) / 4000, 12);
    expect(extracts.find(({ purpose }) => purpose === 'age')).toMatchObject({
      path: 'quin.csv',
      distance_days: 1,
    });
  });

  it('gives registered patients too: the total of all ages', async () => {
    const files = await minimal();
    delete files['patients/april.csv'];
    delete files['patients/july.csv'];
    const { panel } = await build({ ...files, 'quin.csv': bands }, { snapshots });
    expect(panel.rows.map(({ patients }) => patients)).toEqual([4000]);
  });

  const single = (sex: string, rows: readonly (readonly [string, string, number])[]) =>
    csv(
      'EXTRACT_DATE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,ORG_CODE,POSTCODE,SEX,AGE,Number of Patients',
      ...rows.map(([code, age, n]) => `2020-04-01,16C,E38000247,${code},X,${sex},${age},${n}`),
    );
  const male = single('MALE', [
    ['A81001', 'ALL', 500],
    ['A81001', '64', 300],
    ['A81001', '65', 200],
  ]);
  const female = single('FEMALE', [
    ['A81001', 'ALL', 500],
    ['A81001', '0', 400],
    ['A81001', '95+', 100],
  ]);

  it('comes from the male and the female half by single year of age', async () => {
    const { values } = await valuesOf({ 'm.csv': male, 'f.zip': small.zip({ 'f.csv': female }) });
    expect(values.share_65_plus).toBeCloseTo(0.3, 12);
  });

  it('passes over the files of the same columns that count regions', async () => {
    const regions = csv(
      'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,SEX,AGE,NUMBER_OF_PATIENTS',
      'X,01APR2020,Comm Region,Y56,E40,ALL,ALL,9',
      'X,01APR2020,Comm Region,Y56,E40,ALL,70,9',
    );
    const { values } = await valuesOf({ 'm.csv': male, 'f.csv': female, 'a.csv': regions });
    expect(values.share_65_plus).toBeCloseTo(0.3, 12);
    expect((await valuesOf({ 'a.csv': regions })).panel.variables).toEqual([]);
  });

  it('prefers the official extract to a local table, and says so', async () => {
    const local = csv('practice_code,patients,patients_65_plus', 'A81001,10,5', 'A81002,0,0');
    const alone = await valuesOf({ 'local/age.csv': local });
    expect(alone.values.share_65_plus).toBe(0.5);
    expect(alone.extracts.find(({ purpose }) => purpose === 'age')).toMatchObject({
      path: 'local/age.csv',
      date: null,
    });
    const both = await valuesOf({ 'local/age.csv': local, 'm.csv': male, 'f.csv': female });
    expect(both.values.share_65_plus).toBeCloseTo(0.3, 12);
    expect(both.warnings.find(({ about }) => about === 'local/age.csv')?.message).toContain('passed over');
  });
});

describe('the survey', () => {
  const columns = [
    'Practice_Code',
    'practice_name',
    ...[1, 2, 3, 4, 5].map((i) => `Q32_${i}`),
    'Q32_3pct',
    ...Array.from({ length: 18 }, (_, i) => `q49_${i + 1}`),
    'Q30_recoded_1',
    'Q30_recoded_2',
    'Q30_recoded_3',
    'Q30_recoded_4',
  ];
  const answers = (
    practice: string,
    q32: readonly number[],
    q49: (group: number) => number,
    q30: readonly number[],
  ) =>
    [practice, '"NAME, THE"', ...q32, -97, ...Array.from({ length: 18 }, (_, i) => q49(i + 1)), ...q30].join(
      ',',
    );
  const survey = csv(
    columns.join(','),
    answers('A81001', [10.5, 20, 9.5, 1000, 10], (group) => (group === 1 ? 83 : 1), [30, 60, 500, 10]),
    answers('A81002', [-97, 20, 10, 1000, 10], () => 0, [50, 50, 0, 0]),
  );

  it("gives need with don't know in and not needed out, where no cell is suppressed", async () => {
    const { values, check } = await valuesOf({ 'GPPS_2019.csv': survey });
    expect(values.need_published).toBeCloseTo(9.5 / 50, 12);
    expect(check?.findings.map(({ message }) => message).join()).toContain(
      '1 of 2 practices (50.0%) have no value of need_published',
    );
  });

  it('gives the share with a long-term condition of those who know, and ethnicity', async () => {
    const { values } = await valuesOf({ 'GPPS_2019.csv': survey });
    expect(values.ltc_share).toBeCloseTo((1000 * 0.3 + 3000 * 0.5) / 4000, 12);
    expect(values.ethnicity_mixed).toBeCloseTo(0.04, 12);
    expect(values.ethnicity_asian).toBeCloseTo(0.05, 12);
    expect(values.ethnicity_black).toBeCloseTo(0.03, 12);
    expect(values.ethnicity_other).toBeCloseTo(0.02, 12);
  });

  it('is that of 2019 where there are several, with a warning that names the others', async () => {
    const other = survey.replace('9.5', '19.5');
    const { values, warnings } = await valuesOf({ 'GPPS_2018.csv': other, 'GPPS_2019.csv': survey });
    expect(values.need_published).toBeCloseTo(9.5 / 50, 12);
    expect(warnings.find(({ about }) => about === 'GPPS_2019.csv')?.message).toContain('GPPS_2018.csv');
  });

  it('completes the prediction together with ages and neighbourhoods', async () => {
    const { values, panel } = await valuesOf({
      'GPPS_2019.csv': survey,
      'lsoa.csv': small.lsoa('01APR2020', small.lsoaRows),
      'iod.csv': small.deprivation,
      'ruc.csv': small.rurality,
      'local/age.csv': csv('practice_code,share_65_plus', 'A81001,0.1', 'A81002,0.3'),
    });
    // Table 2 of the paper by hand: share 65+ 0.25, ethnicity as above, rural and decile 1 3/8, decile 10 5/8.
    const byHand =
      0.238 -
      0.105 * 0.25 -
      0.177 * 0.04 +
      0.078 * 0.05 +
      0.258 * 0.03 +
      0.023 * 0.02 -
      0.026 * 0.375 -
      0.054 * 0.625;
    expect(values.need_predicted).toBeCloseTo(byHand, 12);
    expect(values.need_predicted).toBe(predictNeed((id) => values[id]));
    expect(panel.variables[0]).toBe('need_published');
    expect(panel.rows.find(({ pcn_code }) => pcn_code === 'U00002')?.values.need_predicted).toBeNull();
  });
});
