import { readFileSync } from 'node:fs';
import { errorMethod, type ModelErrors, type PanelRow, type StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import type { DeclaredRegression } from '../src/model/declared/design.js';
import { unitsBy } from '../src/model/declared/together/cluster-units.js';
import { type SlopeScale, slopeWithInfluence } from '../src/model/declared/together/slope-influence.js';
import { slopesTogether, type TestTogether } from '../src/model/declared/together/slopes-together.js';

// Golden values: test-fixtures/golden/declared-model/together.R.
const folder = new URL('../../../test-fixtures/golden/declared-model/', import.meta.url);

interface GoldenNumber {
  estimate: number;
  std_error: number;
  /** Empty for a normal test. */
  df: number | [];
  p: number;
}

interface GoldenTest {
  f: number;
  df1: number;
  df2: number | [];
  p: number;
}

interface GoldenCase {
  outcome: 'fte_per_10k' | 'fte' | 'any';
  form: StudyModel['form'];
  weights: StudyModel['weights'];
  fixed_effects: StudyModel['fixed_effects'];
  errors: string;
  scale: SlopeScale;
  estimates: number[];
  covariance: number[];
  pooled: GoldenNumber;
  change: GoldenNumber;
  trend: GoldenNumber;
  zero?: GoldenTest;
  equal?: GoldenTest;
}

const golden = JSON.parse(readFileSync(new URL('together.json', folder), 'utf8')) as {
  cases: GoldenCase[];
  needs: { last: GoldenTest; pooled: GoldenTest };
};

function panelRows(): PanelRow[] {
  const [header, ...lines] = readFileSync(new URL('together.csv', folder), 'utf8').trim().split('\n');
  const names = header!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const text = (name: string) => cells[names.indexOf(name)]!;
    const [patients, fte] = [Number(text('patients')), Number(text('fte'))];
    const variables = ['ltc_share', 'core20_share', 'share_65_plus', 'tenth'];
    return {
      snapshot: text('snapshot'),
      pcn_code: text('pcn'),
      pcn_name: text('pcn'),
      sub_icb_code: text('icb'),
      icb_code: text('icb'),
      region_code: text('region'),
      patients,
      reported: true,
      fte,
      fte_per_10k: (10_000 * fte) / patients,
      values: Object.fromEntries(variables.map((id) => [id, Number(text(id))])),
    };
  });
}

const rows = panelRows();
const snapshots = [...new Set(rows.map(({ snapshot }) => snapshot))].sort();
const terms = ['share_65_plus', { with_need: 'share_65_plus' }];

function errorsOf(words: string): ModelErrors {
  const [method, area = '', second = ''] = words.split(' ');
  if (method === 'two_way') return { two_way: [area as 'icb', second] };
  return area === '' ? (method as 'HC1') : ({ [method!]: area } as ModelErrors);
}

function slopesOf(model: StudyModel, need: string, scale: SlopeScale, own = terms) {
  return snapshots.map((snapshot) => {
    const regression: DeclaredRegression = { model, need, snapshot, terms: own };
    return slopeWithInfluence(
      rows.filter((row) => row.snapshot === snapshot),
      regression,
      scale,
      10,
    )!;
  });
}

function together(one: GoldenCase) {
  const { outcome, form, weights, fixed_effects, scale } = one;
  const errors = errorsOf(one.errors);
  const model: StudyModel = { outcome, form, weights, fixed_effects, errors, covariates: terms };
  const method = errorMethod(errors);
  return slopesTogether(slopesOf(model, 'ltc_share', scale), method, unitsBy(method, rows));
}

const near = (found: number | null, expected: number, most = 1e-9) =>
  expect(Math.abs(found! - expected) / Math.max(Math.abs(expected), 1e-12)).toBeLessThan(most);

function sameTest(found: TestTogether, expected: GoldenTest) {
  near(found.statistic, expected.f);
  expect(found.df1).toBe(expected.df1);
  if (typeof expected.df2 === 'number') near(found.df2, expected.df2);
  else expect(found.df2).toBeNull();
  near(found.p_value, expected.p, 2e-8);
}

