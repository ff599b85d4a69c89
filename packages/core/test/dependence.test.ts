import { type Panel, type Study, subIcbOf } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { expect, test } from 'vitest';
import { dependence as analysis } from '../src/analyses/dependence/analysis.js';
import { runStudy } from '../src/index.js';
import { conley, dependence, moran } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshot = '2022-06-30';
const panel = inventedPanel(240, [snapshot]);
const run = (of: Panel, how: Partial<Study['inference']> = {}) =>
  runStudy(
    { ...study([snapshot]), needs: ['ltc_share'], inference: { ...study([snapshot]).inference, ...how } },
    asData(of),
    { analyses: [analysis] },
  );
const found = await run(panel);

test('Conley goes to 100 km, or as far as the study says', async () => {
  expect(found.tables.rows(conley).map(({ kernel, km }) => [kernel, km])).toEqual([
    ['bartlett', 100],
    ['uniform', 100],
  ]);
  const near = await run(panel, { dependence: { conley_km: 30 } });
  expect(near.tables.rows(conley).map(({ km }) => km)).toEqual([30, 30]);
  expect(near.tables.rows(moran).find(({ units }) => units === 'pcn')?.reach).toBe(30);
});

test('the variance of the slope is the sum over all pairs of PCNs, by their sub-ICB locations', () => {
  const { rows } = panel;
  const x = Float64Array.from(rows, (row) => row.values.ltc_share!);
  const fit = leastSquares({
    y: Float64Array.from(rows, (row) => row.fte_per_10k!),
    columns: [x.map(() => 1), x],
  });
  const radians = Math.PI / 180;
  const km = (a: string, b: string) => {
    const [one, other] = [subIcbOf(a)!, subIcbOf(b)!];
    const h =
      Math.sin(((one.latitude - other.latitude) * radians) / 2) ** 2 +
      Math.cos(one.latitude * radians) *
        Math.cos(other.latitude * radians) *
        Math.sin(((one.longitude - other.longitude) * radians) / 2) ** 2;
    return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
  };
  const scores = fit.pseudoinverse[1]!.map((value, i) => value * fit.residuals[i]!);
  let total = 0;
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      total += Math.max(0, 1 - km(a.sub_icb_code, b.sub_icb_code) / 100) * scores[i]! * scores[j]!;
    });
  });
  const row = found.tables.rows(conley).find(({ kernel }) => kernel === 'bartlett')!;
  expect(row.std_error).toBeCloseTo(Math.sqrt(total), 10);
  expect([row.estimate, row.df]).toEqual([fit.coefficients[1], 238]);
});

test('values drawn without regard to places are alike by chance alone', () => {
  for (const row of found.tables.rows(dependence)) {
    expect(Math.abs(row.icc_need)).toBeLessThan(0.1);
    expect(row.effective_clusters).toBeLessThanOrEqual(row.clusters);
  }
  expect(found.tables.rows(dependence).map(({ level, clusters }) => [level, clusters])).toEqual([
    ['sub_icb', 12],
    ['icb', new Set(panel.rows.map(({ icb_code }) => icb_code)).size],
  ]);
  for (const { p_value, expectation, alike, moran_i } of found.tables.rows(moran)) {
    expect(alike).toBe(p_value < 0.05 && moran_i > expectation);
    expect(p_value).toBeGreaterThan(0.01);
    expect(expectation).toBeLessThan(0);
  }
});

test('provision and need that are the same all over a sub-ICB location are wholly alike in it', async () => {
  const codes = [...new Set(panel.rows.map(({ sub_icb_code }) => sub_icb_code))];
  const rows = panel.rows.map((row) => {
    const at = codes.indexOf(row.sub_icb_code);
    return {
      ...row,
      reported: true,
      fte_per_10k: (at * 7) % 5,
      values: { ...row.values, ltc_share: 0.3 + at / 100 },
    };
  });
  const alike = await run({ ...panel, rows });
  const [sub] = alike.tables.rows(dependence);
  expect([sub!.icc_need, sub!.icc_residual]).toEqual([expect.closeTo(1, 10), expect.closeTo(1, 10)]);
});

test('where a place is not known, what goes by distance is left out, and said so', async () => {
  const rows = panel.rows.map((row, i) => (i === 5 ? { ...row, sub_icb_code: 'ZZ9' } : row));
  const { tables, omissions } = await run({ ...panel, rows });
  expect(tables.rows(conley)).toEqual([]);
  expect(tables.rows(moran)).toEqual([]);
  expect(tables.rows(dependence)).toHaveLength(2);
  expect(omissions.filter(({ what }) => what.startsWith("Moran's I")).map(({ why }) => why)).toEqual([
    'Nobody says where U10005 is: the position of its sub-ICB location "ZZ9" is not known.',
  ]);
});

test('neighbours of single PCNs are not listed where there are too many, and that is said', async () => {
  const many = await run(inventedPanel(5_001, [snapshot]));
  expect(many.omissions.map(({ what }) => what)).toContain("Moran's I of single PCNs");
  expect(new Set(many.tables.rows(moran).map(({ units }) => units))).toEqual(new Set(['sub_icb']));
  expect(many.tables.rows(conley)).toHaveLength(2);
});
