import { add, type DoubleDouble, type DoubleDoubleVector, multiply } from './double-double.js';
import { InvalidDataError } from './errors.js';
import { type Orthogonalised, orthogonalise } from './orthogonalise.js';
import { type RootWeights, rootWeights } from './root-weights.js';

export interface LeastSquaresData {
  /** Outcome, length n. */
  y: Float64Array;
  /** k columns of length n; a constant is a column of ones that the caller passes. */
  columns: readonly Float64Array[];
  /** Names of the columns, for errors and tests. */
  names?: readonly string[];
  /**
   * What rounding to doubles cut off the columns, such as a power of many digits: the design is columns + tails.
   * Matters only where columns are nearly dependent.
   */
  tails?: readonly Float64Array[];
  /**
   * Length n, not negative, in any unit: the error variance of an observation is taken to be inversely proportional
   * to its weight (Stata's analytic weights, R's `lm`). Without them all are 1. Weight 0 leaves an observation out.
   */
  weights?: Float64Array;
}

/** True where all values are the same and not zero. */
export function isConstant(column: Float64Array): boolean {
  const [first] = column;
  if (first === 0) return false;
  for (let i = 0; i < column.length; i++) if (column[i] !== first) return false;
  return true;
}

/**
 * The decomposition of the data scaled by powers of two, which is exact: column j of Q R is column j of X times its
 * scale, each row times the root of its weight.
 */
export interface Decomposition extends Orthogonalised {
  columnScale: Float64Array;
  yScale: number;
  weighting: RootWeights | undefined;
  /** Of the data as they came, length k. */
  coefficients: Float64Array;
}

/** Checks the data and orthogonalises them; errors as `leastSquares`. */
export function decompose({ y, columns, names, tails, weights }: LeastSquaresData): Decomposition {
  check(y, columns, names, tails);
  const weighting = weights && rootWeights(weights, y.length);
  if (weighting !== undefined && weighting.positive < columns.length) {
    throw new InvalidDataError(
      `A regression on ${columns.length} columns needs at least ${columns.length} observations of positive weight, ` +
        `not ${weighting.positive}.`,
    );
  }
  const columnScale = Float64Array.from(columns, powerOfTwo);
  const yScale = powerOfTwo(y);
  const vectors = columns.map((column, j) => scaled(column, tails?.[j], columnScale[j]!));
  const outcome = scaled(y, undefined, yScale);
  if (weighting !== undefined) {
    for (const vector of [...vectors, outcome]) multiplyRows(vector, weighting.roots);
  }
  const parts = orthogonalise(vectors, outcome, names);
  const coefficients = Float64Array.from(columns, (_, i) => {
    let total: DoubleDouble = [0, 0];
    for (let j = i; j < columns.length; j++) {
      total = add(total, multiply(parts.inverse[i]![j]!, parts.projection[j]!));
    }
    return (total[0] * columnScale[i]!) / yScale;
  });
  return { ...parts, columnScale, yScale, weighting, coefficients };
}

function check(
  y: Float64Array,
  columns: readonly Float64Array[],
  names: readonly string[] | undefined,
  tails: readonly Float64Array[] | undefined,
): void {
  const n = y.length;
  const k = columns.length;
  if (k === 0) throw new InvalidDataError('A regression needs at least one column.');
  if (names !== undefined && names.length !== k) {
    throw new InvalidDataError(`There are ${k} columns but ${names.length} names.`);
  }
  if (tails !== undefined && tails.length !== k) {
    throw new InvalidDataError(`There are ${k} columns but ${tails.length} tails.`);
  }
  if (n < k)
    throw new InvalidDataError(`A regression on ${k} columns needs at least ${k} observations, not ${n}.`);
  checkColumn(y, n, 'The outcome');
  columns.forEach((column, j) => {
    checkColumn(column, n, `Column "${names?.[j] ?? j}"`);
  });
  tails?.forEach((tail, j) => {
    checkColumn(tail, n, `The tail of column "${names?.[j] ?? j}"`);
  });
}

function checkColumn(column: Float64Array, n: number, label: string): void {
  if (column.length !== n) {
    throw new InvalidDataError(`${label} has ${column.length} values where the outcome has ${n}.`);
  }
  for (let i = 0; i < n; i++) {
    if (Number.isFinite(column[i]!)) continue;
    throw new InvalidDataError(`${label} is ${column[i]} in observation ${i}: every value must be finite.`);
  }
}

/** The power of two that brings the largest magnitude to between a half and one; 1 for zeros. */
function powerOfTwo(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest === 0 ? 1 : 2 ** Math.min(1000, -Math.ceil(Math.log2(largest)));
}

function scaled(column: Float64Array, tail: Float64Array | undefined, factor: number): DoubleDoubleVector {
  return {
    hi: multiplied(column, factor),
    lo: tail === undefined ? new Float64Array(column.length) : multiplied(tail, factor),
  };
}

function multiplied(values: Float64Array, factor: number): Float64Array {
  const products = new Float64Array(values.length);
  for (let i = 0; i < products.length; i++) products[i] = values[i]! * factor;
  return products;
}

/** Element by element, written over the first. */
function multiplyRows(vector: DoubleDoubleVector, { hi, lo }: DoubleDoubleVector): void {
  for (let i = 0; i < hi.length; i++) {
    const product = multiply([vector.hi[i]!, vector.lo[i]!], [hi[i]!, lo[i]!]);
    vector.hi[i] = product[0];
    vector.lo[i] = product[1];
  }
}
