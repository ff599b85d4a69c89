import type { LeastSquaresFit } from '../least-squares.js';
import { nonNegativeRemainder } from './non-negative-least-squares.js';

/** What counts as nothing against 1. */
const nothing = 1e-7;

export interface Separation {
  /** Observations that are predicted perfectly. */
  observations: number[];
  /** Columns with a part in it. */
  columns: number[];
}

/**
 * Whether some combination z of the columns, not 0 everywhere, is nowhere above 0 where an outcome is at its lower
 * bound (`boundary` -1), nowhere below 0 where it is at its upper (1), and 0 where it is at neither (0). Then the
 * likelihood has no maximum (Albert and Anderson 1984, Biometrika 71, 1-10; Santos Silva and Tenreyro 2010,
 * Economics Letters 107, 310-312).
 *
 * By Farkas's lemma there is one if and only if the sum of the rows at a bound, each times its boundary, has a part
 * that no sum of such rows, with weights that are not negative, takes away (nor rows at no bound, with any
 * weights); that part is the combination. Rows are those of the columns made orthonormal.
 *
 * @param orthonormal k columns of length n, with the span of the columns.
 * @param span a least-squares fit on the columns, of whatever outcome.
 */
export function findSeparation(
  columns: readonly Float64Array[],
  orthonormal: readonly Float64Array[],
  boundary: Int8Array,
  span: LeastSquaresFit,
): Separation | undefined {
  const k = columns.length;
  const row = (i: number, sign: number) => {
    const values = new Float64Array(k);
    for (let l = 0; l < k; l++) values[l] = sign * orthonormal[l]![i]!;
    return values;
  };
  const total = new Float64Array(k);
  const generators: Float64Array[] = [];
  boundary.forEach((side, i) => {
    if (side === 0) {
      generators.push(row(i, 1), row(i, -1));
    } else {
      for (let l = 0; l < k; l++) total[l] = total[l]! + side * orthonormal[l]![i]!;
      generators.push(row(i, -side));
    }
  });
  const part = nonNegativeRemainder(generators, total);
  if (part === undefined || Math.hypot(...part) <= nothing * Math.hypot(...total)) return undefined;

  const z = Float64Array.from(boundary, (_, i) =>
    orthonormal.reduce((sum, column, l) => sum + part[l]! * column[i]!, 0),
  );
  const least = nothing * magnitude(z);
  const coefficients = span.pseudoinverse.map((inverse) =>
    inverse.reduce((sum, value, i) => sum + value * z[i]!, 0),
  );
  return {
    observations: [...z.keys()].filter((i) => Math.abs(z[i]!) > least),
    columns: [...columns.keys()].filter((j) => Math.abs(coefficients[j]!) * magnitude(columns[j]!) > least),
  };
}

function magnitude(column: Float64Array): number {
  return column.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}
