import {
  type DoubleDouble,
  type DoubleDoubleVector,
  divide,
  dot,
  multiply,
  scale,
  squareRoot,
  subtract,
  subtractMultiple,
} from './double-double.js';
import { RankDeficientError } from './errors.js';
import { apart, supportOf, together } from './support.js';

/** X = QR of a design with n rows and k columns, and what y leaves after its projection on Q. */
export interface Orthogonalised {
  /** k columns of length n, orthonormal. */
  q: DoubleDoubleVector[];
  /** k x k upper triangular inverse of R, `inverse[i][j]` for j >= i. */
  inverse: DoubleDouble[][];
  /** Q'y, length k. */
  projection: DoubleDouble[];
  /** y - QQ'y, length n. */
  residuals: DoubleDoubleVector;
}

/**
 * A column counts as dependent where the part of it that the columns before it do not explain is below this share
 * of its length. Rounding the values of a column to doubles already moves it by 1e-16 of its length.
 */
const dependence = 1e-13;

/** What is left of y below this share of its length is rounding of the arithmetic here, and set to 0. */
const nothing = 1e-25;

/**
 * QR decomposition by modified Gram-Schmidt in double-double arithmetic, y being carried along as a last column,
 * which makes the solution backward stable: Björck (1967), BIT 7, 1-21. The arguments are overwritten.
 *
 * @throws RankDeficientError naming the first column that depends on those before it.
 */
export function orthogonalise(
  columns: DoubleDoubleVector[],
  y: DoubleDoubleVector,
  names: readonly string[] | undefined,
): Orthogonalised {
  const k = columns.length;
  const lengths = columns.map((column) => dot(column, column)[0]);
  const r: DoubleDouble[][] = columns.map(() => new Array(k));
  const projection: DoubleDouble[] = [];
  const least = nothing * Math.sqrt(dot(y, y)[0]);
  // Effects of periods stacked one after another are apart: what would be found to be zero is not looked for.
  const supports = columns.map(({ hi, lo }) => supportOf(hi, lo));

  columns.forEach((column, j) => {
    const square = dot(column, column);
    if (!(square[0] > dependence * dependence * lengths[j]!)) {
      throw new RankDeficientError(j, names?.[j] ?? String(j));
    }
    const norm = squareRoot(square);
    r[j]![j] = norm;
    scale(column, divide([1, 0], norm));
    for (let l = j + 1; l < k; l++) {
      if (apart(supports[j]!, supports[l]!)) {
        r[j]![l] = [0, 0];
        continue;
      }
      const product = dot(column, columns[l]!);
      r[j]![l] = product;
      subtractMultiple(columns[l]!, product, column);
      supports[l] = together(supports[j]!, supports[l]!);
    }
    const product = dot(column, y);
    projection.push(Math.abs(product[0]) < least ? [0, 0] : product);
    subtractMultiple(y, product, column);
  });
  if (Math.sqrt(dot(y, y)[0]) < least) {
    y.hi.fill(0);
    y.lo.fill(0);
  }
  return { q: columns, inverse: invertUpper(r), projection, residuals: y };
}

/** The inverse of an upper triangular matrix, by back substitution. */
function invertUpper(r: readonly DoubleDouble[][]): DoubleDouble[][] {
  const k = r.length;
  const inverse: DoubleDouble[][] = r.map(() => new Array(k));
  for (let j = 0; j < k; j++) {
    inverse[j]![j] = divide([1, 0], r[j]![j]!);
    for (let i = j - 1; i >= 0; i--) {
      let sum: DoubleDouble = [0, 0];
      for (let l = i + 1; l <= j; l++) sum = subtract(sum, multiply(r[i]![l]!, inverse[l]![j]!));
      inverse[i]![j] = divide(sum, r[i]![i]!);
    }
  }
  return inverse;
}
