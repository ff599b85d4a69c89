import { type Panel, predictNeed, publishedTable2, type Study } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { describe, expect, test } from 'vitest';
import { assumedReliabilities, equationParts, needErrorOf } from '../src/analyses/need-error/need-error.js';
import { quantilesOf, taus } from '../src/analyses/quantiles/quantiles.js';
import { readStudy, robustnessAnalyses, runStudy } from '../src/index.js';
import { attenuation, predictionError, quantiles } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshots = ['2020-03-31', '2020-06-30'];
const study = (replicates: number): Study => ({
  ...readStudy(
    `study: invented
title: Invented
snapshots: [${snapshots.join(', ')}]
needs: [ltc_share]
inference: { replicates: ${replicates} }`,
    'invented.yaml',
  ),
  snapshots,
});
const panel = inventedPanel(120, snapshots);
const rows = panel.rows.filter(({ snapshot }) => snapshot === snapshots[1]);
const question = { need: 'ltc_share', snapshot: snapshots[1]! } as const;

describe('slopes by quantile', () => {
  const found = quantilesOf(rows, question, study(199), true)!;

  test('are of lines with the right share of PCNs beneath them', () => {
    expect(found.map(({ tau }) => tau)).toEqual([...taus]);
    for (const { tau, estimate } of found) {
      const left = rows
        .map((row) => row.fte_per_10k! - estimate * row.values.ltc_share!)
        .sort((a, b) => a - b);
      // The intercept is the quantile of what is left; two PCNs are on the line.
      const intercept = left[Math.min(left.length - 1, Math.ceil(tau * left.length) - 1)]!;
      const beneath = left.filter((value) => value < intercept - 1e-12).length;
      const upTo = left.filter((value) => value <= intercept + 1e-12).length;
      expect(beneath).toBeLessThanOrEqual(tau * left.length);
      expect(upTo).toBeGreaterThanOrEqual(tau * left.length);
      expect(upTo - beneath).toBeGreaterThanOrEqual(2);
    }
  });

  test('have intervals within a band over all, where the draws differ', () => {
    const varying = found.filter(({ band_low }) => band_low !== null);
    expect(varying.length).toBeGreaterThan(5);
    for (const row of varying) {
      expect(row.conf_low!).toBeLessThanOrEqual(row.estimate);
      expect(row.conf_high!).toBeGreaterThanOrEqual(row.estimate);
      expect(row.band_high! - row.estimate).toBeCloseTo(row.estimate - row.band_low!, 12);
      expect(row.draws).toBe(199);
      expect(row.clear).toBe(row.conf_low! * row.conf_high! > 0);
      expect(row.p_value!).toBeGreaterThanOrEqual(1 / 200);
      expect(row.conf_low_mcse!).toBeGreaterThanOrEqual(0);
    }
  });

  test('are 0 with no spread and p of 1 where hardly any PCN has staff', () => {
    const few = rows.map((row, i) => ({ ...row, fte_per_10k: i % 40 === 0 ? row.fte_per_10k : 0 }));
    const low = quantilesOf(few, question, study(99), true)![0]!;
    expect(low).toMatchObject({ estimate: 0, conf_low: 0, conf_high: 0, p_value: 1, band_low: null });
  });

  test('have no interval without draws, and none are made of fewer than ten PCNs', () => {
    for (const row of quantilesOf(rows, question, study(199), false)!) {
      expect(row).toMatchObject({ conf_low: null, band_low: null, draws: null, icbs: null });
    }
    expect(quantilesOf(rows.slice(0, 9), question, study(199), true)).toBeNull();
  });

  test('do not depend on the order of the rows', () => {
    expect(quantilesOf([...rows].reverse(), question, study(199), true)).toEqual(found);
  });
});

test('a run draws at the last snapshot alone, and gives the same whatever the threads', async () => {
  const run = (threads: number) =>
    runStudy(study(99), asData(panel), { threads, analyses: robustnessAnalyses });
  const [one, two] = [await run(1), await run(2)];
  const drawn = one.tables.rows(quantiles).filter(({ draws }) => draws !== null);
  expect(new Set(drawn.map(({ snapshot }) => snapshot))).toEqual(new Set([snapshots[1]]));
  expect(one.tables.rows(quantiles)).toHaveLength(2 * taus.length);
  expect(two.tables.rows(quantiles)).toEqual(one.tables.rows(quantiles));
  expect(two.tables.rows(attenuation)).toEqual(one.tables.rows(attenuation));
});

describe('error in need', () => {
  test('makes the coefficient of a surveyed need larger by the reliability that is assumed', () => {
    const found = needErrorOf(rows, question, study(0))!;
    const { attenuation: own, prediction } = found;
    expect(prediction).toEqual([]);
    expect(own.map((row) => row.assumed_reliability)).toEqual([...assumedReliabilities]);
    const half = own.at(-1)!;
    expect(half.estimate).toBeCloseTo(2 * half.observed, 12);
    expect(half.conf_low < half.estimate && half.estimate < half.conf_high).toBe(true);
  });

  test('widens the interval of predicted need by the published equation, and is bounded', () => {
    const invented: Panel = {
      ...panel,
      rows: rows.map((row, i) => {
        const values = Object.fromEntries(
          equationParts.map((id, j) => [id, ((i * (7 + 3 * j)) % 101) / 1000]),
        );
        return { ...row, values: { ...values, need_predicted: predictNeed((id) => values[id]) } };
      }),
    };
    const asked = { need: 'need_predicted', snapshot: snapshots[1]! } as const;
    const { attenuation: none, prediction } = needErrorOf(invented.rows, asked, study(0))!;
    expect(none).toEqual([]);
    const row = prediction[0]!;
    expect(row.equation_bound).toBeGreaterThan(row.equation_error);
    expect(row.total_error).toBeCloseTo(Math.hypot(row.std_error, row.equation_error), 12);
    expect(row.total_low).toBeLessThan(row.conf_low);
    expect(row.bound_low).toBeLessThan(row.total_low);
    // The variance by hand: central differences of least squares, and half-widths of the published limits over 1.961858 (R: qt(0.975, 1254)).
    const slopeAt = (changed: string, by: number) => {
      const x = Float64Array.from(invented.rows, ({ values }) =>
        publishedTable2.reduce(
          (sum, { term, estimate }) =>
            term === 'constant' ? sum : sum + (estimate + (term === changed ? by : 0)) * values[term]!,
          0,
        ),
      );
      const y = Float64Array.from(invented.rows, ({ fte_per_10k }) => fte_per_10k!);
      return leastSquares({ y, columns: [x.map(() => 1), x] }).coefficients[1]!;
    };
    const variance = publishedTable2.reduce((sum, { term, conf_low, conf_high }) => {
      if (term === 'constant') return sum;
      const slope = (slopeAt(term, 1e-5) - slopeAt(term, -1e-5)) / 2e-5;
      return sum + (slope * ((conf_high - conf_low) / 2 / 1.961858)) ** 2;
    }, 0);
    expect(row.equation_error / Math.sqrt(variance)).toBeCloseTo(1, 4);
    expect(predictionError.columns.equation_bound.type).toBe('number');
  });
});
