import { leastSquares } from '../least-squares.js';

/** A generator that descends by less than this share of what it could is taken not to descend. */
const noDescent = 1e-10;

/**
 * What is left of a target after its approximation by a sum of generators with weights that are not negative, by
 * least squares: Lawson and Hanson (1974), Solving Least Squares Problems, algorithm NNLS (23.10). The inner
 * product of what is left with every generator is at most 0, and with those in use 0.
 *
 * @param generators any number of vectors of length k.
 * @param target length k.
 * @returns length k; undefined where it did not settle.
 */
export function nonNegativeRemainder(
  generators: readonly Float64Array[],
  target: Float64Array,
): Float64Array | undefined {
  const lengths = generators.map((vector) => Math.hypot(...vector));
  const size = Math.hypot(...target);
  let used: { at: number; weight: number }[] = [];
  let rest = target;
  for (let round = 0; round < 100 * target.length; round++) {
    const next = steepest(generators, lengths, rest, noDescent * size);
    if (next === undefined) return rest;
    used.push({ at: next, weight: 0 });
    for (;;) {
      const fit = leastSquares({ y: target, columns: used.map(({ at }) => generators[at]!) });
      const goal = fit.coefficients;
      rest = fit.residuals;
      if (goal.every((weight) => weight > 0)) {
        used = used.map(({ at }, j) => ({ at, weight: goal[j]! }));
        break;
      }
      // As far towards the goal as the weights stay above 0; what reaches 0 goes out.
      const shares = used.map(({ weight }, j) =>
        goal[j]! > 0 ? 1 : weight === 0 ? 0 : weight / (weight - goal[j]!),
      );
      const share = Math.min(...shares);
      used = used
        .map(({ at, weight }, j) => ({ at, weight: weight + share * (goal[j]! - weight) }))
        .filter((_, j) => shares[j]! > share);
      if (used.length === 0) return undefined;
    }
  }
  return undefined;
}

/** The generator along which the rest falls fastest, if any does. */
function steepest(
  generators: readonly Float64Array[],
  lengths: readonly number[],
  rest: Float64Array,
  least: number,
): number | undefined {
  let best: number | undefined;
  let descent = least;
  for (let i = 0; i < generators.length; i++) {
    const vector = generators[i]!;
    let product = 0;
    for (let l = 0; l < rest.length; l++) product += vector[l]! * rest[l]!;
    if (product > descent * lengths[i]!) {
      descent = product / lengths[i]!;
      best = i;
    }
  }
  return best;
}
