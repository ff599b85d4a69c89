import { readFileSync } from 'node:fs';
import { modelOf, type PanelRow, type StudyModel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { follow } from '../src/analyses/event/differences.js';
import { eventStudy } from '../src/analyses/event/event-study.js';
import { slopesByPlace } from '../src/analyses/places/places.js';
import { declaredPanel, golden } from './declared-panel.js';

// Golden values: test-fixtures/golden/declared-model/declared-model.R and event.R.
const rows = declaredPanel();
const study = {
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 0 },
  seed: 1,
} as const;
const plain = modelOf({});
const regression = (change: Partial<StudyModel> = {}, terms: string[] = []) => ({
  model: { ...plain, ...change },
  need: 'income_deprivation',
  snapshot: '2022-06-30',
  terms,
});
const near = (found: number | null, expected: number) => Math.abs(found! / expected - 1);

describe('slopes of income deprivation by region in England, June 2022', () => {
  it('are those of a regression in each region: from -0.77 in the East of England to 1.71 in the North East', () => {
    const { rows: found, test } = slopesByPlace(rows, regression(), 'region', study)!;
    expect(found.map(({ place, n }) => [place, n])).toEqual(
      golden.places.slopes.map(({ region, n }) => [region, n]),
    );
    found.forEach(({ estimate }, i) => {
      expect(near(estimate, golden.places.slopes[i]!.estimate)).toBeLessThan(1e-9);
    });
    expect(test).toMatchObject({ least: 'Y61', most: 'Y63', places: 7, df1: 6 });
    expect(found[4]!.estimate!.toFixed(2)).toBe('-0.77');
    expect(found[6]!.estimate!.toFixed(2)).toBe('1.71');
  });

  it('differ by Wald’s test as in R, with a common covariate and errors of PCNs that are independent', () => {
    const expected = golden.places.wald.HC1;
    const { rows: found, test } = slopesByPlace(
      rows,
      regression({ errors: 'HC1' }, ['share_65_plus']),
      'region',
      study,
    )!;
    expect(test).toMatchObject({ test: 'Wald', df1: 6, df2: 1262 - 15, note: '' });
    expect(near(test.statistic, expected.f)).toBeLessThan(1e-9);
    found.forEach(({ estimate, std_error }, i) => {
      expect(near(estimate, expected.estimate[i]!)).toBeLessThan(1e-9);
      expect(near(std_error, expected.std_error[i]!)).toBeLessThan(1e-9);
    });
  });

  it.each(['region', 'icb'] as const)('are drawn together as lme4 draws them (%s)', (by) => {
    const expected = golden.places.mixed[by];
    const { rows: found, test } = slopesByPlace(rows, regression(), by, study)!;
    expect(near(test.slope_sd, expected.slope_sd)).toBeLessThan(1e-6);
    expect(near(test.lr_statistic, expected.statistic)).toBeLessThan(1e-6);
    const kept = found.filter(({ shrunken }) => shrunken !== null);
    expect(kept.map(({ place }) => place)).toEqual(expected.group);
    kept.forEach(({ shrunken }, i) => {
      expect(Math.abs(shrunken! - expected.slope[i]!)).toBeLessThan(1e-6);
    });
  });

  it('by fifth of need hold all PCNs once, and have no mixed model', () => {
    const { rows: found, test } = slopesByPlace(rows, regression(), 'fifth', study)!;
    expect(found.map(({ place }) => place)).toEqual(['1', '2', '3', '4', '5']);
    expect(found.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
    expect(test.slope_sd).toBeNull();
  });

  it('leave out a place with too few PCNs, and say so', () => {
    const few = rows.filter(({ region_code }, i) => region_code !== 'Y56' || i % 40 === 0);
    const { rows: found, test } = slopesByPlace(few, regression(), 'region', study)!;
    expect(found.find(({ place }) => place === 'Y56')).toMatchObject({ estimate: null, p_value: null });
    expect(test.places).toBe(6);
    expect(test.note).toContain('without Y56');
  });
});

function eventPanel(): PanelRow[] {
  const text = readFileSync(
    new URL('../../../test-fixtures/golden/declared-model/event.csv', import.meta.url),
    'utf8',
  );
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line): PanelRow => {
      const [pcn_code, snapshot, need, older, provision] = line.split(',') as [
        string,
        string,
        string,
        string,
        string,
      ];
      return {
        ...rows[0]!,
        pcn_code,
        snapshot,
        reported: true,
        fte: Number(provision),
        fte_per_10k: Number(provision),
        values: { ltc_share: Number(need), share_65_plus: Number(older) },
      };
    });
}

describe('slopes around an event', () => {
  const panel = eventPanel();
  const snapshots = [...new Set(panel.map(({ snapshot }) => snapshot))];
  const expected = JSON.parse(
    readFileSync(new URL('../../../test-fixtures/golden/declared-model/event.json', import.meta.url), 'utf8'),
  );
  const found = (terms: string[]) => {
    const by = snapshots.map((snapshot) => panel.filter((row) => row.snapshot === snapshot));
    const model = { ...regression({}, terms), need: 'ltc_share' };
    return eventStudy(follow(by, snapshots, '2022-06-30', model), snapshots, 2, { level: 0.95 });
  };

  it.each([
    ['alone', []],
    ['covariate', ['share_65_plus']],
  ] as const)('are those of fixest’s two-way fixed effects (%s)', (name, terms) => {
    const { slopes, tests, n } = found([...terms]);
    expect(n).toBe(60);
    expect(slopes.map(({ snapshot, after }) => [snapshot, after])).toEqual([
      ['2021-12-31', false],
      ['2022-03-31', false],
      ['2022-09-30', true],
      ['2022-12-31', true],
    ]);
    slopes.forEach(({ estimate, std_error }, j) => {
      expect(near(estimate, expected[name].estimate[j])).toBeLessThan(1e-9);
      expect(near(std_error, expected[name].std_error[j])).toBeLessThan(1e-9);
    });
    const [before, after, shift] = tests;
    expect(near(before!.statistic, expected[name].before.f)).toBeLessThan(1e-9);
    expect(near(before!.p_value, expected[name].before.p)).toBeLessThan(1e-9);
    expect(near(after!.statistic, expected[name].after.f)).toBeLessThan(1e-9);
    expect(near(shift!.estimate, expected[name].shift)).toBeLessThan(1e-9);
    expect(near(shift!.std_error, expected[name].shift_error)).toBeLessThan(1e-9);
  });

  it('are of PCNs that are there throughout', () => {
    const by = snapshots.map((snapshot) =>
      panel.filter(
        (row) => row.snapshot === snapshot && !(snapshot === '2022-12-31' && row.pcn_code === 'U00007'),
      ),
    );
    const followed = follow(by, snapshots, '2022-06-30', { ...regression(), need: 'ltc_share' });
    expect(followed.design.y).toHaveLength(59);
    expect(followed.lost).toBe(1);
  });
});
