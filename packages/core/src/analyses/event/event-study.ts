import type { Snapshot, StudyInference } from '@inverse-care/domain';
import { leastSquares, waldTest } from '@inverse-care/stats';
import { type Inferred, inferred } from '../../model/declared/coefficient.js';
import type { Followed } from './differences.js';

/** How far the slope of need at a snapshot is from that at the reference. */
export interface EventSlope extends Inferred {
  snapshot: Snapshot;
  after: boolean;
}

/** A test on several slopes at once, or on the mean of those after less that of those before; only the last has an estimate. */
export interface EventTest
  extends Omit<Inferred, 'std_error' | 'estimate' | 'df' | 'conf_low' | 'conf_high'> {
  test: 'none before' | 'none after' | 'mean after less mean before';
  estimate: number | null;
  std_error: number | null;
  conf_low: number | null;
  conf_high: number | null;
  statistic: number | null;
  df1: number;
  df2: number;
}

/** Slopes around an event in the order of snapshots, the reference left out, and what is tested on them. */
export interface EventStudy {
  slopes: EventSlope[];
  tests: EventTest[];
  /** PCNs that are there throughout. */
  n: number;
}

/** Differences of the slope of need from the reference, and their joint covariance by PCN. */
function jointSlopes({ design, outcomes }: Followed, reference: number) {
  const { columns, names, weights } = design;
  const n = design.y.length;
  const others = outcomes.map((_, t) => t).filter((t) => t !== reference);
  const fits = others.map((t) => {
    const y = outcomes[t]!.map((value, i) => value - outcomes[reference]![i]!);
    return leastSquares({ y, columns, names, ...(weights && { weights }) });
  });
  const influence = fits.map((fit) => fit.residuals.map((rest, i) => rest * fit.pseudoinverse[1]![i]!));
  // Parameters that are not within PCNs: the slopes of all columns but the constant, and a constant for each snapshot.
  const all = n * outcomes.length;
  const parameters = others.length * (columns.length - 1) + outcomes.length;
  const factor = (n / (n - 1)) * ((all - 1) / (all - parameters));
  const covariance = influence.flatMap((a) =>
    influence.map((b) => factor * a.reduce((sum, value, i) => sum + value * b[i]!, 0)),
  );
  return { others, estimates: fits.map(({ coefficients }) => coefficients[1]!), covariance, df: n - 1 };
}

/**
 * An event study: the outcome on constants of each PCN and snapshot, and on need, and the covariates, times each snapshot
 * but the reference, which is the last before the event; errors clustered by PCN (Freyaldenhoven, Hansen, Pérez Pérez and
 * Shapiro 2021, NBER Working Paper 29170). Need and covariates are those of the reference, PCNs those that are there
 * throughout, so that a coefficient is the slope of the change since the reference; R's `fixest::feols` with
 * `i(snapshot, need, ref) | pcn + snapshot` gives the same, its small-sample factor too.
 *
 * Slopes before the event that differ from zero speak against what a slope after it would be taken for.
 *
 * @param reference index of the reference among the snapshots; those behind it are after the event.
 * @throws InvalidDataError, RankDeficientError where the data do not allow it.
 */
export function eventStudy(
  followed: Followed,
  snapshots: readonly Snapshot[],
  reference: number,
  { level }: Pick<StudyInference, 'level'>,
): EventStudy {
  const { others, estimates, covariance, df } = jointSlopes(followed, reference);
  const q = others.length;
  const slopes = others.map(
    (t, j): EventSlope => ({
      snapshot: snapshots[t]!,
      after: t > reference,
      ...inferred(estimates[j]!, covariance[j * (q + 1)]!, df, level),
    }),
  );
  const unit = (j: number) => Float64Array.from({ length: q }, (_, l) => (l === j ? 1 : 0));
  const joint = (test: EventTest['test'], after: boolean): EventTest[] => {
    const own = others.flatMap((t, j) => (t > reference === after ? [j] : []));
    if (own.length === 0) return [];
    const wald = waldTest({ estimates, covariance, restrictions: own.map(unit), denominatorDf: df });
    const empty = { estimate: null, std_error: null, conf_low: null, conf_high: null };
    return [{ test, ...empty, statistic: wald.f, df1: wald.df, df2: df, p_value: wald.fP }];
  };
  const after = others.filter((t) => t > reference).length;
  // The reference is one of those before, with a slope of zero.
  const weights = others.map((t) => (t > reference ? 1 / after : -1 / (q + 1 - after)));
  const mean = weights.reduce((sum, weight, j) => sum + weight * estimates[j]!, 0);
  const variance = weights.reduce(
    (sum, a, j) => sum + weights.reduce((inner, b, l) => inner + a * b * covariance[j * q + l]!, 0),
    0,
  );
  const { df: _, ...shift } = inferred(mean, variance, df, level);
  return {
    slopes,
    tests: [
      ...joint('none before', false),
      ...joint('none after', true),
      { test: 'mean after less mean before', ...shift, statistic: null, df1: 1, df2: df },
    ],
    n: followed.design.y.length,
  };
}
