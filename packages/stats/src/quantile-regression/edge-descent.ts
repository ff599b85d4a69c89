import { breakpointAt } from './breakpoint.js';
import { invert } from './invert.js';

/** Rows of a quantile regression, and room to work in. Rows beyond `rows` are spare. */
export interface DescentRoom {
  k: number;
  rows: number;
  /** Columns, scaled so that the largest element of each is about 1. */
  x: readonly Float64Array[];
  /** The outcome with what was added to tell ties apart. */
  y: Float64Array;
  weights: Float64Array;
  /** Rows that the regression goes through. */
  basis: Int32Array;
  /** Of the basis: k x k, row-major; column j is the edge along which the residual of basis row j alone changes. */
  inverse: Float64Array;
  residuals: Float64Array;
  inBasis: Uint8Array;
  /** Change of each fitted value along an edge. */
  moves: Float64Array;
  steps: Float64Array;
  jumps: Float64Array;
  candidates: Int32Array;
}

export function descentRoom(k: number, capacity: number): DescentRoom {
  const numbers = () => new Float64Array(capacity);
  return {
    k,
    rows: 0,
    x: Array.from({ length: k }, numbers),
    y: numbers(),
    weights: numbers(),
    basis: new Int32Array(k),
    inverse: new Float64Array(k * k),
    residuals: numbers(),
    inBasis: new Uint8Array(capacity),
    moves: numbers(),
    steps: numbers(),
    jumps: numbers(),
    candidates: new Int32Array(capacity),
  };
}

export type Descent = 'optimal' | 'flat' | 'singular' | 'stuck';

/** Slopes below this share of the sum of what makes them up are zero but for rounding. */
const roundingShare = 1e-12;

interface Edge {
  column: number;
  sign: 1 | -1;
  slope: number;
}

/** Solves the basis anew: its inverse and all residuals. */
function solveBasis(room: DescentRoom): boolean {
  const { k, rows, x, y, basis, inverse, residuals, inBasis } = room;
  const matrix = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) matrix[i * k + j] = x[j]![basis[i]!]!;
  if (!invert(matrix, inverse, k)) return false;
  residuals.set(y.subarray(0, rows));
  for (let j = 0; j < k; j++) {
    let coefficient = 0;
    for (let l = 0; l < k; l++) coefficient += inverse[j * k + l]! * y[basis[l]!]!;
    const column = x[j]!;
    for (let i = 0; i < rows; i++) residuals[i]! -= coefficient * column[i]!;
  }
  inBasis.fill(0, 0, rows);
  for (const row of basis) {
    inBasis[row] = 1;
    residuals[row] = 0;
  }
  return true;
}

/** Sums over rows outside the basis of weight x (tau, or tau - 1 where below the plane) x column. */
function pull({ k, rows, x, weights, residuals, inBasis }: DescentRoom, tau: number): Float64Array {
  const total = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const column = x[j]!;
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      if (inBasis[i] === 0) sum += weights[i]! * (residuals[i]! < 0 ? tau - 1 : tau) * column[i]!;
    }
    total[j] = sum;
  }
  return total;
}

/** The steepest edge downwards from the vertex, or whether one is level or none is. */
function steepest(
  { k, weights, basis, inverse }: DescentRoom,
  total: Float64Array,
  size: Float64Array,
  tau: number,
): Edge | 'optimal' | 'flat' {
  let found: Edge | 'optimal' | 'flat' = 'optimal';
  let best = 0;
  for (let column = 0; column < k; column++) {
    let along = 0;
    let scale = 0;
    let length = 0;
    for (let j = 0; j < k; j++) {
      const d = inverse[j * k + column]!;
      along += total[j]! * d;
      scale += size[j]! * Math.abs(d);
      length += d * d;
    }
    const weight = weights[basis[column]!]!;
    // What lies on the plane without weight is left wherever that costs nothing.
    const level = roundingShare * scale;
    for (const sign of [1, -1] as const) {
      const slope = sign === 1 ? weight * (1 - tau) - along : weight * tau + along;
      if (slope < -level || (weight === 0 && slope <= level)) {
        const rate = Math.min(slope, -level) / Math.sqrt(length);
        if (typeof found === 'string' || rate < best) {
          found = { column, sign, slope };
          best = rate;
        }
      } else if (found === 'optimal' && slope <= level) found = 'flat';
    }
  }
  return found;
}

