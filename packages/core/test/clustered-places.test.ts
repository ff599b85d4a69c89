import { readFileSync } from 'node:fs';
import { csvLine, modelOf, type StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { slopesByPlace } from '../src/analyses/places/places.js';
import { declaredPanel } from './declared-panel.js';

interface GoldenErrors {
  std_error: number[];
  df: number[];
  p_value: number[];
}

interface GoldenTest {
  f: number;
  df1: number;
  df2: number;
  p_value: number;
}

// Values of sandwich and clubSandwich: test-fixtures/golden/declared-model/places.R.
const golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/golden/declared-model/places.json', import.meta.url), 'utf8'),
) as {
  hotelling: (GoldenTest & {
    place: 'region' | 'icb';
    area: 'icb' | 'sub_icb';
    weights: 'none' | 'patients';
    clusters: number[];
    estimate: number[];
    cr1: GoldenErrors;
    cr2: GoldenErrors;
  })[];
  wald: { regions: string[]; poisson: GoldenTest; two_way: GoldenTest };
  variances: number[];
};

const rows = declaredPanel().map((row) => ({
  ...row,
  values: { ...row.values, hundredth: (row.values.tenth! - 1) * 10 + Number(row.pcn_code[4]) },
}));
const study = {
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 0 },
  seed: 1,
} as const;
const regression = (change: Partial<StudyModel>, terms = ['share_65_plus']) => ({
  model: { ...modelOf({}), ...change },
  need: 'income_deprivation',
  snapshot: '2022-06-30',
  terms,
});
const near = (found: number | null, expected: number) => Math.abs(found! / expected - 1);

describe.each(golden.hotelling)('slopes by $place clustered by $area, weights $weights', (expected) => {
  const { place, area, weights } = expected;

  it.each(['CR1', 'CR2'] as const)('are tested together as clubSandwich does by HTZ, errors %s', (kind) => {
    const errors = kind === 'CR1' ? { CR1: area } : { CR2: area };
    const { test } = slopesByPlace(rows, regression({ errors, weights }), place, study)!;
    expect(test.test).toBe('Hotelling with CR2');
    expect(test.df1).toBe(expected.df1);
    expect(near(test.statistic, expected.f)).toBeLessThan(1e-8);
    expect(near(test.df2, expected.df2)).toBeLessThan(1e-8);
    expect(near(test.p_value, expected.p_value)).toBeLessThan(1e-8);
  });

  it.each(['CR1', 'CR2'] as const)('have errors by the clusters of each place alone, %s', (kind) => {
    const errors = kind === 'CR1' ? { CR1: area } : { CR2: area };
    const { rows: found } = slopesByPlace(rows, regression({ errors, weights }), place, study)!;
    const large = found.filter(({ estimate }) => estimate !== null);
    expect(large.map(({ clusters }) => clusters)).toEqual(expected.clusters);
    large.forEach(({ estimate }, i) => {
      expect(Math.abs(estimate! - expected.estimate[i]!)).toBeLessThan(1e-9);
    });
    const own = expected[kind === 'CR1' ? 'cr1' : 'cr2'];
    const kept = large.filter(({ clusters }) => clusters! >= 5);
    expect(kept).toHaveLength(own.df.length);
    kept.forEach(({ std_error, df, p_value, note }, i) => {
      expect(near(std_error, own.std_error[i]!)).toBeLessThan(1e-8);
      expect(near(df, own.df[i]!)).toBeLessThan(1e-7);
      expect(near(p_value, own.p_value[i]!)).toBeLessThan(1e-7);
      expect(note).toBe('');
    });
    for (const { clusters, std_error, df, conf_low, conf_high, p_value, note } of large) {
      if (clusters! >= 5) continue;
      expect([std_error, df, conf_low, conf_high, p_value]).toEqual([null, null, null, null, null]);
      expect(note).toBe(clusters === 1 ? 'one cluster: no error' : 'fewer than 5 clusters: no error');
    }
  });
});

it('names how many places of one cluster are not in the test of all together', () => {
  const { test } = slopesByPlace(rows, regression({ errors: { CR2: 'sub_icb' } }), 'icb', study)!;
  expect(test.note).toContain('25 places of one cluster not in the joint test');
});

describe('the joint test where none for few clusters is known', () => {
  const poisson = { outcome: 'fte', form: 'poisson', errors: 'sub_icb' } as const;
  const twoWay = { errors: { two_way: ['sub_icb', 'hundredth'] } } as const;

  it.each([
    ['poisson', poisson],
    ['two_way', twoWay],
  ] as const)('is Wald’s of ten clusters or more in each place (%s)', (name, change) => {
    const expected = golden.wald[name];
    const many = rows.filter(({ region_code }) => golden.wald.regions.includes(region_code));
    const { rows: found, test } = slopesByPlace(
      many,
      regression(change as Partial<StudyModel>),
      'region',
      study,
    )!;
    expect(test).toMatchObject({ test: 'Wald by clusters', df1: expected.df1, df2: expected.df2 });
    expect(near(test.statistic, expected.f)).toBeLessThan(1e-8);
    expect(near(test.p_value, expected.p_value)).toBeLessThan(1e-8);
    expect(test.note).toContain('too ready');
    // Y59 has 11 sub-ICB locations.
    expect(found[0]).toMatchObject({ place: 'Y59', clusters: 11, df: 10 });
  });

  it('is none where a place has fewer, or clusters are few for the differences', () => {
    const none = { test: '', statistic: null, df1: null, df2: null, p_value: null };
    const all = slopesByPlace(rows, regression(poisson), 'region', study)!.test;
    expect(all).toMatchObject(none);
    expect(all.note).toContain('5 clusters in a place are fewer than 10: no joint test');
    const icbs = slopesByPlace(rows, regression({ ...poisson, errors: 'icb' }), 'region', study)!.test;
    expect(icbs).toMatchObject(none);
    expect(icbs.note).toContain(
      '6 differences are too many for 42 clusters, fewer than 10 for each: no joint test',
    );
  });
});

it('a slope whose variance of two ways came out below zero has no error, and the others theirs', () => {
  const ninths = rows.map((row, i) => ({
    ...row,
    values: { ...row.values, ninth: (7 * i + Math.floor(i / 9)) % 9 },
  }));
  const model = { outcome: 'fte', form: 'poisson', errors: { two_way: ['icb', 'ninth'] } } as const;
  const asked = { ...regression(model as Partial<StudyModel>, []), need: 'ltc_share' };
  const { rows: found, test } = slopesByPlace(ninths, asked, 'region', study)!;
  expect(golden.variances.map((variance) => variance < 0)).toContain(true);
  found.forEach(({ clusters, std_error, conf_low, p_value, note }, i) => {
    const variance = golden.variances[i]!;
    if (variance > 0 && clusters! >= 5) {
      expect(near(std_error, Math.sqrt(variance))).toBeLessThan(1e-6);
      return;
    }
    expect([std_error, conf_low, p_value]).toEqual([null, null, null]);
    if (variance < 0) expect(note).toBe('variance not above zero: no error');
  });
  expect(test.note).toContain('came out below zero');
  // What writes a table refuses NaN.
  expect(() => found.map((row) => csvLine(Object.values(row)))).not.toThrow();
});
