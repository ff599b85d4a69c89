import { CancelledError, type Panel, type Study, tableCsv, tidy } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { describe, expect, test } from 'vitest';
import { influenceOf } from '../src/analyses/influence/influence.js';
import { controlsFor, unmeasuredOf } from '../src/analyses/unmeasured/unmeasured.js';
import { unreportedRow } from '../src/analyses/unreported/unreported.js';
import { type RunOptions, readStudy, robustnessAnalyses, runStudy } from '../src/index.js';
import { bounds, unmeasured } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshot = '2020-03-31';
const question = { need: 'ltc_share', snapshot } as const;
const study: Study = {
  ...readStudy(
    `study: invented
title: Invented
snapshots: [${snapshot}]
needs: [ltc_share]
inference: { replicates: 0 }`,
    'invented.yaml',
  ),
  snapshots: [snapshot],
};
const panel = inventedPanel(120, [snapshot]);

const robustness = (of: Panel, options: RunOptions = {}) =>
  runStudy(study, asData(of), { ...options, analyses: robustnessAnalyses });
const withRange = (unreported_range: [number, number]): Study => ({
  ...study,
  multiverse: { replicates: 0, resample: 'pcn', unreported_range },
});

const slopeOf = (rows: Panel['rows'], y = rows.map((row) => row.fte_per_10k ?? 0)) =>
  leastSquares({
    y: Float64Array.from(y),
    columns: [Float64Array.from(rows, () => 1), Float64Array.from(rows, (row) => row.values.ltc_share!)],
  }).coefficients[1]!;

describe('provision that was not reported', () => {
  const found = unreportedRow(panel.rows, question, withRange([0, 1.5]))!;

  test('is that of the PCNs without a row of any role', () => {
    const silent = panel.rows.filter(({ reported }) => !reported);
    expect(found.unreported).toBe(silent.length);
    expect(found.unreported).toBeGreaterThan(10);
    expect(found.estimate).toBeCloseTo(slopeOf(panel.rows), 12);
  });

  test('cannot move the coefficient beyond its bounds, whatever it is within its range', () => {
    let state = 7;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    for (let trial = 0; trial < 200; trial++) {
      const corners = trial % 2 === 0;
      const y = panel.rows.map((row) =>
        row.reported ? row.fte_per_10k! : 1.5 * (corners ? Math.round(uniform()) : uniform()),
      );
      const slope = slopeOf(panel.rows, y);
      expect(slope).toBeGreaterThanOrEqual(found.bound_low - 1e-12);
      expect(slope).toBeLessThanOrEqual(found.bound_high + 1e-12);
    }
  });

  test('undoes the finding at its tipping point', () => {
    expect(found.estimate).toBeLessThan(0);
    const needs = panel.rows.map((row) => row.values.ltc_share!).sort((a, b) => a - b);
    const median = (needs[59]! + needs[60]!) / 2;
    const tipped = panel.rows.map((row) =>
      row.reported ? row.fte_per_10k! : row.values.ltc_share! > median ? found.tipping_zero! : 0,
    );
    expect(slopeOf(panel.rows, tipped)).toBeCloseTo(0, 10);
    expect(found.tipping_side).toBe('above');
    expect(found.tipping_insignificant!).toBeLessThan(found.tipping_zero!);
  });

  test('is taken to reach the 95th percentile of those that reported where nothing else is said', () => {
    const reported = panel.rows.filter((row) => row.reported).map((row) => row.fte_per_10k!);
    const above = reported.filter((value) => value > unreportedRow(panel.rows, question, study)!.range_high);
    expect(Math.abs(above.length / reported.length - 0.05)).toBeLessThan(0.02);
  });

  test('narrows the bounds where the study states a narrower range', () => {
    const narrow = unreportedRow(panel.rows, question, withRange([0.5, 1]))!;
    expect(narrow).toMatchObject({ range_low: 0.5, range_high: 1, estimate: found.estimate });
    expect(narrow.bound_low).toBeGreaterThan(found.bound_low);
    for (const { settled, bound_low, bound_high } of [found, narrow])
      expect(settled).toBe(bound_low * bound_high > 0);
    expect(narrow.bound_high).toBeLessThan(found.bound_high);
    const half = panel.rows.map((row) => (row.reported ? row.fte_per_10k! : 0.75));
    expect(slopeOf(panel.rows, half)).toBeCloseTo((narrow.bound_low + narrow.bound_high) / 2, 10);
  });

  test('leaves nothing to bound where every PCN reported, and nothing at all where none did', () => {
    const all = panel.rows.map((row) => ({ ...row, reported: true }));
    const sure = unreportedRow(all, question, study)!;
    expect(sure.bound_low).toBe(sure.bound_high);
    expect(sure.tipping_zero).toBeNull();
    const none = panel.rows.map((row) => ({ ...row, reported: false }));
    expect(unreportedRow(none, question, study)).toBeNull();
  });
});

