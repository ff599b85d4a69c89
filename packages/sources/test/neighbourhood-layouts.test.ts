import { describe, expect, it } from 'vitest';
import { valuesOf } from './layout-values.js';
import * as small from './small-england.js';
import { csv, minimal, refusal } from './small-england.js';

describe('neighbourhoods of two censuses', () => {
  // Two areas of 2011 merged into one (population 100 and 300), one split into two, one unchanged, one made anew of parts.
  const iod2019 = (withPopulation: boolean) =>
    csv(
      `LSOA code (2011),Index of Multiple Deprivation (IMD) Decile,Income Score (rate),Income Decile${withPopulation ? ',Total population: mid 2015 (excluding prisoners)' : ''}`,
      `E01000001,1,0.4,1${withPopulation ? ',100' : ''}`,
      `E01000002,4,0.2,4${withPopulation ? ',300' : ''}`,
      `E01000003,2,0.3,3${withPopulation ? ',500' : ''}`,
      `E01000004,10,0.05,9${withPopulation ? ',500' : ''}`,
    );
  const lookup = csv(
    'LSOA11CD,LSOA11NM,CHNGIND,LSOA21CD,LSOA21NM,LAD22CD,LAD22NM',
    'E01000001,A,M,E01034001,AB,E06000001,X',
    'E01000002,B,M,E01034001,AB,E06000001,X',
    'E01000003,C,S,E01034002,C1,E06000001,X',
    'E01000003,C,S,E01034003,C2,E06000001,X',
    'E01000004,D,U,E01000004,D,E06000001,X',
  );
  const patients2021 = small.lsoa('01APR2020', [
    ['A81001', 'E01034001', 'ALL', 500],
    ['A81001', 'E01034002', 'ALL', 300],
    ['A81001', 'E01000004', 'ALL', 200],
    ['A81002', 'E01034003', 'ALL', 3000],
  ]);
  const byPractice = (first: number, second: number) => (1000 * first + 3000 * second) / 4000;

  it('deprivation of 2019 is carried to LSOAs of 2021, merged ones by population', async () => {
    const { values, inputs, warnings } = await valuesOf({
      'l.csv': patients2021,
      'iod.csv': iod2019(true),
      'lookup.csv': lookup,
    });
    // Merged: (0.4 x 100 + 0.2 x 300) / 400 = 0.25; decile (1 x 100 + 4 x 300) / 400 = 3.25, so 3.
    const score = byPractice(0.5 * 0.25 + 0.3 * 0.3 + 0.2 * 0.05, 0.3);
    expect(values.income_deprivation).toBeCloseTo(score, 12);
    expect(values.income_decile_3).toBeCloseTo(byPractice(0.8, 1), 12);
    expect(values.core20_share).toBeCloseTo(byPractice(0.3, 1), 12);
    expect(inputs.map(({ path }) => path)).toContain('lookup.csv');
    expect(warnings.filter(({ message }) => message.includes('look-up of LSOAs'))).toEqual([]);
  });

  it('without populations, by the plain mean, and of two deciles as near the more deprived', async () => {
    const { values } = await valuesOf({
      'l.csv': patients2021,
      'iod.csv': iod2019(false),
      'lookup.csv': lookup,
    });
    // Merged: score 0.3; decile 2.5, so 2, which is in Core20.
    expect(values.income_deprivation).toBeCloseTo(byPractice(0.5 * 0.3 + 0.3 * 0.3 + 0.2 * 0.05, 0.3), 12);
    expect(values.core20_share).toBeCloseTo(byPractice(0.8, 1), 12);
  });

  it('by the best fit where only that is there, and the exact fit where both are', async () => {
    const best = csv(
      'LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,LAD22CD',
      'E01000001,A,E01034001,AB,X',
      'E01000002,B,E01034001,AB,X',
      'E01000003,C,E01034002,C1,X',
      'E01000004,D,E01000004,D,X',
    );
    const files = { 'l.csv': patients2021, 'iod.csv': iod2019(true) };
    const only = await valuesOf({ ...files, 'best.csv': best });
    // E01034003 is not in the best fit: A81002 has no value.
    expect(only.values.core20_share).toBeCloseTo(0.3, 12);
    const both = await valuesOf({ ...files, 'best.csv': best, 'exact.csv': lookup });
    expect(both.values.core20_share).toBeCloseTo(byPractice(0.3, 1), 12);
  });

  it('without a look-up only codes in both join, and the rest are counted and named', async () => {
    const { values, warnings } = await valuesOf({ 'l.csv': patients2021, 'iod.csv': iod2019(true) });
    expect(values.income_deprivation).toBeCloseTo(0.05, 12);
    const said = warnings.find(({ about }) => about === 'l.csv')?.message;
    expect(said).toContain('3,800 in English neighbourhoods');
    expect(said).toContain('no look-up of LSOAs of 2011 to LSOAs of 2021');
  });

  const iod2025 = csv(
    'LSOA code (2021),LSOA name (2021),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOA,Income Score (rate),Income Decile (where 1 is most deprived 10% of LSOAs),Total population: mid 2022',
    'E01034001,AB,1,0.5,1,400',
    'E01034002,C1,3,0.2,4,100',
    'E01034003,C2,5,0.1,6,300',
    'E01000004,D,9,0.04,9,500',
  );
  const patients2011 = small.lsoa('01APR2020', [
    ['A81001', 'E01000001', 'ALL', 400],
    ['A81001', 'E01000003', 'ALL', 400],
    ['A81001', 'E01000004', 'ALL', 200],
  ]);

  it('deprivation of 2025 is a variable of its own, and goes to LSOAs of 2011 by the look-up', async () => {
    const { values, panel } = await valuesOf({
      'l.csv': patients2011,
      'iod25.csv': iod2025,
      'lookup.csv': lookup,
    });
    expect(panel.variables).toEqual(['income_deprivation_2025', 'core20_share_2025']);
    // E01000003 was split into parts of 100 and 300: score (0.2 x 100 + 0.1 x 300) / 400 = 0.125.
    expect(values.income_deprivation_2025).toBeCloseTo(0.4 * 0.5 + 0.4 * 0.125 + 0.2 * 0.04, 12);
    expect(values.core20_share_2025).toBeCloseTo(0.4, 12);
  });

  it('of one date, the file of 2011 serves the indices of 2019 and that of 2021 those of 2025', async () => {
    const { values, extracts } = await valuesOf({
      'a-2021.csv': patients2021.replace('LSOA_CODE', 'LSOA_CODE_2021'),
      'b-2011.csv': patients2011.replace('LSOA_CODE', 'LSOA_CODE_2011'),
      'iod19.csv': iod2019(true),
      'iod25.csv': iod2025,
    });
    expect(values.income_deprivation).toBeCloseTo(0.4 * 0.4 + 0.4 * 0.3 + 0.2 * 0.05, 12);
    expect(values.income_deprivation_2025).toBeCloseTo(
      byPractice(0.5 * 0.5 + 0.3 * 0.2 + 0.2 * 0.04, 0.1),
      12,
    );
    const used = extracts.filter(({ purpose }) => purpose === 'neighbourhoods').map(({ path }) => path);
    expect(used.sort()).toEqual(['a-2021.csv', 'b-2011.csv']);
  });

  it('rurality of 2021 is a variable of its own; an unknown class is refused', async () => {
    const ruc = csv(
      'LSOA21CD,LSOA21NM,LSOA21NMW,RUC21CD,RUC21NM,Urban_rural_flag,ObjectId',
      'E01034001,AB,,RLN1,Larger rural: Nearer to a major town or city,Rural,1',
      'E01034002,C1,,UF1,Urban: Further from a major town or city,Urban,2',
      'E01034003,C2,,RSF1,Smaller rural: Further from a major town or city,Rural,3',
      'E01000004,D,,UN1,Urban: Nearer to a major town or city,Urban,4',
    );
    const { values, panel } = await valuesOf({ 'l.csv': patients2021, 'ruc21.csv': ruc });
    expect(panel.variables).toEqual(['rural_2021']);
    expect(values.rural_2021).toBeCloseTo(byPractice(0.5, 1), 12);
    const error = await refusal({
      ...(await minimal()),
      'l.csv': patients2021,
      'ruc21.csv': ruc.replace('UF1', 'ZZ9'),
    });
    expect(error.expected).toContain('Rural Urban Classification 2021');
    expect(error.place).toMatchObject({ file: 'ruc21.csv', row: 3 });
  });
});