/** Goes along an edge to the vertex where it rises again; false where it goes on for ever. */
function pivot(room: DescentRoom, { column, sign, slope }: Edge, total: Float64Array, tau: number): boolean {
  const { k, rows, x, weights, basis, inverse, residuals, inBasis, moves, steps, jumps, candidates } = room;
  moves.fill(0, 0, rows);
  for (let j = 0; j < k; j++) {
    const d = sign * inverse[j * k + column]!;
    const values = x[j]!;
    for (let i = 0; i < rows; i++) moves[i]! += d * values[i]!;
  }
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const move = moves[i]!;
    const residual = residuals[i]!;
    if (inBasis[i] !== 0 || !(residual > 0 ? move > roundingShare : move < -roundingShare)) continue;
    steps[count] = residual / move;
    jumps[count] = weights[i]! * Math.abs(move);
    candidates[count++] = i;
  }
  const at = breakpointAt(steps, jumps, candidates, count, Math.max(-slope, Number.MIN_VALUE));
  if (at < 0) return false;
  const entering = candidates[at]!;
  const step = steps[at]!;
  const leaving = basis[column]!;
  const take = (i: number, times: number) => {
    for (let j = 0; j < k; j++) total[j]! += times * weights[i]! * x[j]![i]!;
  };
  take(entering, residuals[entering]! < 0 ? 1 - tau : -tau);
  inBasis[entering] = 1;
  for (let i = 0; i < rows; i++) {
    if (inBasis[i] !== 0) continue;
    const before = residuals[i]!;
    const after = before - step * moves[i]!;
    residuals[i] = after;
    if (before < 0 !== after < 0) take(i, after < 0 ? -1 : 1);
  }
  residuals[entering] = 0;
  residuals[leaving] = -sign * step;
  inBasis[leaving] = 0;
  take(leaving, sign === 1 ? tau - 1 : tau);
  basis[column] = entering;
  exchangeRow(room, column, entering);
  return true;
}

/** Brings the inverse up to date after row `column` of the basis was replaced. */
function exchangeRow({ k, x, inverse }: DescentRoom, column: number, entering: number): void {
  const products = new Float64Array(k);
  for (let l = 0; l < k; l++) {
    for (let j = 0; j < k; j++) products[l]! += x[j]![entering]! * inverse[j * k + l]!;
  }
  for (let j = 0; j < k; j++) {
    const scaled = inverse[j * k + column]! / products[column]!;
    for (let l = 0; l < k; l++) inverse[j * k + l]! -= products[l]! * scaled;
    inverse[j * k + column] = scaled;
  }
}

/**
 * Descends along edges of the sum of weighted check losses to its minimum, from the vertex of `room.basis`: the exact
 * simplex method of Barrodale and Roberts (1973), SIAM Journal on Numerical Analysis 10, 839-848, in the form of
 * Koenker and d'Orey (1987), Applied Statistics 36, 383-393, which passes over all vertices of an edge on which the
 * sum still falls. Ends where no residual outside the basis is exactly 0, as every pivot then lowers the sum.
 * @returns 'flat' where the minimum is reached along an edge and not at one vertex alone; 'singular' where the basis
 * has no inverse or a direction has no bound; 'stuck' after 50 pivots a row, which rounding alone can bring about.
 */
export function descend(room: DescentRoom, tau: number): Descent {
  const { k, rows, x, weights } = room;
  const size = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const column = x[j]!;
    for (let i = 0; i < rows; i++) size[j]! += weights[i]! * Math.abs(column[i]!);
  }
  let fresh = false;
  let total: Float64Array = size;
  for (let pivots = 0; pivots < 50 * rows + 100; pivots++) {
    if (!fresh && pivots % 64 === 0) {
      if (!solveBasis(room)) return 'singular';
      total = pull(room, tau);
      fresh = true;
    }
    const edge = steepest(room, total, size, tau);
    if (typeof edge === 'string') {
      if (fresh) return edge;
      // What rounding has added up over the pivots is done away with before the answer is believed.
      if (!solveBasis(room)) return 'singular';
      total = pull(room, tau);
      fresh = true;
      continue;
    }
    fresh = false;
    if (!pivot(room, edge, total, tau)) return 'singular';
  }
  return 'stuck';
}
