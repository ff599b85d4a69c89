import * as tables from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { isShownSmall } from '../src/language/margin-words.js';
import { fullInput, withTables } from './html-fixtures.js';
import { bothTrendsSentence, changeSentence, marginWords } from './spoken.js';

const need = 'need_published';
const row = fullInput().tables.rows(tables.joint)[0]!;

describe('a margin', () => {
  it('is told in FTE and as a share of the mean', () => {
    expect(marginWords({ ...row, margin_fte: 0.031, margin_share: 0.1, margin_per: 'sd' })).toBe(
      '0.031 FTE per 10,000 patients (10% of mean provision) for one standard deviation more need',
    );
  });

  it('above half of the mean shows nothing to be small', () => {
    const small = { ...row, p_equivalence: 0.001 };
    expect(isShownSmall({ ...small, margin_share: 0.1 })).toBe(true);
    expect(isShownSmall({ ...small, margin_share: 0.51 })).toBe(false);
    expect(isShownSmall({ ...small, margin_share: 1.2 })).toBe(false);
    expect(isShownSmall({ ...small, margin_share: null })).toBe(false);
  });
});

describe('slopes over time', () => {
  const test = (
    scale: 'absolute' | 'relative',
    statistic: number,
    low: number | null,
    high: number | null,
    p_value: number,
  ) => ({
    need,
    scale,
    test: 'trend per year' as const,
    statistic,
    df1: 1,
    df2: 41,
    conf_low: low,
    conf_high: high,
    p_value,
    snapshots: 15,
    clusters: 42,
    clustered_by: 'icb' as const,
  });
  const broken = (scale: 'absolute' | 'relative', p_value: number, r2_trend: number) => ({
    need,
    scale,
    break_at: '2022-03-31' as const,
    break_low: '2021-12-31' as const,
    break_high: '2022-12-31' as const,
    before: -0.001,
    after: -0.017,
    sup_f: 5,
    p_value,
    r2_break: 0.88,
    r2_trend,
    candidates: 12,
    replicates: 999,
  });
  const input = withTables(
    fullInput(),
    filled(tables.trendTests, [
      test('absolute', -0.0072, -0.0143, -0.0001, 0.046),
      test('relative', -0.017, -0.045, 0.011, 0.22),
    ]),
    filled(tables.breaks, [broken('absolute', 0.02, 0.92), broken('relative', 0.23, 0.5)]),
  );

  it('are told on both scales, which need not agree', () => {
    const said = bothTrendsSentence(need, input)!;
    expect(said).toContain('fell in FTE, and shows no clear trend as a share of mean provision');
    expect(said).toContain('−0.0072 FTE per 10,000 a year (−0.0143 to −0.0001)');
    expect(said).toContain('−1.7 percentage points of the mean a year (−4.5 to 1.1;');
    expect(said).toContain('PCNs of one ICB together');
  });

  it('have a break where it is shown, not trusted where a line fits better, and none elsewhere', () => {
    const said = changeSentence(need, input)!;
    expect(said).toContain('That all slopes in FTE are the same is rejected (p <0.001).');
    expect(said).toContain('In FTE the slopes break at 31 March 2022');
    expect(said).toContain('p 0.020, uncorrected for the two breaks that were asked for)');
    expect(said).toContain('a steady drift fits better (R² 92% against 88%)');
    expect(said).toContain('no break is shown as a share of the mean (p 0.230)');
  });

  it('are not told of a need that nothing tested', () => {
    expect(bothTrendsSentence('ltc_share', input)).toBeNull();
    expect(changeSentence('ltc_share', input)).toBeNull();
  });
});
