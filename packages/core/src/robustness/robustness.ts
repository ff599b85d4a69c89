import { type PanelWithProvenance, type Study, throwIfCancelled } from '@inverse-care/domain';
import { InvalidDataError, RankDeficientError } from '@inverse-care/stats';
import { planStudy } from '../plan.js';
import type { RunOptions } from '../run-study.js';
import { type CarrierRow, type InfluenceRow, influence } from './influence.js';
import type { Question } from './rows.js';
import { type BenchmarkRow, type UnmeasuredRow, unmeasured } from './unmeasured.js';
import { type UnreportedRow, unreportedRow } from './unreported.js';

/** How much the coefficients of need owe to what was not reported, not measured, or to a few places. */
export interface RobustnessResults {
  unreported: UnreportedRow[];
  unmeasured: UnmeasuredRow[];
  benchmarks: BenchmarkRow[];
  influence: InfluenceRow[];
  carriers: CarrierRow[];
  /** Needs and snapshots of which a part could not be computed, and why. */
  omissions: (Question & { what: string; why: string })[];
}

/**
 * Puts the coefficient of every need and snapshot of a study to the test.
 * @throws CancelledError where the signal fires.
 */
export async function robustness(
  study: Study,
  data: PanelWithProvenance,
  { signal, onProgress }: Omit<RunOptions, 'threads'> = {},
): Promise<RobustnessResults> {
  const { panel } = data;
  const found: RobustnessResults = {
    unreported: [],
    unmeasured: [],
    benchmarks: [],
    influence: [],
    carriers: [],
    omissions: [],
  };
  const questions = planStudy(study, data).needs.flatMap((need) =>
    panel.snapshots.map((snapshot): Question => ({ need, snapshot })),
  );
  for (const [done, question] of questions.entries()) {
    onProgress?.({ label: 'Robustness', done, total: questions.length });
    await new Promise((resolve) => setImmediate(resolve));
    throwIfCancelled(signal);
    const attempt = <T>(what: string, compute: () => T | null): T | null => {
      let why = 'Too few PCNs have a value of need and reported.';
      try {
        const result = compute();
        if (result !== null) return result;
      } catch (error) {
        if (!(error instanceof InvalidDataError || error instanceof RankDeficientError)) throw error;
        why = error.message;
      }
      found.omissions.push({ ...question, what, why });
      return null;
    };
    const bounds = attempt('Bounds', () => unreportedRow(panel, question, study));
    if (bounds) found.unreported.push(bounds);
    const hidden = attempt('Robustness values', () => unmeasured(panel, question, study));
    if (hidden) {
      found.unmeasured.push(hidden.row);
      found.benchmarks.push(...hidden.benchmarks);
    }
    const places = attempt('Influence', () => influence(panel, question, study));
    if (places) {
      found.influence.push(...places.rows);
      found.carriers.push(...places.carriers);
    }
  }
  return found;
}
