import type { StudyInference } from '@inverse-care/domain';
import {
  equivalenceTest,
  firstLasting,
  holm,
  nullCentredDraws,
  type Period,
  romanoWolf,
  type SharedDraws,
  studentTQuantile,
  supTBand,
} from '@inverse-care/stats';
import type { CoefficientRow } from '../association/tables.js';
import { jointTests } from './joint-tests.js';
import { marginAt } from './margin.js';
import type { JointNeedRow, JointRow, JointTest } from './tables.js';

/** What all snapshots of one need come to. */
export interface JointInference {
  rows: JointRow[];
  tests: JointTest[];
  need: JointNeedRow;
}

/** What `judge` judges. */
export interface Judged {
  /** The need rows of Figure 3 for this need, snapshots ascending, at least two. */
  rows: readonly CoefficientRow[];
  /** The same regressions, in the same order. */
  periods: readonly Period[];
  /** Bootstrap draws of the coefficients, replicates shared by the snapshots. */
  draws: SharedDraws;
  inference: StudyInference;
  /** Differences in a unit of need, to which the study's smallest effect belongs. */
  perUnit: number;
}

/**
 * Judges the need coefficients of all snapshots together.
 * @throws InvalidDataError or RankDeficientError where the draws or the regressions do not allow it.
 */
export function jointInference({ rows, periods, draws, inference, perUnit }: Judged): JointInference {
  const { need } = rows[0]!;
  const { level, smallest_effect } = inference;
  const estimates = rows.map(({ estimate }) => estimate);
  const stdErrors = rows.map(({ std_error }) => std_error);
  const band = supTBand({ estimates, stdErrors, draws, level });
  const adjusted = romanoWolf({
    statistics: estimates.map((estimate, i) => estimate / stdErrors[i]!),
    draws: nullCentredDraws({ estimates, draws, stdErrors }),
  });
  const byHolm = holm(rows.map(({ p_value }) => p_value));
  const smallest = Math.min(...rows.map(({ n }) => n - 2));
  const criticalValue = studentTQuantile(1 - (1 - level) / 2, smallest);
  const first = firstLasting({ estimates, stdErrors, draws, criticalValue, level });
  const margins = periods.map((period) =>
    smallest_effect === undefined ? null : marginAt(period, smallest_effect, perUnit),
  );
  const snapshotAt = (i: number) => rows[i]?.snapshot ?? null;
  return {
    rows: rows.map(({ snapshot, estimate, std_error, p_value, n }, i): JointRow => {
      const margin = margins[i]!;
      return {
        need,
        snapshot,
        estimate,
        std_error,
        band_low: band.low[i]!,
        band_high: band.high[i]!,
        band_critical: band.criticalValue,
        band_critical_mcse: band.monteCarloError,
        p_value,
        p_holm: byHolm[i]!,
        p_romano_wolf: adjusted.pValues[i]!,
        p_romano_wolf_mcse: adjusted.monteCarloErrors[i]!,
        p_equivalence:
          margin === null
            ? null
            : equivalenceTest({
                estimate,
                stdError: std_error,
                degreesOfFreedom: n - 2,
                low: -margin.coefficient,
                high: margin.coefficient,
              }).pValue,
        margin_fte: margin?.fte ?? null,
        margin_share: margin?.share ?? null,
        margin_per: margin?.per ?? null,
        first_lasting_share: first.shares[i]!,
      };
    }),
    tests: jointTests(need, periods, level),
    need: {
      need,
      pcns: new Set(periods.flatMap(({ units }) => Array.from(units))).size,
      first_lasting: snapshotAt(first.observed),
      first_low: snapshotAt(first.low),
      first_high: snapshotAt(first.high),
      replicates: band.replicates,
    },
  };
}
