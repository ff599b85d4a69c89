import { readFileSync } from 'node:fs';
import type { Dependence } from '@inverse-care/domain';
import { type leastSquares, outcomeBounds, tippingPoint } from '@inverse-care/stats';
import { describe, expect, it } from 'vitest';
import { influenceOf } from '../src/analyses/influence/influence.js';
import { unmeasuredOf } from '../src/analyses/unmeasured/unmeasured.js';
import { unreportedRow } from '../src/analyses/unreported/unreported.js';
import { allowanceFor } from '../src/model/dependence.js';
import { columnsOf, provisionOf } from '../src/model/rows.js';
import { clusteredPanel, snapshots } from './clustered-panel.js';
import { study } from './small-study.js';

interface Inferred {
  estimate: number;
  std_error: number;
  df: number;
  conf_low: number;
  conf_high: number;
  p_value: number;
}
interface Golden {
  fit: Inferred;
  robustness_value: number;
  robustness_value_interval: number;
  tipping: number;
  limits: [number, number];
  without: Inferred;
}

// Golden values from clubSandwich and sensemakr: test-fixtures/golden/sensitivity/dependent.R.
const golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/golden/sensitivity/dependent.json', import.meta.url), 'utf8'),
) as Record<'icb' | 'sub_icb', Golden>;

const snapshot = snapshots[0]!;
const question = { need: 'ltc_share', snapshot } as const;
const rows = clusteredPanel().rows.filter((row) => row.snapshot === snapshot);
const under = (dependence: Dependence) => ({
  inference: { ...study(snapshots).inference, dependence },
  multiverse: undefined,
});
const near = (found: number, expected: number, what?: string) =>
  expect(Math.abs(found - expected), what).toBeLessThan(1e-8 * Math.max(1, Math.abs(expected)));

describe.each(['icb', 'sub_icb'] as const)('what a coefficient owes, by %s', (area) => {
  const expected = golden[area];
  const errors = area === 'icb' ? 'CR2 by ICB' : 'CR2 by sub-ICB';
  const columns = columnsOf(rows, ['ltc_share']);
  const y = Float64Array.from(rows, provisionOf);
  const options = {
    columns,
    coefficient: 1,
    covariance: (fit: ReturnType<typeof leastSquares>) => allowanceFor(rows, under(area))(fit).matrix,
  };

  it('to something unmeasured, is sensemakr’s with the clustered interval', () => {
    const { row } = unmeasuredOf(rows, question, [], under(area))!;
    near(row.estimate, expected.fit.estimate);
    near(row.std_error, expected.fit.std_error);
    near(row.robustness_value, expected.robustness_value);
    near(row.robustness_value_interval, expected.robustness_value_interval);
    expect(row.errors).toBe(errors);
  });

  it('to what was not reported, reaches its limits and its tipping point as in R', () => {
    const unknown = [2, 49, 99, 149, 199, 238];
    const bounds = outcomeBounds({
      ...options,
      lowest: y.map((value, i) => (unknown.includes(i) ? 0 : value)),
      highest: y.map((value, i) => (unknown.includes(i) ? 2 : value)),
    });
    near(bounds.confLow, expected.limits[0]);
    near(bounds.confHigh, expected.limits[1]);
    const needs = [...columns[1]!].sort((a, b) => a - b);
    const median = (needs[119]! + needs[120]!) / 2;
    const direction = Float64Array.from(rows, (_, i) => (i < 40 && columns[1]![i]! < median ? 1 : 0));
    near(tippingPoint({ ...options, y, direction }).insignificant!, expected.tipping);
    const all = unreportedRow(rows, question, under(area))!;
    near(all.conf_low, expected.fit.conf_low);
    near(all.conf_high, expected.fit.conf_high);
    expect(all.errors).toBe(errors);
  });

  it('to single places, has the interval of what is left', () => {
    const { rows: found, carriers } = influenceOf(rows, question, under(area))!;
    const first = found.find(({ level, code }) => level === 'icb' && code === rows[0]!.icb_code)!;
    for (const column of ['estimate', 'conf_low', 'conf_high', 'p_value'] as const) {
      near(first[column], expected.without[column], column);
    }
    expect(first.errors).toBe(errors);
    near(
      first.change_in_errors,
      (expected.fit.estimate - expected.without.estimate) / expected.fit.std_error,
    );
    const significant = expected.fit.conf_low > 0;
    expect(carriers.some(({ undoes }) => undoes === 'significance')).toBe(significant);
    expect(carriers.some(({ undoes, level }) => undoes === 'sign' && level === 'pcn')).toBe(true);
  });
});

it.each(['icb', { conley_km: 100 }] as const)(
  'is told of all that can be left out where without either of two ICBs one area is left, by %j',
  (dependence) => {
    const places = [rows.find(({ icb_code }) => icb_code === rows[0]!.icb_code)!];
    places.push(rows.find(({ icb_code }) => icb_code !== places[0]!.icb_code)!);
    const two = rows.map((row, i): typeof row => {
      const { icb_code, sub_icb_code } = places[i % 2]!;
      const values = { ltc_share: row.values.ltc_share! };
      return { ...row, icb_code, sub_icb_code, values, fte_per_10k: row.fte_per_10k! + 5 * values.ltc_share };
    });
    const { rows: found, carriers } = influenceOf(two, question, under(dependence))!;
    expect(found.filter(({ level }) => level === 'icb')).toEqual([]);
    expect(found.filter(({ level }) => level === 'pcn')).toHaveLength(10);
    for (const { conf_low, conf_high } of found) expect(conf_high - conf_low).toBeGreaterThan(1e-6);
    const significance = carriers.filter(({ undoes }) => undoes === 'significance');
    expect(significance.find(({ level }) => level === 'icb')).toMatchObject({ units: null, codes: '' });
  },
);

it('is of the paper’s kind where PCNs are independent, and says why where distances are not known', () => {
  expect(unmeasuredOf(rows, question, [], under('none'))!.row.errors).toBe('HC1');
  expect(influenceOf(rows, question, under({ conley_km: 100 }))!.rows[0]!.errors).toBe('Conley, 100 km');
  const nowhere = rows.map((row) => ({ ...row, sub_icb_code: 'X99' }));
  expect(() => unreportedRow(nowhere, question, under({ conley_km: 100 }))).toThrow('X99');
});
