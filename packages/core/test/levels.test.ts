import type { PanelRow, Study } from '@inverse-care/domain';
import { leastSquares } from '@inverse-care/stats';
import { describe, expect, test } from 'vitest';
import { levels } from '../src/analyses/levels/analysis.js';
import { levelsOf } from '../src/analyses/levels/levels.js';
import { readStudy, runStudy } from '../src/index.js';
import { regionSlopes, slopeVariation, withinBetweenSlopes } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const snapshots = ['2020-03-31', '2020-06-30'];
const study: Study = {
  ...readStudy(
    `study: invented
title: Invented
snapshots: [${snapshots.join(', ')}]
needs: [ltc_share]
inference: { replicates: 199 }`,
    'invented.yaml',
  ),
  snapshots,
};
const question = { need: 'ltc_share', snapshot: snapshots[0]! } as const;

/** 12 ICBs of 20 PCNs in 3 regions, the first with 6 ICBs: slope and level of each ICB as told. */
function placed(slopeOf: (icb: number, region: number) => number, within = 1): PanelRow[] {
  const [model] = inventedPanel(1, [question.snapshot]).rows;
  let state = 11;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return Array.from({ length: 240 }, (_, at): PanelRow => {
    const icb = Math.floor(at / 20);
    const region = icb < 6 ? 0 : icb < 9 ? 1 : 2;
    const own = uniform() - 0.5;
    const need = 0.5 + 0.02 * icb + 0.2 * own;
    return {
      ...model!,
      pcn_code: `U${10000 + at}`,
      icb_code: `Q${String(icb).padStart(2, '0')}`,
      sub_icb_code: `S${icb}${at % 2}`,
      region_code: `Y${region}`,
      reported: true,
      fte_per_10k: 3 + within * slopeOf(icb, region) * 0.2 * own + 0.1 * (uniform() - 0.5),
      values: { ...model!.values, ltc_share: need },
    };
  });
}
const of = (rows: PanelRow[]) => levelsOf(rows, question, study, true)!;

describe('where the slope lives', () => {
  test('is within ICBs where levels do not follow need', () => {
    const { slopes } = of(placed(() => 1));
    const [all, within, between, difference] = slopes;
    expect(slopes.map(({ term }) => term)).toEqual(['all', 'within', 'between', 'difference']);
    expect(Math.abs(within!.estimate - 1)).toBeLessThan(0.1);
    expect(Math.abs(between!.estimate)).toBeLessThan(0.2);
    expect(difference!.estimate).toBeCloseTo(between!.estimate - within!.estimate, 10);
    expect(difference!.p_value).toBeLessThan(0.01);
    expect(all!.estimate).toBeLessThan(within!.estimate);
    expect(all!.icbs).toBe(12);
  });

  test('differs from ICB to ICB, and not by region, where ICBs of every region take turns', () => {
    const { variation } = of(placed((icb) => (icb % 2 === 0 ? 2 : -1)));
    const [icb, region] = variation;
    expect(icb!.level).toBe('icb');
    expect(icb!.p_value).toBeLessThan(1e-6);
    expect(Math.abs(icb!.slope_sd - 1.5)).toBeLessThan(0.3);
    expect(region!.p_shuffled!).toBeGreaterThan(0.5);
  });

  test('differs by region where the ICBs of a region have one slope', () => {
    const [icb, region] = of(placed((icb, at) => [2, -1, 0.5][at]! + 0.3 * (icb % 3))).variation;
    expect(icb!.p_shuffled).toBeNull();
    expect(region!.p_value).toBeLessThan(0.001);
    expect(region!.p_shuffled!).toBeLessThan(0.05);
    expect(region!.places).toBe(3);
  });

  test('is not asked of regions where the fit by ICB is at a bound', () => {
    const [icb, region] = of(placed(() => 0)).variation;
    expect(icb!.boundary).not.toBe('none');
    expect(icb!.p_value).toBeGreaterThan(0.05);
    expect(region!.p_shuffled).toBeNull();
  });
});

describe('the slope of a region', () => {
  const rows = placed((icb, region) => [2, -1, 0.5][region]! + 0.3 * (icb % 3));
  const { regions } = of(rows);

  test('alone is least squares of its PCNs, clustered by ICB where it has five or more', () => {
    expect(regions.map(({ clusters_of, clusters }) => `${clusters} ${clusters_of}`)).toEqual([
      '6 icb',
      '6 sub_icb',
      '6 sub_icb',
    ]);
    for (const { region_code, estimate, n } of regions) {
      const own = rows.filter((row) => row.region_code === region_code);
      const x = Float64Array.from(own, (row) => row.values.ltc_share!);
      const y = Float64Array.from(own, (row) => row.fte_per_10k!);
      expect(n).toBe(own.length);
      expect(estimate).toBeCloseTo(leastSquares({ y, columns: [x.map(() => 1), x] }).coefficients[1]!, 10);
    }
  });

  test('drawn to the mean lies nearer to the mean of the regions', () => {
    const mean = of(rows).variation[1]!.estimate;
    for (const { estimate, shrunken, shrunken_low, shrunken_high } of regions) {
      expect(Math.abs(shrunken - mean)).toBeLessThan(Math.abs(estimate! - mean) + 0.05);
      expect(shrunken_low).toBeLessThan(shrunken);
      expect(shrunken_high).toBeGreaterThan(shrunken);
    }
  });
});

test('a run asks it of every need and snapshot, and the regions of the last; threads do not matter', async () => {
  const panel = inventedPanel(120, snapshots);
  const apart = panel.rows.map((row, at) => ({ ...row, region_code: at % 12 < 6 ? 'Y56' : 'Y60' }));
  const data = asData({ ...panel, rows: apart });
  const run = (threads: number) => runStudy(study, data, { analyses: [levels], threads });
  const [one, two] = [await run(1), await run(2)];
  expect(two.tables.all()).toEqual(one.tables.all());
  for (const table of [withinBetweenSlopes, slopeVariation] as const) {
    const found = one.tables.all().find(({ table: { file } }) => file === table.file)!;
    expect(new Set(found.rows.map((row) => row.snapshot))).toEqual(new Set(snapshots));
  }
  expect(one.tables.rows(regionSlopes).map((row) => [row.snapshot, row.region_code])).toEqual([
    [snapshots[1], 'Y56'],
    [snapshots[1], 'Y60'],
  ]);
});

test('a panel in one ICB and one region has none of it, and the reasons are on record', async () => {
  const panel = inventedPanel(60, [snapshots[0]!]);
  const alike = {
    ...panel,
    rows: panel.rows.map((row) => ({ ...row, icb_code: 'QAA', region_code: 'Y00' })),
  };
  const single: Study = { ...study, snapshots: [snapshots[0]!] };
  const { tables, omissions } = await runStudy(single, asData(alike), { analyses: [levels] });
  expect(tables.rows(withinBetweenSlopes)).toEqual([]);
  const left = omissions.filter(({ what }) => what.startsWith('Slopes'));
  expect(left.map(({ what }) => what.split(',')[0])).toEqual([
    'Slopes within and between ICBs',
    'Slopes that vary by ICB',
    'Slopes that vary by region',
  ]);
  for (const { why } of left) expect(why).toContain('one cluster');
});
