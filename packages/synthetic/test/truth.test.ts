import { rm } from 'node:fs/promises';
import {
  asStudied,
  type PanelRow,
  type PanelWithProvenance,
  publishedFirstSignificant,
  publishedHeadline,
  publishedTable1,
  publishedTable2,
  publishedTable2N,
  table2Covariates,
  variables,
} from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Truth, writeSyntheticEngland } from '../src/index.js';
import { temporaryFolder } from './folder.js';
import { leastSquares, mean, standardDeviation } from './least-squares.js';

// 97.5% quantiles of Student's t, from scipy.stats.t.ppf.
const t1254 = 1.9618575;
const tAbout1250 = 1.9618576;
/** Half of the paper's last printed digit. */
const rounding = 0.0005;

let dir: string;
let built: PanelWithProvenance;
let truth: Truth;

beforeAll(async () => {
  dir = await temporaryFolder();
  truth = await writeSyntheticEngland(dir);
  const facts = await buildPanel({
    dir,
    snapshots: publishedTable1.map(({ snapshot }) => snapshot),
    role: 'Social Prescribing Link Workers',
  });
  built = { ...facts, panel: asStudied(facts.panel, 'zero') };
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const rowsOn = (snapshot: string): PanelRow[] => built.panel.rows.filter((row) => row.snapshot === snapshot);
const needOn = (rows: readonly PanelRow[]) => rows.map((row) => row.values.need_published!);

describe('the panel that the files yield', () => {
  it('lacks no variable but later editions and is known to be synthetic', () => {
    const editions = new Set<string>(
      variables.filter(({ editionOf }) => editionOf !== undefined).map(({ id }) => id),
    );
    const lacking = built.absent.filter(({ variable }) => !editions.has(variable));
    expect(lacking).toEqual([]);
    expect(built.synthetic).toBe(true);
    expect(built.warnings.filter(({ message }) => /no number|belong to codes/.test(message))).toEqual([]);
  });

  it('has the published number of PCNs on each snapshot', () => {
    expect(publishedTable1.map(({ snapshot }) => rowsOn(snapshot).length)).toEqual(
      publishedTable1.map(({ pcns }) => pcns),
    );
  });

  it.each(publishedTable1)('has the means and standard deviations of Table 1 on $snapshot', (published) => {
    const rows = rowsOn(published.snapshot);
    const fte = rows.map((row) => row.fte!);
    const rates = rows.map((row) => row.fte_per_10k!);
    for (const [value, expected] of [
      [mean(fte), published.fte_mean],
      [standardDeviation(fte), published.fte_sd],
      [mean(rates), published.per_10k_mean],
      [standardDeviation(rates), published.per_10k_sd],
    ] as const) {
      expect(Math.abs(value - expected)).toBeLessThan(rounding);
    }
  });

  it('has the means, estimates and intervals of Table 2', () => {
    const rows = rowsOn('2023-09-30');
    const design = rows.map((row) => [...table2Covariates.map((id) => row.values[id]!), 1]);
    expect(rows).toHaveLength(publishedTable2N);
    const { estimates, errors } = leastSquares(design, needOn(rows));
    for (const [j, published] of publishedTable2.entries()) {
      const off = [
        estimates[j]! - published.estimate,
        estimates[j]! - t1254 * errors[j]! - published.conf_low,
        estimates[j]! + t1254 * errors[j]! - published.conf_high,
        published.mean === null ? 0 : mean(design.map((row) => row[j]!)) - published.mean,
      ];
      for (const gap of off) expect(Math.abs(gap), published.term).toBeLessThan(rounding);
    }
  });

  it('has the headline, and a need coefficient that is significant from 30 June 2022 and not before', () => {
    for (const { snapshot, estimate, conf_low, conf_high } of truth.need_coefficients) {
      const rows = rowsOn(snapshot);
      const fit = leastSquares(
        needOn(rows).map((need) => [1, need]),
        rows.map((row) => row.fte_per_10k!),
      );
      const half = tAbout1250 * fit.errors[1]!;
      expect(Math.abs(fit.estimates[1]! - estimate), snapshot).toBeLessThan(1e-4);
      expect(Math.abs(fit.estimates[1]! - half - conf_low), snapshot).toBeLessThan(1e-4);
      expect(Math.abs(fit.estimates[1]! + half - conf_high), snapshot).toBeLessThan(1e-4);
      expect(fit.estimates[1]! + half < 0, snapshot).toBe(snapshot >= publishedFirstSignificant);
      expect(fit.estimates[1]! - half < 0, snapshot).toBe(true);
    }
    const last = truth.need_coefficients.at(-1)!;
    expect(last.source).toBe('published');
    for (const [value, expected] of [
      [last.estimate, publishedHeadline.estimate],
      [last.conf_low, publishedHeadline.conf_low],
      [last.conf_high, publishedHeadline.conf_high],
    ] as const) {
      expect(Math.abs(value - expected)).toBeLessThan(rounding);
    }
  });

  it('has PCNs that are alike within ICBs, in need and in what need leaves of provision, as England has', () => {
    // By regression on dummies of the ICBs: the sums of squares are those of the fit and of the rest.
    const likeness = (values: number[], codes: string[]) => {
      const areas = [...new Set(codes)];
      const { estimates } = leastSquares(
        codes.map((code) => areas.map((area) => (area === code ? 1 : 0))),
        values,
      );
      const centre = mean(values);
      const fitted = codes.map((code) => estimates[areas.indexOf(code)]!);
      const between = fitted.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (areas.length - 1);
      const within =
        values.reduce((sum, value, i) => sum + (value - fitted[i]!) ** 2, 0) / (values.length - areas.length);
      const sizes = areas.map((area) => codes.filter((code) => code === area).length);
      const squares = sizes.reduce((sum, size) => sum + size * size, 0);
      const size = (values.length - squares / values.length) / (areas.length - 1);
      return (between - within) / (between + (size - 1) * within);
    };
    for (const { snapshot, icbs, need, residual } of truth.within_icbs) {
      const rows = rowsOn(snapshot);
      const codes = rows.map((row) => row.icb_code);
      const needs = needOn(rows);
      const rates = rows.map((row) => row.fte_per_10k!);
      const { estimates } = leastSquares(
        needs.map((value) => [1, value]),
        rates,
      );
      const residuals = rates.map((rate, i) => rate - estimates[0]! - estimates[1]! * needs[i]!);
      expect(icbs).toBe(new Set(codes).size);
      expect(likeness(needs, codes), snapshot).toBeCloseTo(need, 3);
      expect(likeness(residuals, codes), snapshot).toBeCloseTo(residual, 3);
      expect(need).toBeGreaterThan(0.33);
      expect(need).toBeLessThan(0.5);
    }
    const late = truth.within_icbs.filter(({ snapshot }) => snapshot >= publishedFirstSignificant);
    for (const { residual, snapshot } of late) {
      expect(Math.abs(residual - 0.11), snapshot).toBeLessThan(0.03);
    }
  });

  it('reports more and more, and every PCN with a link worker reports', () => {
    for (const { snapshot, reported } of truth.reporting) {
      const rows = rowsOn(snapshot);
      expect(rows.filter((row) => row.reported)).toHaveLength(reported);
      expect(rows.every((row) => row.reported || row.fte === 0)).toBe(true);
    }
    expect(truth.reporting[0]!.share).toBeCloseTo(0.16, 2);
    expect(truth.reporting.at(-1)!.share).toBeCloseTo(0.98, 2);
  });

  it('has plausible values', () => {
    const { rows } = built.panel;
    const range = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
    const within = (values: readonly number[], low: number, high: number) => {
      expect(range(values)[0]).toBeGreaterThanOrEqual(low);
      expect(range(values)[1]).toBeLessThanOrEqual(high);
    };
    within(needOn(rows), 0.02, 0.55);
    within(
      rows.map(({ fte }) => fte!),
      0,
      20,
    );
    within(
      rows.map(({ patients }) => patients),
      5_000,
      200_000,
    );
    for (const id of table2Covariates) {
      within(
        rows.map(({ values }) => values[id]!),
        0,
        1,
      );
    }
    const patients = rowsOn('2023-09-30').reduce((total, row) => total + row.patients, 0);
    within([patients], 61e6, 64e6);
  });
});
