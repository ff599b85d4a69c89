import { readFileSync } from 'node:fs';
import { type PanelRow, type Study, subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { fifths } from '../src/analyses/fifths/analysis.js';
import { fifthsAt, fifthsOf } from '../src/analyses/fifths/fifths.js';
import { correlationRows, pearson } from '../src/analyses/likeness/correlations.js';
import { rankRangeRows, rankRows, reportingRows } from '../src/analyses/reporting/reporting.js';
import { readStudy, runStudy } from '../src/index.js';
import { planStudy } from '../src/study/plan.js';
import { needFifths, needGaps } from '../src/tables.js';
import { asData, inventedPanel, plainPcn } from './invented-panel.js';

interface Golden {
  means: number[];
  pcns: number[];
  difference: number;
  half: { least: number; most: number; difference: number };
  correlation: number;
  r2: number;
}

// Values from test-fixtures/golden/fifths/fifths.R: boot 1.3-28.1 on sums by cluster.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../test-fixtures/golden/fifths/fifths.json', import.meta.url), 'utf8'),
);

const snapshot = '2022-06-30';
const declared = readStudy(
  `study: small\ntitle: Small\nsnapshots: [${snapshot}]\nneeds: [income_deprivation, ltc_share]\n`,
  'small.yaml',
);
const study: Study = { ...declared, snapshots: [snapshot] };

const pcn = plainPcn(snapshot);
const silent = (index: number, row: Partial<PanelRow> = {}) =>
  pcn(index, { ...row, fte: 0, reported: false });
const panelOf = (rows: PanelRow[]) => ({ snapshots: [snapshot], variables: [], rows });

describe('provision by fifth of need', () => {
  const rows = Array.from({ length: 40 }, (_, i) =>
    pcn(i, {
      patients: 20_000 + 1000 * ((i * 13) % 17),
      fte: ((i * 5) % 11) / 4,
      icb_code: `Q${i % 8}`,
      values: { income_deprivation: ((i * 7) % 40) / 40 },
    }),
  );
  const found = fifthsAt(rows, { need: 'income_deprivation', snapshot }, study)!;

  it('is the patient-weighted mean of each, with the interval of the jackknife by ICB (R, boot)', () => {
    expect(found.fifths.map(({ pcns }) => pcns)).toEqual(golden.pcns);
    for (const [i, { value }] of found.fifths.entries()) expect(value).toBeCloseTo(golden.means[i]!, 12);
    const [least, most] = [found.fifths[0]!, found.fifths[4]!];
    expect(least.conf_high! - least.value!).toBeCloseTo(golden.half.least, 10);
    expect(most.conf_high! - most.value!).toBeCloseTo(golden.half.most, 10);
  });

  it('sets the most need against the least in provision and in staff (R, boot)', () => {
    const { gap } = found;
    expect(gap.difference).toBeCloseTo(golden.difference, 12);
    expect(gap.conf_high! - gap.difference).toBeCloseTo(golden.half.difference, 10);
    expect(gap.staff).toBeCloseTo((golden.difference * gap.patients) / 10_000, 8);
    expect(gap.method).toContain('one ICB');
  });

  it('leaves out what the study takes to hang together', () => {
    const alone: Study = { ...study, inference: { ...study.inference, dependence: 'none' } };
    const other = fifthsAt(rows, { need: 'income_deprivation', snapshot }, alone)!.gap;
    expect(other.method).toContain('one PCN');
    expect(other.conf_high).not.toBeCloseTo(found.gap.conf_high!, 3);
  });

  it.each([
    [1, ['fifth 1', 'the difference']],
    [3, ['fifth 3']],
  ] as const)(
    'gives no interval to fifth %i alone where that is in one area, and says so',
    async (fifth, names) => {
      const { need_low, need_high } = found.fifths[fifth - 1]!;
      // The area has PCNs of other fifths too, whose intervals are the ones of the areas as they now are.
      const apart = rows.map((row) => {
        const need = row.values.income_deprivation!;
        return need >= need_low && need <= need_high ? { ...row, icb_code: 'Q0' } : row;
      });
      const { tables, omissions } = await runStudy(
        { ...study, needs: ['income_deprivation'] },
        asData({ ...panelOf(apart), variables: ['income_deprivation'] }),
        { analyses: [fifths] },
      );
      const others = found.fifths.filter((row) => row.fifth !== fifth);
      const without = tables.rows(needFifths).filter(({ conf_low }) => conf_low === null);
      expect(without.map((row) => row.fifth)).toEqual([fifth]);
      for (const { fifth: other, conf_low } of others)
        expect(tables.rows(needFifths)[other - 1]!.conf_low).toBeCloseTo(conf_low!, 10);
      expect(tables.rows(needGaps)[0]!.staff_low === null).toBe(fifth === 1);
      const [omission] = omissions.filter(({ what }) => what.startsWith('Intervals of provision by fifth'));
      expect(omission?.why).toContain(`none of ${names.join(', ')}:`);
    },
  );

  it('tells those that reported apart', () => {
    const quiet = rows.map((row, i) =>
      i % 9 === 0 ? { ...row, fte: 0, fte_per_10k: 0, reported: false } : row,
    );
    const { fifths } = fifthsAt(quiet, { need: 'income_deprivation', snapshot }, study)!;
    expect(fifths.reduce((total, { not_reported }) => total + not_reported, 0)).toBe(5);
    for (const { not_reported, value, value_reported } of fifths) {
      if (not_reported > 0) expect(value_reported).toBeGreaterThan(value!);
      else expect(value_reported).toBe(value);
    }
  });

  it('keeps rows of equal need together, where the middle of them all falls, and is null where one would be empty', () => {
    expect(fifthsOf([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])).toEqual([0, 1, 2, 3, 4]);
    expect(fifthsOf([5, 1, 1, 1, 9], [1, 1, 1, 1, 1])).toEqual([3, 1, 1, 1, 4]);
    const flat = rows.map((row) => ({ ...row, values: { income_deprivation: 0.2 } }));
    expect(fifthsAt(flat, { need: 'income_deprivation', snapshot }, study)).toBeNull();
  });
});

