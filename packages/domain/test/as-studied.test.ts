import { describe, expect, it } from 'vitest';
import { asStudied, type Panel, type PanelRow } from '../src/index.js';

const row = (pcn: string, fte: number | null): PanelRow => ({
  snapshot: '2020-03-31',
  pcn_code: pcn,
  pcn_name: `PCN ${pcn}`,
  sub_icb_code: '36L',
  icb_code: 'QWE',
  region_code: 'Y56',
  patients: 40_000,
  reported: fte !== null,
  fte,
  fte_per_10k: fte === null ? null : fte / 4,
  values: { need_predicted: 0.2 },
});
/** One that reported two, one that reported none, one that did not report. */
const facts: Panel = {
  snapshots: ['2020-03-31'],
  variables: ['need_predicted'],
  rows: [row('U00001', 2), row('U00002', 0), row('U00003', null)],
};
const provision = ({ rows }: Panel) =>
  rows.map(({ pcn_code, reported, fte, fte_per_10k }) => [pcn_code, reported, fte, fte_per_10k]);

describe('a panel of facts, as studied', () => {
  it('gives PCNs that did not report 0 FTE and a rate of 0 where absent is zero', () => {
    expect(provision(asStudied(facts, 'zero'))).toEqual([
      ['U00001', true, 2, 0.5],
      ['U00002', true, 0, 0],
      ['U00003', false, 0, 0],
    ]);
  });

  it('leaves them missing where absent is missing', () => {
    expect(provision(asStudied(facts, 'missing'))).toEqual([
      ['U00001', true, 2, 0.5],
      ['U00002', true, 0, 0],
      ['U00003', false, null, null],
    ]);
  });

  it('touches nothing else: rows that reported, other columns, and the facts themselves', () => {
    const before = structuredClone(facts);
    const studied = asStudied(facts, 'zero');
    expect(facts).toEqual(before);
    expect(studied.rows.slice(0, 2)).toEqual(facts.rows.slice(0, 2));
    expect(studied).toEqual({
      ...facts,
      rows: [...facts.rows.slice(0, 2), { ...facts.rows[2], fte: 0, fte_per_10k: 0 }],
    });
  });
});
