import { describe, expect, it } from 'vitest';
import { fifthsOf } from '../src/analyses/fifths/fifths.js';
import { pcnNeedRows, standingAmong } from '../src/analyses/profiles/pcn-needs.js';
import { inventedPanel, plainPcn } from './invented-panel.js';

const snapshot = '2022-06-30';
const pcn = plainPcn(snapshot);

// Five PCNs of ten thousand patients; the last did not report staff, which says nothing of its need.
const five = [0.1, 0.2, 0.3, 0.3, 0.6].map((share, i) =>
  pcn(i, { values: { ltc_share: share }, patients: 10_000, ...(i === 4 ? { reported: false, fte: 0 } : {}) }),
);

describe('where a need stands among England’s patients', () => {
  it('is the share with less, and half of those with the same, by hand', () => {
    const at = standingAmong([0.3, 0.1, 0.6, 0.2, 0.3], [10, 10, 10, 10, 10]);
    expect([0.05, 0.1, 0.15, 0.3, 0.6, 0.7].map(at)).toEqual([0, 0.1, 0.2, 0.6, 0.9, 1]);
  });

  it('cuts the fifths that need_fifths.csv has, ties and unequal sizes included', () => {
    const { rows } = inventedPanel(97, [snapshot]);
    const needs = rows.map(({ values }) => Math.round(20 * values.ltc_share!) / 20);
    const patients = rows.map((row) => row.patients);
    const at = standingAmong(needs, patients);
    expect(needs.map((need) => Math.min(4, Math.floor(5 * at(need))))).toEqual(fifthsOf(needs, patients));
  });
});

describe('PCNs by need', () => {
  it('have a fifth whether they reported staff or not, and England’s mean by patients beside', () => {
    const rows = pcnNeedRows(five, 'ltc_share', new Map(), 0.95);
    expect(rows.map(({ fifth }) => fifth)).toEqual([1, 2, 4, 4, 5]);
    expect(rows.map(({ england }) => england)).toEqual(Array(5).fill(0.3));
  });

  it('have no percentile without an interval', () => {
    for (const row of pcnNeedRows(five, 'ltc_share', new Map(), 0.95)) {
      const { percentile, percentile_low, percentile_high, low, high } = row;
      expect([percentile, percentile_low, percentile_high, low, high]).toEqual(Array(5).fill(null));
    }
  });

  it('have Wilson’s interval among effective respondents, as R gives it, and where it leads', () => {
    const [, , third, , last] = pcnNeedRows(five, 'ltc_share', new Map([[five[2]!.pcn_code, 90]]), 0.95);
    // R 4.2: prop.test(27, 90, correct = FALSE)$conf.int
    expect(third!.low).toBeCloseTo(0.2151, 4);
    expect(third!.high).toBeCloseTo(0.4013, 4);
    expect(third).toMatchObject({ percentile: 0.6, percentile_low: 0.4, percentile_high: 0.8 });
    expect(third).toMatchObject({ fifth: 4, fifth_low: 3, fifth_high: 5, effective_respondents: 90 });
    expect(last!.percentile).toBeNull();
  });

  it('are left out where their need is not known', () => {
    const rows = [pcn(0, { values: { ltc_share: null } }), ...five.slice(1)];
    expect(pcnNeedRows(rows, 'ltc_share', new Map(), 0.95)).toHaveLength(4);
  });
});
