import type { StudyInference } from '@inverse-care/domain';
import {
  equivalenceTest,
  holm,
  inferFromTally,
  type JointQuestion,
  type JointTally,
  type Period,
} from '@inverse-care/stats';
import type { SlopeRow } from '../slopes/tables.js';
import { jointTests } from './joint-tests.js';
import { marginAt } from './margin.js';
import type { JointNeedRow, JointRow, JointTest } from './tables.js';

/** What all snapshots of one need come to. */
export interface JointInference {
  rows: JointRow[];
  tests: JointTest[];
  need: JointNeedRow;
  /** Why snapshots were not tested all at once, where they were not. */
  untested: string | null;
}

/** What `judge` judges. */
export interface Judged {
  /** This need's coefficients as the study concludes from them, snapshots ascending, at least two, each with a standard error. */
  rows: readonly SlopeRow[];
  /** The same regressions, in the same order. */
  periods: readonly Period[];
  /** The coefficients as the draws are held against them. */
  question: JointQuestion;
  /** Of the bootstrap draws of the coefficients, replicates shared by the snapshots. */
  tally: JointTally;
  /** What was drawn. */
  drawn: JointNeedRow['drawn'];
  pcns: number;
  inference: StudyInference;
  /** Differences in a unit of need, to which the study's smallest effect belongs. */
  perUnit: number;
}

/**
 * Judges the need coefficients of all snapshots together.
 * @throws InvalidDataError or RankDeficientError where the draws or the regressions do not allow it.
 */
export function jointInference(judged: Judged): JointInference {
  const { rows, periods, question, tally, inference, perUnit, drawn, pcns } = judged;
  const { need } = rows[0]!;
  const { level, smallest_effect, replicates } = inference;
  const { band, adjusted, first } = inferFromTally(question, tally, { replicates, level });
  const byHolm = holm(rows.map(({ p_value }) => p_value!));
  const margins = periods.map((period) =>
    smallest_effect === undefined ? null : marginAt(period, smallest_effect, perUnit),
  );
  const snapshotAt = (i: number) => rows[i]?.snapshot ?? null;
  return {
    rows: rows.map(({ snapshot, estimate, std_error, p_value, df }, i): JointRow => {
      const margin = margins[i]!;
      return {
        need,
        snapshot,
        estimate,
        std_error: std_error!,
        band_low: band.low[i]!,
        band_high: band.high[i]!,
        band_critical: band.criticalValue,
        band_critical_mcse: band.monteCarloError,
        p_value: p_value!,
        p_holm: byHolm[i]!,
        p_romano_wolf: Math.max(p_value!, adjusted.pValues[i]!),
        p_romano_wolf_mcse: adjusted.monteCarloErrors[i]!,
        p_equivalence:
          margin === null
            ? null
            : equivalenceTest({
                estimate,
                stdError: std_error!,
                degreesOfFreedom: df!,
                low: -margin.coefficient,
                high: margin.coefficient,
              }).pValue,
        margin_fte: margin?.fte ?? null,
        margin_share: margin?.share ?? null,
        margin_per: margin?.per ?? null,
        margin_coefficient: margin?.coefficient ?? null,
        first_lasting_share: first.shares[i]!,
      };
    }),
    ...jointTests(need, periods, level, drawn !== 'PCNs'),
    need: {
      need,
      pcns,
      drawn,
      clusters: new Set(periods.flatMap(({ units }) => Array.from(units))).size,
      first_lasting: snapshotAt(first.observed),
      first_low: snapshotAt(first.low),
      first_high: snapshotAt(first.high),
      replicates: band.replicates,
    },
  };
}
