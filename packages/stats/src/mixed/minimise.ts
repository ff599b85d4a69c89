import { symmetricEigen } from '../covariance/symmetric-eigen.js';
import { NoConvergenceError } from '../models/errors.js';

/** A value and its gradient. */
export interface Evaluated {
  value: number;
  gradient: Float64Array;
}

const mostIterations = 200;

const longestStep = 4;

/** Step of the differences from which the Hessian is made. */
const step = 1e-5;

/** The Hessian from differences of the gradient, symmetric: forward ones where the gradient is given, else central. */
function hessianAt(
  evaluate: (at: Float64Array) => Evaluated,
  at: Float64Array,
  gradient?: Float64Array,
): Float64Array {
  const k = at.length;
  const hessian = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const width = step * Math.max(1, Math.abs(at[i]!));
    const moved = (by: number) => evaluate(at.map((value, j) => (j === i ? value + by : value))).gradient;
    const [above, below] = [moved(width), gradient ?? moved(-width)];
    const apart = gradient === undefined ? 2 * width : width;
    for (let j = 0; j < k; j++) {
      const half = (above[j]! - below[j]!) / apart / 2;
      hessian[i * k + j]! += half;
      hessian[j * k + i]! += half;
    }
  }
  return hessian;
}

/** The Newton step where curvatures are taken as positive, and not below a millionth of the largest. */
function descent(hessian: Float64Array, gradient: Float64Array): Float64Array {
  const k = gradient.length;
  const { values, vectors } = symmetricEigen(hessian, k);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const direction = new Float64Array(k);
  for (let e = 0; e < k; e++) {
    const curvature = Math.max(Math.abs(values[e]!), 1e-6 * largest, 1e-12);
    let along = 0;
    for (let i = 0; i < k; i++) along += vectors[e * k + i]! * gradient[i]!;
    for (let i = 0; i < k; i++) direction[i]! -= (along / curvature) * vectors[e * k + i]!;
  }
  return direction;
}

const norm = (vector: Float64Array) => Math.hypot(...vector);

/** Newton's steps from the end of a search while the gradient falls: differences of the value are lost in rounding. */
export function polish(evaluate: (at: Float64Array) => Evaluated, start: Float64Array): Float64Array {
  let at = start;
  let { gradient } = evaluate(at);
  for (let pass = 0; pass < 5; pass++) {
    const direction = descent(hessianAt(evaluate, at), gradient);
    const there = at.map((value, i) => value + direction[i]!);
    const next = evaluate(there).gradient;
    if (!(norm(next) < norm(gradient))) break;
    [at, gradient] = [there, next];
  }
  return at;
}

/** The first of ever shorter steps that lowers the value enough; null where none does. */
function shorten(
  evaluate: (at: Float64Array) => Evaluated,
  at: Float64Array,
  value: number,
  direction: Float64Array,
  promise: number,
): Float64Array | null {
  for (let scale = Math.min(1, longestStep / norm(direction)); scale > 1e-10; scale /= 2) {
    const there = at.map((coordinate, i) => coordinate + scale * direction[i]!);
    if (evaluate(there).value < value - 1e-4 * scale * promise) return there;
  }
  return null;
}

/**
 * A minimum by Newton's method with backtracking, from a start; the same for the same start always. It ends where
 * Newton's step promises less than 1e-12 of the value, or no step lowers the value.
 *
 * @param name of the model, for the error.
 * @throws NoConvergenceError after 200 iterations.
 */
export function minimise(
  evaluate: (at: Float64Array) => Evaluated,
  start: Float64Array,
  name: string,
): { at: Float64Array; value: number } {
  let at = start;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const { value, gradient } = evaluate(at);
    const direction = descent(hessianAt(evaluate, at, gradient), gradient);
    const promise = -direction.reduce((total, along, i) => total + along * gradient[i]!, 0);
    const next =
      promise <= 1e-12 * (1 + Math.abs(value)) ? null : shorten(evaluate, at, value, direction, promise);
    if (next === null) return { at, value };
    at = next;
  }
  throw new NoConvergenceError(name, mostIterations);
}