const years = snapshots.map(
  (snapshot) => (Date.parse(snapshot) - Date.parse(snapshots[0]!)) / 86_400_000 / 365.25,
);
const middle = years.reduce((sum, year) => sum + year, 0) / years.length;
const spread = years.reduce((sum, year) => sum + (year - middle) ** 2, 0);
const combinations = {
  pooled: years.map(() => 1 / years.length),
  change: years.map((_, t) => (t === 0 ? -1 : t === years.length - 1 ? 1 : 0)),
  trend: years.map((year) => (year - middle) / spread),
};
const zero = years.map((_, t) => years.map((_, s) => (s === t ? 1 : 0)));
const equal = years.slice(1).map((_, t) => years.map((_, s) => (s === t + 1 ? 1 : s === t ? -1 : 0)));

describe('slopes of a declared model over snapshots equal the stacked system in R', () => {
  it('in more than six hundred numbers, all forms but two parts', () => {
    const numbers = golden.cases.reduce(
      (sum, one) => sum + one.estimates.length + one.covariance.length + 9 + (one.zero ? 6 : 0),
      0,
    );
    expect(numbers).toBeGreaterThan(600);
    expect(new Set(golden.cases.map(({ form }) => form))).toEqual(
      new Set(['level', 'log1p', 'poisson', 'logit']),
    );
  });

  it.each(
    golden.cases.map(
      (one) => [`${one.form} ${one.weights} ${one.fixed_effects} ${one.errors} ${one.scale}`, one] as const,
    ),
  )('%s', (_, one) => {
    const found = together(one);
    one.estimates.forEach((expected, t) => {
      near(found.estimates[t]!, expected);
    });
    const size = Math.max(...one.covariance.map(Math.abs));
    one.covariance.forEach((expected, at) => {
      expect(Math.abs(found.covariance[at]! - expected) / size).toBeLessThan(1e-9);
    });
    for (const name of ['pooled', 'change', 'trend'] as const) {
      const own = found.combined(combinations[name], 0.95);
      const { estimate, std_error, df, p } = one[name];
      near(own.estimate, estimate);
      near(own.std_error, std_error);
      if (typeof df === 'number') near(own.df, df);
      else expect(own.df).toBeNull();
      near(own.p_value, p, 2e-8);
    }
    if (one.zero !== undefined && one.equal !== undefined) {
      sameTest(found.tested(zero), one.zero);
      sameTest(found.tested(equal), one.equal);
    }
  });

  it('of two needs at once, at the last snapshot and in the mean', () => {
    const model: StudyModel = {
      outcome: 'fte_per_10k',
      form: 'level',
      weights: 'none',
      fixed_effects: 'none',
      errors: 'CR2',
      covariates: terms,
    };
    const method = errorMethod('CR2');
    const slopes = ['ltc_share', 'core20_share'].flatMap((need) => slopesOf(model, need, 'effect'));
    const found = slopesTogether(slopes, method, unitsBy(method, rows));
    const k = snapshots.length;
    const both = (weights: readonly number[]) => [
      [...weights, ...weights.map(() => 0)],
      [...weights.map(() => 0), ...weights],
    ];
    sameTest(found.tested(both(years.map((_, t) => (t === k - 1 ? 1 : 0)))), golden.needs.last);
    sameTest(found.tested(both(combinations.pooled)), golden.needs.pooled);
  });
});

describe('where clusters are few', () => {
  it("Wald's test of many snapshots is not made without one for few clusters, and says why", () => {
    const poisson = golden.cases.find(({ form, errors }) => form === 'poisson' && errors === 'icb')!;
    const test = together(poisson).tested(zero);
    expect(test.p_value).toBeNull();
    expect(test.note).toBe(
      `5 restrictions are too many for ${new Set(rows.map(({ icb_code }) => icb_code)).size} clusters, fewer than 10 for each: no joint test`,
    );
  });

  it('say of normal tests of one number that they are too ready, and nothing of those with a correction', () => {
    const of = (form: string) => golden.cases.find((one) => one.form === form && one.errors === 'icb');
    const clusters = new Set(rows.map(({ icb_code }) => icb_code)).size;
    expect(together(of('poisson')!).note).toContain(
      `normal tests by ${clusters} clusters are somewhat too ready`,
    );
    const level = golden.cases.find(({ form, errors }) => form === 'level' && errors === 'CR2 icb')!;
    expect(together(level).note).toBe('');
  });

  it('one cluster of PCNs is named by where they were last', () => {
    const moved = rows.map((row) =>
      row.pcn_code === 'U00050' && row.snapshot < '2021-12-31' ? { ...row, icb_code: 'QXX' } : row,
    );
    const units = unitsBy(errorMethod('icb'), moved);
    const [first] = units({ rows: moved.filter(({ snapshot }) => snapshot === snapshots[0]) });
    expect(first).not.toContain('QXX');
  });
});