describe('who reported', () => {
  const rows = [
    pcn(1, { patients: 20_000, fte: 2 }),
    silent(2, { patients: 30_000 }),
    pcn(3, { patients: 50_000, fte: 0 }),
    silent(4, { sub_icb_code: '72Q', icb_code: 'QKK' }),
  ];
  const found = reportingRows(panelOf(rows), snapshot, study);
  const of = (level: string, code: string) => found.find((row) => row.level === level && row.code === code)!;

  it('has no value where nobody did, which is not none', () => {
    expect(of('sub_icb', '72Q')).toMatchObject({ pcns: 1, not_reported: 1, value: null });
    expect(of('icb', 'QKK').value).toBeNull();
  });

  it('has the mean of those that did, and bounds over all (by hand)', () => {
    // Reporters: 2 FTE on 70,000 patients. All: 2 on 100,000, or with 30,000 at the 95th percentile, 0.95 FTE per 10,000.
    const row = of('icb', 'QWE');
    expect(row).toMatchObject({ pcns: 3, not_reported: 1, patients: 100_000, patients_not_reported: 30_000 });
    expect(row.share_not_reported).toBe(0.3);
    expect(row.value).toBeCloseTo(2 / 7, 12);
    expect(row.bound_low).toBeCloseTo(0.2, 12);
    expect(row.bound_high).toBeCloseTo(0.2 + 0.3 * 0.95, 12);
  });

  it('has every area once, England first, and its PCNs add up', () => {
    expect(found[0]).toMatchObject({ level: 'england', pcns: 4, not_reported: 2 });
    for (const level of ['icb', 'sub_icb'])
      expect(found.filter((row) => row.level === level).reduce((sum, { pcns }) => sum + pcns, 0)).toBe(4);
    expect(found.filter(({ level }) => level === 'sub_icb')).toHaveLength(subIcbs.length);
  });

  it('says the same whatever the study makes of PCNs that did not report', () => {
    const missing = rows.map((row) => (row.reported ? row : { ...row, fte: null, fte_per_10k: null }));
    expect(reportingRows(panelOf(missing), snapshot, study)).toEqual(found);
  });

  it('ranks those that did among themselves, equal values alike', () => {
    const ranked = rankRows(panelOf([...rows, pcn(5, { fte: 0 })]), snapshot);
    expect(ranked.map(({ pcn_code, rank, ranked: of }) => [pcn_code, rank, of])).toEqual([
      ['U10001', 1, 3],
      ['U10003', 2, 3],
      ['U10005', 2, 3],
    ]);
  });

  it('tells how far a rank hangs on half a post, by hand, and who may be above it', () => {
    // Per 10,000: 2, 1, 0.8 and none. With half a post less the first is behind none, as 1.5 is still the most.
    const some = [2, 1, 0.8, 0].map((fte, i) => pcn(i, { fte }));
    const silent = pcn(4, { fte: 0, reported: false });
    const ranges = rankRangeRows(panelOf([...some, silent]), snapshot);
    expect(ranges.map(({ rank, best, worst, places }) => [rank, best, worst, places])).toEqual([
      [1, 1, 1, 0],
      [2, 2, 3, 1],
      [3, 2, 3, 1],
      [4, 4, 4, 0],
    ]);
    for (const row of ranges) expect(row).toMatchObject({ ranked: 4, not_reported: 1 });
    // Of two with none, each is behind the other; half a post in a small PCN passes a whole one in a large.
    const twice = rankRangeRows(
      panelOf([pcn(0, { patients: 40_000 }), pcn(1, { fte: 0, patients: 5_000 }), pcn(2, { fte: 0 })]),
      snapshot,
    );
    expect(twice.map(({ best, worst }) => [best, worst])).toEqual([
      [1, 1],
      [1, 3],
      [1, 3],
    ]);
  });
});

describe('what goes with need', () => {
  it('is Pearson’s correlation, its square the R-squared of a regression (R: cor, lm)', () => {
    const [x, y] = [Float64Array.of(1, 2, 4, 7, 11), Float64Array.of(2, 1, 3, 0, 5)];
    expect(pearson(x, y)).toBeCloseTo(golden.correlation, 14);
    expect(pearson(x, y)! ** 2).toBeCloseTo(golden.r2, 14);
    expect(
      pearson(
        x,
        x.map((value) => -3 * value),
      ),
    ).toBe(-1);
    expect(
      pearson(
        x,
        x.map(() => 0.1),
      ),
    ).toBeNull();
  });

  it('is of each need with provision and every variable but itself', () => {
    const panel = inventedPanel(60, [snapshot]);
    const rows = correlationRows(panel, ['ltc_share'], snapshot);
    expect(rows.map(({ variable }) => variable)).toEqual(['fte_per_10k', 'share_65_plus', 'rural']);
    expect(rows.every(({ n, correlation, r2 }) => n === 60 && r2 === correlation! ** 2)).toBe(true);
  });
});

it('Table S2 has no need that is in its denominator, and says why', () => {
  const { tableS2, omissions } = planStudy(
    { ...study, needs: ['ltc_share', 'income_deprivation'] },
    asData({ ...panelOf([]), variables: ['ltc_share', 'income_deprivation'] }),
  );
  expect(tableS2.map(({ need }) => need)).toEqual(['income_deprivation']);
  expect(omissions.find(({ what }) => what.startsWith('Table S2'))?.why).toContain('denominator');
});
