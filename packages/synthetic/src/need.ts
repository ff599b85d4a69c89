import { InputError, publishedTable2, publishedTable2N } from '@inverse-care/domain';
import { type Constraints, calibrate } from './calibrate.js';
import { clamp } from './elementary.js';
import { icbEffects } from './icb-effects.js';
import type { Network } from './networks.js';
import { places } from './places.js';
import { randomStream } from './random.js';
import { leastSquares, pseudoInverse, studentQuantile } from './regression.js';

/** Standard deviation of need around Table 2's equation, before calibration. */
const residualSd = 0.045;
/** Bounds of a network's need, and how far inside them a value out of bounds is put back. */
const [lowest, highest, margin] = [0.05, 0.46, 0.006];

/** Spread of ICBs' common part of need, in spreads of networks within a place. */
const icbSpread = 0.75;

/** A coefficient of Table 2 with an estimate and a standard error that agree with all three printed numbers. */
export interface NeedTarget {
  term: string;
  estimate: number;
  standardError: number;
}

/** Targets in the order of the design's columns: the covariates, then the constant. */
export const needTargets: readonly NeedTarget[] = publishedTable2.map(
  ({ term, estimate, conf_low, conf_high }) => {
    const middle = (conf_low + conf_high) / 2;
    const quantile = studentQuantile(publishedTable2N - publishedTable2.length);
    return {
      term,
      estimate: clamp(middle, estimate - 0.0004, estimate + 0.0004),
      standardError: (conf_high - conf_low) / 2 / quantile,
    };
  },
);

/**
 * Need of every open network on the last snapshot, 0 to 1, such that its regression on the covariates is Table 2:
 * residuals are orthogonal to the design and their squares give its HC1 standard errors.
 */
export function createNeed(
  covariates: readonly (readonly number[])[],
  open: readonly Network[],
  seed: number,
): Float64Array {
  const random = randomStream(seed, 'need');
  const design = covariates.map((row) => [...row, 1]);
  const rows = pseudoInverse(design);
  const n = design.length;
  const correction = n / (n - needTargets.length);
  const byPlace = places.map(() => random.normal());
  const byIcb = icbEffects(seed, 'need');
  const draws = Float64Array.from(
    open,
    ({ place }) => clamp(random.normal(), -2.3, 2.3) + 0.45 * byPlace[place]! + icbSpread * byIcb[place]!,
  );
  const { residuals } = leastSquares(design, draws);
  const fitted = Float64Array.from(design, (row) =>
    row.reduce((total, x, k) => total + x * needTargets[k]!.estimate, 0),
  );
  let residual: Float64Array = residuals.map((x) => (residualSd * x) / 1.1);
  for (let round = 0; round < 60; round++) {
    residual = calibrate(residual, (e) => constraintsOf(e, rows, correction), {
      positive: false,
      what: "Table 2's confidence intervals",
    });
    const need = residual.map((e, i) => fitted[i]! + e);
    if (need.every((x) => x >= lowest && x <= highest)) return need;
    residual = need.map((x, i) => clamp(x, lowest + margin, highest - margin) - fitted[i]!);
  }
  throw new InputError('Synthetic England cannot be calibrated with this seed: need stays out of bounds', {
    remedy: 'choose another seed',
  });
}

/** Orthogonality of the residuals to the design, and the HC1 variances of the coefficients. */
function constraintsOf(e: Float64Array, rows: readonly Float64Array[], correction: number): Constraints {
  const gaps = new Float64Array(2 * rows.length);
  const slopes: Float64Array[] = [];
  for (const [j, row] of rows.entries()) {
    gaps[j] = -row.reduce((total, a, i) => total + a * e[i]!, 0);
    slopes.push(row);
  }
  for (const [j, row] of rows.entries()) {
    const variance = correction * row.reduce((total, a, i) => total + a * a * e[i]! * e[i]!, 0);
    gaps[rows.length + j] = needTargets[j]!.standardError ** 2 - variance;
    slopes.push(row.map((a, i) => 2 * correction * a * a * e[i]!));
  }
  return { gaps, slopes };
}
