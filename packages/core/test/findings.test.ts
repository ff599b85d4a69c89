import { FilledTables, filled, type Study } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { findingsOfStudy, gradeFindings, runStudy, standardAnalyses } from '../src/index.js';
import {
  findings,
  findingTestsTable,
  type InfluenceRow,
  increments,
  influence,
  type JointRow,
  joint,
  type SlopeRow,
  slopes,
  table1,
} from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshots = ['2020-03-31', '2020-06-30'];
const last = snapshots[1]!;

const slope = (snapshot: string, low: number, high: number): SlopeRow => ({
  need: 'ltc_share',
  snapshot,
  term: 'need',
  estimate: (low + high) / 2,
  std_error: (high - low) / 4,
  times_paper: 1,
  df: 20,
  conf_low: low,
  conf_high: high,
  p_value: 0.04,
  p_holm: 0.04,
  method: 'HC1',
  n: 200,
  clusters: null,
  effective_clusters: null,
  p_wild: null,
  p_wild_mcse: null,
  note: '',
});

const judged = (change: Partial<JointRow>): JointRow => ({
  need: 'ltc_share',
  snapshot: last,
  estimate: 0.1,
  std_error: 0.05,
  band_low: 0,
  band_high: 0.2,
  band_critical: 2.5,
  band_critical_mcse: 0.01,
  p_value: 0.04,
  p_holm: 0.04,
  p_romano_wolf: 0.04,
  p_romano_wolf_mcse: 0.001,
  p_equivalence: 0.5,
  margin_fte: 0.03,
  margin_share: 0.1,
  margin_per: 'sd',
  margin_coefficient: 0.5,
  first_lasting_share: 0.5,
  ...change,
});

/** A standard deviation of need is 0.05, its step 0.1; mean provision is 0.5. */
function graded(low: number, high: number, change: Partial<JointRow> = {}, places: InfluenceRow[] = []) {
  const tables = new FilledTables([
    filled(increments, [
      {
        variable: 'ltc_share',
        increment: '10 percentage points',
        per_unit: 10,
        told_for: 'one standard deviation (5 percentage points)',
        told_per_unit: 20,
      },
    ]),
    filled(slopes, [slope(snapshots[0]!, -1, 1), slope(last, low, high)]),
    filled(joint, [judged(change)]),
    filled(influence, places),
    filled(table1, [
      {
        snapshot: last,
        label: '',
        pcns: 200,
        fte_mean: 2,
        fte_sd: 1,
        per_10k_mean: 0.5,
        per_10k_sd: 0.4,
        fte_total: 400,
      },
    ]),
  ]);
  const found = new FilledTables(gradeFindings(study(snapshots) as Study, tables));
  return { ...found.rows(findings)[0]!, tests: found.rows(findingTestsTable) };
}

describe('the finding of a need', () => {
  it('is told for one standard deviation, and as a share of mean provision', () => {
    expect(graded(0.2, 0.6)).toMatchObject({
      estimate: 0.02,
      conf_low: 0.01,
      conf_high: 0.03,
      share: 0.04,
      share_low: 0.02,
      share_high: 0.06,
      finding: 'more',
      grade: 'holds',
      snapshots: 2,
      clear_more: 1,
      clear_fewer: 0,
      clear_adjusted: 2,
      // Half of the step’s.
      step_estimate: 0.04,
      together: '',
    });
  });

  it('breaks by the number of snapshots alone, by Romano and Wolf where there are draws', () => {
    expect(graded(0.2, 0.6, { p_romano_wolf: 0.05 })).toMatchObject({
      grade: 'fragile',
      breaks: 'snapshots',
    });
    expect(graded(-0.6, -0.2, { p_romano_wolf: 0.049 })).toMatchObject({ finding: 'fewer', grade: 'holds' });
  });

  it('is small where two one-sided tests show it, for the difference that effects are told for', () => {
    const small = { p_equivalence: 0.01 };
    // Nothing but its own interval was asked that speaks of smallness.
    expect(graded(-0.2, 0.2, small)).toMatchObject({ finding: 'small', reason: 'nothing else asked' });
    expect(graded(-0.2, 0.2, { ...small, margin_share: 0.51 })).toMatchObject({ finding: 'none shown' });
    expect(graded(-0.2, 0.2, { p_equivalence: 0.05 })).toMatchObject({ finding: 'none shown' });
    expect(graded(0.1, 0.2, small)).toMatchObject({ finding: 'more' });
  });

  it.each(['increment', 'sd', 'tenth_to_ninetieth'] as const)(
    'is small by tests within the margin of its own regression, stated for %s',
    (margin_per) => {
      // The margin of 0.5 a unit of need is 0.025 for a standard deviation, whatever it was stated for.
      const small = { p_equivalence: 0.01, margin_per, margin_fte: 9, margin_coefficient: 0.5 };
      const place = (conf_high: number): InfluenceRow => ({
        need: 'ltc_share',
        snapshot: last,
        level: 'icb',
        code: 'QWE',
        pcns: 5,
        estimate: 0.1,
        conf_low: -0.2,
        conf_high,
        p_value: 0.5,
        errors: 'HC1',
        change: 0,
        change_in_errors: 0,
      });
      expect(graded(-0.2, 0.2, small, [place(0.49)])).toMatchObject({ finding: 'small', grade: 'holds' });
      expect(graded(-0.2, 0.2, small, [place(0.51)])).toMatchObject({ grade: 'fragile', breaks: 'one icb' });
      const unknown = { ...small, margin_coefficient: null };
      expect(graded(-0.2, 0.2, unknown, [place(0.49)])).toMatchObject({ finding: 'none shown' });
    },
  );

  it('has one row for every test, and says which were not made', () => {
    const { tests, not_asked } = graded(0.2, 0.6);
    expect(tests.map(({ test }) => test)).toEqual([
      'interval',
      'snapshots',
      'icb',
      'methods',
      'multiverse',
      'one icb',
      'one pcn',
      'bounds',
      'placebo',
    ]);
    expect(not_asked).toBe('icb; methods; multiverse; one icb; one pcn; bounds; placebo');
  });

  it('is made from the rows of a run, whose interval it has', async () => {
    const { tables } = await runStudy(study(snapshots), asData(inventedPanel(80, snapshots)), {
      analyses: [...standardAnalyses, findingsOfStudy],
    });
    const [row] = tables.rows(findings);
    const own = tables.rows(slopes).find(({ snapshot, term }) => snapshot === last && term === 'need')!;
    const per = tables.rows(increments).find(({ variable }) => variable === 'ltc_share')!.told_per_unit;
    expect(tables.rows(findings)).toHaveLength(1);
    expect(row).toMatchObject({ need: 'ltc_share', snapshot: last, conf_low: own.conf_low! / per });
    expect(row!.finding === 'none shown').toBe(own.conf_low! <= 0 && own.conf_high! >= 0);
  });
});
