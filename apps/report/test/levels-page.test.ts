import {
  regionSlopes,
  type SlopeVariationRow,
  slopeVariation,
  type WithinBetweenRow,
  withinBetweenSlopes,
} from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { levelsFigure } from '../src/drawings/levels-figure.js';
import { differing, levelRows } from '../src/language/levels-words.js';
import type { ReportInput } from '../src/report-input.js';
import { levels } from '../src/sections/levels.js';
import { levelsView, regionsView } from '../src/sections/tables/levels-tables.js';
import { fullInput, syntheticInput, withTables } from './html-fixtures.js';
import { snapshots } from './invented-rows.js';
import { levelsWords } from './spoken.js';

const last = snapshots.at(-1)!;
const need = 'need_published' as const;

const slope = (term: WithinBetweenRow['term'], estimate: number, p = 0.4): WithinBetweenRow => ({
  snapshot: last,
  need,
  term,
  estimate,
  std_error: 0.5,
  df: 20,
  conf_low: estimate - 1,
  conf_high: estimate + 1,
  p_value: p,
  n: 1262,
  icbs: 42,
});

const variation = (
  level: SlopeVariationRow['level'],
  p: number,
  more: Partial<SlopeVariationRow> = {},
): SlopeVariationRow => ({
  snapshot: last,
  need,
  level,
  places: level === 'icb' ? 42 : 7,
  n: 1262,
  estimate: -0.34,
  std_error: 0.5,
  df: 40,
  conf_low: -1.4,
  conf_high: 0.7,
  slope_sd: 2.56,
  level_sd: 0.12,
  correlation: 0.4,
  residual_sd: 0.28,
  boundary: 'none',
  statistic: 25,
  p_value: p,
  p_shuffled: null,
  p_shuffled_mcse: null,
  ...more,
});

const region = (code: string, estimate: number | null, shrunken: number) => ({
  snapshot: last,
  need,
  region_code: code,
  n: 188,
  estimate,
  std_error: estimate === null ? null : 0.5,
  df: estimate === null ? null : 4,
  conf_low: estimate === null ? null : estimate - 2,
  conf_high: estimate === null ? null : estimate + 2,
  clusters_of: 'sub_icb' as const,
  clusters: 23,
  shrunken,
  shrunken_error: 0.5,
  shrunken_low: shrunken - 1,
  shrunken_high: shrunken + 1,
});

const made = (icb: number, byRegion: number, shuffled: number | null, input = fullInput()): ReportInput =>
  withTables(
    input,
    filled(withinBetweenSlopes, [
      slope('all', -0.41),
      slope('within', 0.01),
      slope('between', -0.81),
      slope('difference', -0.82),
    ]),
    filled(slopeVariation, [
      variation('icb', icb),
      variation('region', byRegion, { p_shuffled: shuffled, p_shuffled_mcse: shuffled && 0.004 }),
    ]),
    filled(regionSlopes, [region('Y56', -0.6, -0.5), region('Y58', null, -0.3), region('Y63', 2.9, 2.37)]),
  );

const said = (input: ReportInput) => levelsWords(input)!.said.map(({ text }) => text);

