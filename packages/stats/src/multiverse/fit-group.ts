import {
  ClusterLeverageOneError,
  InvalidDataError,
  LeverageOneError,
  RankDeficientError,
} from '../errors.js';
import { NoConvergenceError } from '../models/errors.js';
import { drawUnderNull, type NullDraws, type UnitDraws } from './null-draws.js';
import type { OrthonormalDesign } from './orthonormal-design.js';
import {
  fitOutcome,
  leastSquaresDesign,
  type OutcomeModel,
  type SharedDesign,
  type SpecificationFit,
} from './specification-fit.js';
import {
  type AdjustedSlope,
  adjustSlope,
  type Clustering,
  type EffectTest,
  type ErrorType,
  testEffect,
} from './specification-tests.js';

/** Outcomes that share rows, regressors and weights. */
export interface SpecificationGroup extends SharedDesign {
  outcomes: readonly (OutcomeModel & {
    errors: readonly ErrorType[];
    /** Whether draws are wanted; they may be at hand from an earlier run. */
    draw: boolean;
  })[];
  clusterings: readonly Clustering[];
  /** Unit of every row, for the draws. */
  unitOfRow: Int32Array;
  level: number;
  draws: UnitDraws;
}

/** What came of an outcome: numbers, or why there are none. */
export type GroupFit =
  | { reason: string }
  | {
      estimate: number;
      tests: (EffectTest | { reason: string })[];
      /** null where no draws were wanted. */
      draws: NullDraws | null;
    };

/** The message of an error that the data are to blame for; others are thrown on. */
function reasonOf(error: unknown): string {
  const expected = [
    InvalidDataError,
    RankDeficientError,
    NoConvergenceError,
    LeverageOneError,
    ClusterLeverageOneError,
  ];
  if (error instanceof RankDeficientError) {
    return 'The regressors are linearly dependent in these observations.';
  }
  if (expected.some((type) => error instanceof type)) return (error as Error).message;
  throw error;
}

function attempt<T>(compute: () => T): T | { reason: string } {
  try {
    return compute();
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

const failed = (value: object): value is { reason: string } => 'reason' in value;

/**
 * Fits all outcomes of a group, with their tests and their draws under the null. Orthonormal columns, adjustments of
 * CR2 and cross-products of draws are computed once.
 * @returns one entry an outcome, in their order.
 *
 * @example
 * ```ts
 * const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const y = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
 * const [fit] = fitGroup({
 *   columns: [x.map(() => 1), x],
 *   outcomes: [{ model: 'linear', y, errors: [{ type: 'HC1' }, { type: 'CR1', clustering: 0 }], draw: false }],
 *   clusterings: [{ codes: Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3), count: 4 }],
 *   unitOfRow: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
 *   level: 0.95,
 *   draws: { seed: 1, stream: 'units', units: 8, replicates: 0 },
 * });
 * // R: x <- 1:8; fit <- lm(c(3, 1, 4, 1, 5, 9, 2, 6) ~ x)
 * fit.estimate; // => 0.53571429
 * // R: coef(fit)[["x"]]
 * fit.tests.map(({ stdError }) => stdError); // => [0.32316655, 0.29570245]
 * // R: cr1 <- sandwich::vcovCL(fit, cluster = rep(1:4, each = 2), type = "HC1")
 * // R: sqrt(c(sandwich::vcovHC(fit, type = "HC1")[2, 2], cr1[2, 2]))
 * ```
 */
export function fitGroup(group: SpecificationGroup): GroupFit[] {
  const { outcomes, clusterings, level, unitOfRow, weights } = group;
  const shared = attempt(() => leastSquaresDesign(group));
  if (failed(shared)) return outcomes.map(() => shared);
  const design: OrthonormalDesign = shared;
  const slopes = new Map<number, AdjustedSlope>();
  const adjusted = (index: number) => {
    let slope = slopes.get(index);
    if (slope === undefined) {
      slope = adjustSlope(design, clusterings[index]!, weights !== undefined);
      slopes.set(index, slope);
    }
    return slope;
  };
  const common = { any: [], positive: [] };
  const fits = outcomes.map((outcome) => attempt(() => fitOutcome(group, design, outcome, common)));
  const wanted = fits.flatMap((fit, i) => (!failed(fit) && outcomes[i]!.draw ? [i] : []));
  const drawn =
    wanted.length === 0 || group.draws.replicates === 0
      ? []
      : drawUnderNull(
          wanted.map((i) => (fits[i] as SpecificationFit).components),
          unitOfRow,
          clusterings,
          group.draws,
        );
  return fits.map((fit, i): GroupFit => {
    if (failed(fit)) return fit;
    const { errors, model } = outcomes[i]!;
    return {
      estimate: fit.estimate,
      tests: errors.map((type) =>
        attempt(() => testEffect(fit, model === 'linear', type, clusterings, level, adjusted)),
      ),
      draws: drawn[wanted.indexOf(i)] ?? null,
    };
  });
}
