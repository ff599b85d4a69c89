import type { FilledTables } from '@inverse-care/domain';
import { type JointTest, jointTests } from '../joint/tables.js';
import { table1 } from '../provision/tables.js';
import { gradeOf } from './grade.js';
import { type Claimed, needRows } from './question-of.js';
import type { FindingRow, FindingTestRow } from './tables.js';
import { testRows } from './tests.js';

export type Together = Pick<
  FindingRow,
  'p_all_zero' | 'p_all_equal' | 'trend' | 'trend_low' | 'trend_high' | 'together'
>;

/** What all snapshots of a need say together. */
function togetherOf({ question: { need, perUnit, alpha, tables, source } }: Claimed): Together {
  const of = (test: JointTest['test']) =>
    source === 'slopes.csv'
      ? tables.rows(jointTests).find((row) => row.need === need && row.test === test)
      : undefined;
  const [zero, equal, trend] = [of('all zero'), of('all equal'), of('trend per year')];
  const per = (value: number | null | undefined) =>
    value === null || value === undefined || !Number.isFinite(value) ? null : value / perUnit;
  return {
    p_all_zero: zero?.p_value ?? null,
    p_all_equal: equal?.p_value ?? null,
    trend: per(trend?.statistic),
    trend_low: per(trend?.conf_low),
    trend_high: per(trend?.conf_high),
    together: togetherWord(zero?.p_value, equal?.p_value, trend?.p_value, alpha),
  };
}

/** What tests of all snapshots say: each p-value is missing where its test was not made. */
export function togetherWord(
  zero: number | null | undefined,
  equal: number | null | undefined,
  trend: number | null | undefined,
  alpha: number,
): FindingRow['together'] {
  const made = (p: number | null | undefined): p is number => p !== null && p !== undefined;
  if (!made(zero) && !made(equal) && !made(trend)) return '';
  const shown = (p: number | null | undefined) => made(p) && p < alpha;
  const [difference, change] = [shown(zero), shown(equal) || shown(trend)];
  if (difference && change) return 'both';
  return difference ? 'difference' : change ? 'change' : 'neither';
}

/** How many snapshots have an interval on each side of zero, and how many there are. */
function snapshotsOf({ question: { need, tables, source, alpha } }: Claimed) {
  if (source !== 'slopes.csv') return { snapshots: 1, clear_more: 0, clear_fewer: 0, clear_adjusted: 0 };
  const rows = needRows(tables, need);
  return {
    snapshots: rows.length,
    clear_more: rows.filter(
      ({ conf_low, conf_high }) => conf_low !== null && conf_high !== null && conf_low > 0,
    ).length,
    clear_fewer: rows.filter(
      ({ conf_low, conf_high }) => conf_low !== null && conf_high !== null && conf_high < 0,
    ).length,
    clear_adjusted: rows.filter(({ p_holm }) => p_holm !== null && p_holm < alpha).length,
  };
}

/** The graded finding and the tests that graded it. */
export function graded(
  claimed: Claimed,
  tables: FilledTables,
): { finding: FindingRow; tests: FindingTestRow[] } {
  const { claim, n, outcome, isProvision, increment, question } = claimed;
  const { need, snapshot, estimate, interval, p_value, method } = question;
  const tests = testRows(question);
  const mean = isProvision
    ? tables.rows(table1).find((row) => row.snapshot === snapshot)?.per_10k_mean
    : undefined;
  const share = (value: number | undefined) =>
    value === undefined || mean === undefined || !(mean > 0) ? null : value / mean;
  return {
    tests,
    finding: {
      need,
      snapshot,
      n,
      outcome,
      told_for: increment.told_for,
      estimate,
      step_estimate: (estimate * increment.told_per_unit) / increment.per_unit,
      conf_low: interval?.low ?? null,
      conf_high: interval?.high ?? null,
      p_value,
      method,
      share: share(estimate),
      share_low: share(interval?.low),
      share_high: share(interval?.high),
      finding: claim,
      ...gradeOf(claim, n, tests),
      ...snapshotsOf(claimed),
      ...togetherOf(claimed),
    },
  };
}
