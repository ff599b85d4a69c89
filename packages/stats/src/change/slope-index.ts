import { InvalidDataError } from '../errors.js';

/**
 * Ranks of x as shares of a population, from 0 to 1: half of an observation's own share and all of the shares of those
 * with less, those with the same x sharing one rank (Bross's ridit). Their mean weighted by population is 0.5. The
 * regression of an outcome on them, weighted by population, gives the slope index of inequality (Pamuk 1985, Population
 * Studies 39, 17-31), as `PHEindicatormethods::phe_sii` does for ranked groups.
 *
 * @param x any values, length n.
 * @param population above 0, length n.
 * @throws InvalidDataError where lengths differ or a population is not above 0.
 *
 * @example
 * ```ts
 * ridits([2, 5, 2, 9], [10, 20, 30, 40]); // => [0.2, 0.5, 0.2, 0.8]
 * // R: x <- c(2, 5, 2, 9); p <- c(10, 20, 30, 40) / 100
 * // R: sapply(x, function(v) sum(p[x < v]) + sum(p[x == v]) / 2)
 * ```
 */
export function ridits(x: ArrayLike<number>, population: ArrayLike<number>): Float64Array {
  if (x.length !== population.length) {
    throw new InvalidDataError(`There are ${x.length} values but ${population.length} populations.`);
  }
  const order = Array.from({ length: x.length }, (_, i) => i).sort((a, b) => x[a]! - x[b]!);
  let total = 0;
  for (const i of order) {
    if (!(population[i]! > 0))
      throw new InvalidDataError(`Population ${i} is ${population[i]}; it must be above 0.`);
    total += population[i]!;
  }
  const ranks = new Float64Array(x.length);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let own = 0;
    while (to < order.length && x[order[to]!] === x[order[from]!]) own += population[order[to++]!]!;
    for (let i = from; i < to; i++) ranks[order[i]!] = (below + own / 2) / total;
    below += own;
    from = to;
  }
  return ranks;
}