describe('what is said of where the slope lives', () => {
  it('gives both slopes for the difference in need that effects are told for, and no difference where none is shown', () => {
    const [within] = said(made(0.001, 0.002, 0.2));
    expect(within).toContain('with a difference of +0.001 (−0.099 to 0.101)');
    expect(within).toContain('with −0.081 (−0.181 to 0.019)');
    expect(within).toContain('not shown to differ (p = 0.400), nor to be the same');
  });

  it('says that they differ where the test says so', () => {
    const rows = made(0.001, 0.002, 0.2);
    const apart = withTables(
      rows,
      filled(withinBetweenSlopes, [slope('within', 2), slope('between', -2), slope('difference', -4, 0.003)]),
    );
    expect(said(apart)[0]).toContain('The two differ (p = 0.003), by −0.500 to −0.300.');
  });

  it.each<[icb: number, region: number, shuffled: number | null, finds: ReturnType<typeof differing>]>([
    [0.0001, 0.002, 0.01, 'regions'],
    [0.0001, 0.002, 0.2, 'places'],
    [0.0001, 0.002, null, 'places'],
    [0.0001, 0.3, 0.01, 'ICBs'],
    [0.3, 0.3, 0.01, 'nowhere'],
  ])('by ICB p = %d, by region %d and shuffled %d: differs by %s', (icb, byRegion, shuffled, finds) => {
    const input = made(icb, byRegion, shuffled);
    expect(differing(levelRows(input)[0]!)).toBe(finds);
    const [, fromIcb, fromRegion] = said(input);
    expect(fromIcb!.includes('is not shown')).toBe(icb >= 0.05);
    expect(fromRegion!.includes('not shown')).toBe(finds !== 'regions' && shuffled !== null);
  });

  it('speaks of slopes both ways only where their spread is wider than their mean is far from zero', () => {
    const narrow = withTables(
      made(0.001, 0.2, 0.2),
      filled(slopeVariation, [variation('icb', 0.001, { slope_sd: 0.2 })]),
    );
    expect(said(made(0.001, 0.2, 0.2)).join()).toContain('by this model');
    expect(said(narrow).join()).not.toContain('by this model');
  });

  it('is nothing in a run that has none of it', () => {
    const without = withTables(
      fullInput(),
      filled(withinBetweenSlopes, []),
      filled(slopeVariation, []),
      filled(regionSlopes, []),
    );
    expect(levelsWords(without)).toBeNull();
    expect(levels.applies!({ ...without, figures: [] }, { kind: 'england' })).toBe(false);
    expect(levelsFigure(without)).toEqual([]);
    expect(levelsView(without)).toBeNull();
    expect(regionsView(without)).toBeNull();
  });
});

describe('the tables and the forest plot', () => {
  const input = made(0.0001, 0.002, 0.2);

  it('print the cells of the tables, per 10 percentage points', () => {
    const [row] = levelsView(input)!.rows;
    expect(row!.cells.map(({ text }) => text)).toEqual(['0.001', '−0.081', '0.400', '0.256', '0.256']);
    expect(row!.cells.at(-1)!.sub).toBe('p 0.002; shuffled 0.200');
    const regions = regionsView(input)!.rows;
    expect(regions.map(({ cells }) => cells[0]!.text)).toEqual(['−0.060', '–', '0.290']);
    expect(regions[0]!.cells[1]!.text).toBe('23 sub-ICBs');
  });

  it('mark variances at a bound', () => {
    const bound = withTables(
      input,
      filled(slopeVariation, [variation('icb', 0.4, { boundary: 'correlation of one' })]),
    );
    const view = levelsView(bound)!;
    expect(view.rows[0]!.cells[3]!.text).toBe('0.256 †');
    expect(view.notes.join()).toContain('singular fit');
    expect(levelsView(input)!.notes.join()).not.toContain('singular fit');
  });

  it('name no region in the headline, and tell every one in the description', () => {
    const [drawn] = levelsFigure(input);
    expect(drawn!.title).toBe(
      'The slope differs from place to place, but regions as such are not shown to differ',
    );
    expect(drawn!.alt).toContain('North East and Yorkshire (188 PCNs)');
    expect(drawn!.alt).toContain('England: −0.041.');
    expect(drawn!.rows).toHaveLength(3);
  });

  it('say where the data are synthetic', () => {
    const synthetic = made(0.1, 0.1, 0.1, syntheticInput());
    expect(levelsWords(synthetic)!.prefix).toContain('not evidence');
    expect(levelsFigure(synthetic)[0]!.svg).toContain('not evidence');
    expect(regionsView(synthetic)!.synthetic).toContain('not evidence');
  });
});