describe('influence', () => {
  const found = influenceOf(panel.rows, question, study)!;

  test('of an area is the change of the coefficient when it is left out', () => {
    const areas = found.rows.filter(({ level }) => level === 'icb');
    expect(areas.length).toBe(new Set(panel.rows.map(({ icb_code }) => icb_code)).size);
    for (const { code, estimate, change, pcns } of areas) {
      const rest = panel.rows.filter(({ icb_code }) => icb_code !== code);
      expect(estimate).toBeCloseTo(slopeOf(rest), 10);
      expect(change).toBeCloseTo(slopeOf(panel.rows) - slopeOf(rest), 10);
      expect(pcns).toBe(panel.rows.length - rest.length);
    }
  });

  test('of PCNs is shown for the ten of the largest', () => {
    const pcns = found.rows.filter(({ level }) => level === 'pcn');
    expect(pcns).toHaveLength(10);
    const smallest = Math.min(...pcns.map(({ change }) => Math.abs(change)));
    const others = panel.rows.filter(({ pcn_code }) => !pcns.some(({ code }) => code === pcn_code));
    for (const { pcn_code } of others) {
      const rest = panel.rows.filter((row) => row.pcn_code !== pcn_code);
      expect(Math.abs(slopeOf(panel.rows) - slopeOf(rest))).toBeLessThanOrEqual(smallest + 1e-12);
    }
  });

  test('names PCNs without which the sign turns, and none fewer', () => {
    const carrier = found.carriers.find(({ level, undoes }) => level === 'pcn' && undoes === 'sign')!;
    const codes = carrier.codes.split(' ');
    expect(codes).toHaveLength(carrier.units!);
    const turned = (left: readonly string[]) =>
      slopeOf(panel.rows.filter(({ pcn_code }) => !left.includes(pcn_code))) >= 0;
    expect(turned(codes)).toBe(true);
    expect(turned(codes.slice(0, -1))).toBe(false);
  });

  test('of a region is not asked where there is one region only', () => {
    expect(found.rows.some(({ level }) => level === 'region')).toBe(false);
  });
});

test('controls are what the data have beside need, and a benchmark is one of them', () => {
  const controls = controlsFor(question.need, panel);
  expect(controls).toEqual(['share_65_plus', 'rural']);
  const { row, benchmarks } = unmeasuredOf(panel.rows, question, controls, study)!;
  expect(row.controls).toBe('share_65_plus rural');
  expect(new Set(benchmarks.map(({ benchmark }) => benchmark))).toEqual(new Set(controls));
  const [once, twice] = benchmarks.filter(({ benchmark }) => benchmark === 'rural');
  expect(twice!.r2_need).toBeCloseTo(2 * once!.r2_need, 12);
});

test('a need that is the same in every PCN is an omission that says why, not a failure', async () => {
  const flat = {
    ...panel,
    rows: panel.rows.map((row) => ({ ...row, values: { ...row.values, ltc_share: 0.5 } })),
  };
  const { tables, omissions } = await robustness(flat);
  expect(tables.rows(bounds)).toEqual([]);
  const own = omissions.filter(({ what }) => what.includes(snapshot));
  expect(own.map(({ what }) => what)).toEqual(
    ['Bounds', 'Robustness values', 'Influence', 'Quantiles', 'Error in need'].map(
      (what) => `${what}, ${snapshot}, "Long-term condition"`,
    ),
  );
  expect(own[0]!.why).toContain('linear combination');
  expect(tables.all()).toEqual([]);
});

test('tables bear the names of their columns, and lists of codes are separated by spaces', async () => {
  const tables = (await robustness(panel)).tables.all();
  expect(tables.map(({ table }) => table.file)).toEqual([
    'bounds.csv',
    'unmeasured.csv',
    'benchmarks.csv',
    'contour.csv',
    'influence.csv',
    'carriers.csv',
    'quantiles.csv',
    'attenuation.csv',
  ]);
  const own = tables.find(({ table }) => table.file === unmeasured.file)!;
  expect(tableCsv(tidy(own))).toContain(',share_65_plus rural,');
});

test('a signal stops it', async () => {
  await expect(robustness(panel, { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
});
