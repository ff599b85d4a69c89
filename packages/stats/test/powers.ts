import { type DoubleDouble, multiply } from '../src/double-double.js';

/**
 * The columns x^0, x^1 … x^degree of a polynomial, each as doubles and the tails that rounding to doubles cut off,
 * for `leastSquares({ y, columns, tails })`. Powers of high degree are nearly dependent; without the tails, rounding
 * alone would cost half the digits of the coefficients.
 */
export function powers(x: Float64Array, degree: number): { columns: Float64Array[]; tails: Float64Array[] } {
  const columns = Array.from({ length: degree + 1 }, () => new Float64Array(x.length));
  const tails = columns.map(() => new Float64Array(x.length));
  x.forEach((value, i) => {
    let power: DoubleDouble = [1, 0];
    for (let j = 0; j <= degree; j++) {
      columns[j]![i] = power[0];
      tails[j]![i] = power[1];
      power = multiply(power, [value, 0]);
    }
  });
  return { columns, tails };
}
