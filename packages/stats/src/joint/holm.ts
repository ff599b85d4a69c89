import { checkProbabilities } from './probabilities.js';

/**
 * p-values adjusted for their number so that the chance of any false rejection is at most the level, whatever their
 * dependence: Holm (1979), Scandinavian Journal of Statistics 6, 65-70. Of m in ascending order, number i is
 * multiplied by m + 1 - i, is never below the one before it, and at most 1. The order of the input is kept.
 *
 * @throws InvalidDataError where there are none or one is not between 0 and 1.
 *
 * @example
 * ```ts
 * holm([0.011, 0.02, 0.8, 0.0004]); // => [0.033, 0.04, 0.8, 0.0016]
 * // R: p.adjust(c(0.011, 0.02, 0.8, 0.0004), "holm")
 * ```
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  checkProbabilities(pValues);
  const m = pValues.length;
  const order = Array.from({ length: m }, (_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Float64Array(m);
  let least = 0;
  order.forEach((at, rank) => {
    least = Math.max(least, Math.min(1, (m - rank) * pValues[at]!));
    adjusted[at] = least;
  });
  return adjusted;
}
