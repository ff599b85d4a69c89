import type { ConcentrationData } from './concentration-index.js';
import { checkUnits, total, type Units, unitSums } from './unit-sums.js';

/** Products of pairs of units are held where that is less than so many an observation. */
const pairsAnObservation = 4;

/**
 * A function that gives the concentration index where each unit is there so often, as draws and the jackknife ask for
 * again and again. The index is a sum over pairs of observations, so that few units need but the sums of their pairs,
 * made once: each draw then takes units squared steps, whatever the number of observations.
 *
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const data = { values: [5, 1, 4, 2], ranking: rankingOf([1, 3, 2, 4]), population: [10, 20, 30, 40] };
 * const index = drawnConcentration(data, { of: [0, 0, 1, 1], count: 2 });
 * index(Float64Array.of(2, 1)); // => -0.239819
 * // R: y <- c(5, 4, 1, 2); p <- c(2 * 10, 30, 2 * 20, 40) / 130; r <- cumsum(p) - p / 2
 * // R: 2 * sum(p * y * r) / sum(p * y) - 1
 * ```
 */
export function drawnConcentration(data: ConcentrationData, units: Units): (often: Float64Array) => number {
  checkUnits(units, data.values.length);
  return units.count ** 2 <= pairsAnObservation * data.values.length
    ? byPairs(data, units)
    : byObservations(data, units);
}

function byPairs({ values, ranking: { order, ends }, population }: ConcentrationData, units: Units) {
  const { count } = units;
  const heads = unitSums(units, (i) => population[i]!);
  const amounts = unitSums(units, (i) => population[i]! * values[i]!);
  const pairs = new Float64Array(count * count);
  const below = new Float64Array(count);
  const run = new Float64Array(count);
  let from = 0;
  for (const end of ends) {
    run.fill(0);
    for (let at = from; at < end; at++) run[units.of[order[at]!]!]! += population[order[at]!]!;
    for (let at = from; at < end; at++) {
      const i = order[at]!;
      const amount = population[i]! * values[i]!;
      const row = units.of[i]! * count;
      if (amount === 0) continue;
      for (let unit = 0; unit < count; unit++) pairs[row + unit]! += amount * (2 * below[unit]! + run[unit]!);
    }
    for (let unit = 0; unit < count; unit++) below[unit]! += run[unit]!;
    from = end;
  }
  // A pair counts either way round: the two are added up, and the half above the diagonal is read.
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) pairs[a * count + b]! += pairs[b * count + a]!;
  return (often: Float64Array): number => {
    let ranked = 0;
    for (let a = 0; a < count; a++) {
      const times = often[a]!;
      if (times === 0) continue;
      let own = 0;
      for (let b = a, at = a * count + a; b < count; b++, at++) own += often[b]! * pairs[at]!;
      ranked += times * own;
    }
    return ranked / (total(often, amounts) * total(often, heads)) - 1;
  };
}

function byObservations({ values, ranking: { order, ends }, population }: ConcentrationData, units: Units) {
  const unit = Int32Array.from(order, (i) => units.of[i]!);
  const head = Float64Array.from(order, (i) => population[i]!);
  const amount = Float64Array.from(order, (i) => population[i]! * values[i]!);
  const isLast = new Uint8Array(order.length);
  for (const end of ends) isLast[end - 1] = 1;
  return (often: Float64Array): number => {
    let ranked = 0;
    let below = 0;
    let whole = 0;
    let heads = 0;
    let amounts = 0;
    for (let at = 0; at < unit.length; at++) {
      const times = often[unit[at]!]!;
      heads += times * head[at]!;
      amounts += times * amount[at]!;
      if (isLast[at] === 0) continue;
      ranked += amounts * (2 * below + heads);
      whole += amounts;
      below += heads;
      heads = 0;
      amounts = 0;
    }
    return ranked / (whole * below) - 1;
  };
}
