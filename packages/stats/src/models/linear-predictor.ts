import { InvalidDataError } from '../errors.js';

/** X b + offset. */
export function linearPredictor(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  offset: Float64Array = new Float64Array(columns[0]!.length),
): Float64Array {
  const eta = offset.slice();
  columns.forEach((column, j) => {
    const b = coefficients[j]!;
    for (let i = 0; i < eta.length; i++) eta[i] = eta[i]! + b * column[i]!;
  });
  return eta;
}

/** @throws InvalidDataError where an offset is not of n observations or not finite. */
export function checkOffset(offset: Float64Array | undefined, n: number): void {
  if (offset === undefined) return;
  if (offset.length !== n)
    throw new InvalidDataError(`There are ${n} outcomes but ${offset.length} offsets.`);
  const bad = offset.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new InvalidDataError(
      `Offset ${bad} is ${offset[bad]}: every offset must be finite, so every exposure above 0.`,
    );
  }
}

/** @throws InvalidDataError where a weight is not of n observations or not above 0 and finite. */
export function checkWeights(weights: Float64Array | undefined, n: number): void {
  if (weights === undefined) return;
  if (weights.length !== n)
    throw new InvalidDataError(`There are ${n} outcomes but ${weights.length} weights.`);
  const bad = weights.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (bad >= 0)
    throw new InvalidDataError(`Weight ${bad} is ${weights[bad]}: every weight must be above 0 and finite.`);
}
