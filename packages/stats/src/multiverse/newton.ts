import { InvalidDataError } from '../errors.js';
import { NoConvergenceError } from '../models/errors.js';
import { type FamilyName, families } from '../models/family.js';
import { linearPredictor } from '../models/linear-predictor.js';
import { solveNormalEquations } from '../normal-equations.js';
import { type OrthonormalDesign, orthonormalDesign, project, toCoefficients } from './orthonormal-design.js';

export interface WeightedModelData {
  family: FamilyName;
  /** Length n. */
  y: Float64Array;
  /** k columns of length n, that of interest last. */
  columns: readonly Float64Array[];
  /** Length n, above 0. */
  weights: Float64Array;
  offset: Float64Array;
}

/** A pseudo-likelihood fit, and the weighted regression that its last step is. */
export interface NewtonFit {
  coefficients: Float64Array;
  linearPredictor: Float64Array;
  /** Orthonormal in the working weights: weight times the derivative of the mean. */
  working: OrthonormalDesign;
  /** Root of the working weight times the working residual, length n; orthogonal to the basis. */
  scaledResiduals: Float64Array;
}

const mostIterations = 60;
const settled = 1e-9;
/** Linear predictors beyond this stand for means that no data tell from a bound. */
const farthest = 30;

/**
 * Weighted Poisson or logit pseudo-likelihood by Newton's method on orthonormal columns, in plain doubles: the fast
 * sister of `generalisedLinear`, with weights. Where a combination of columns predicts outcomes perfectly, estimates
 * run away and it gives up.
 *
 * @throws InvalidDataError where no outcome differs from the bound; RankDeficientError; NoConvergenceError.
 */
export function newton(data: WeightedModelData): NewtonFit {
  const { family: name, y, columns, weights, offset } = data;
  const family = families[name];
  if (y.every((value) => value === y[0])) {
    throw new InvalidDataError(`All outcomes are ${y[0]}: there is nothing to fit.`);
  }
  const base = orthonormalDesign(columns, weights.map(Math.sqrt));
  // Unweighted rows of the base, so that X b is the rows times coordinates.
  const rows = base.basis.map((unit) => unit.map((value, i) => value / base.roots[i]!));
  const k = columns.length;
  const n = y.length;
  let eta = startOf(data);
  let coordinates = new Float64Array(k);
  let started = false;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const cross = new Float64Array(k * k);
    const right = new Float64Array(k);
    let scale = 0;
    const working = eta.map((value, i) => weights[i]! * family.slope(value));
    for (const value of working) scale += value / n;
    for (let i = 0; i < n; i++) {
      const v = working[i]! / scale;
      let target = (weights[i]! * family.residual(y[i]!, eta[i]!)) / scale;
      if (!started) target += v * (eta[i]! - offset[i]!);
      for (let a = 0; a < k; a++) {
        const left = rows[a]![i]!;
        right[a] = right[a]! + left * target;
        for (let b = 0; b <= a; b++) cross[a * k + b] = cross[a * k + b]! + v * left * rows[b]![i]!;
      }
    }
    if (!solveNormalEquations(cross, right, k)) break;
    const step = right;
    coordinates = started ? coordinates.map((value, l) => value + step[l]!) : step;
    const next = linearPredictor(rows, coordinates, offset);
    let change = 0;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      change = Math.max(change, Math.abs(next[i]! - eta[i]!));
      largest = Math.max(largest, Math.abs(next[i]! - offset[i]!));
    }
    eta = next;
    if (!(largest < farthest)) break;
    if (started && change < settled) return finish(data, eta);
    started = true;
  }
  throw new NoConvergenceError(family.model, mostIterations);
}

function startOf({ family, y, weights, offset }: WeightedModelData): Float64Array {
  if (family === 'logit') return y.map((value) => (value === 1 ? Math.log(3) : -Math.log(3)));
  let outcome = 0;
  let exposure = 0;
  y.forEach((value, i) => {
    outcome += weights[i]! * value;
    exposure += weights[i]! * Math.exp(offset[i]!);
  });
  const rate = outcome / exposure;
  return y.map((value, i) => Math.log((value + rate * Math.exp(offset[i]!)) / 2));
}

/** One more step, by the orthonormal design in the working weights, from which everything else follows. */
function finish(
  { family: name, y, columns, weights, offset }: WeightedModelData,
  from: Float64Array,
): NewtonFit {
  const family = families[name];
  const roots = from.map((value, i) => Math.sqrt(weights[i]! * family.slope(value)));
  const working = orthonormalDesign(columns, roots);
  const scaled = (eta: Float64Array) =>
    eta.map((value, i) => (weights[i]! * family.residual(y[i]!, value)) / roots[i]!);
  const target = scaled(from).map((value, i) => value + roots[i]! * (from[i]! - offset[i]!));
  const coefficients = toCoefficients(working, project(working, target));
  const eta = linearPredictor(columns, coefficients, offset);
  return { coefficients, linearPredictor: eta, working, scaledResiduals: scaled(eta) };
}
