import type { ConcentrationData } from './concentration-index.js';
import { drawnConcentration } from './drawn-concentration.js';
import type { GroupGap } from './group-gap.js';
import type { HorizontalInequity } from './horizontal-inequity.js';
import type { Theil } from './theil.js';
import { checkUnits, total, type Units, unitSums } from './unit-sums.js';

type Numbers = ArrayLike<number>;
type Drawn<Result> = (often: Float64Array) => Result;

/**
 * A function that gives `groupGap` where each unit is there so often.
 *
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const gap = drawnGroupGap([1, 3, 2], [10, 20, 30], [0.5, 0.1, 0.2], { of: [0, 1, 1], count: 2 });
 * gap(Float64Array.of(2, 1)).difference; // => -0.5982906
 * // R: y <- c(1, 3, 2); p <- c(2 * 10, 20, 30); s <- c(0.5, 0.1, 0.2)
 * // R: weighted.mean(y, p * s) - weighted.mean(y, p * (1 - s))
 * ```
 */
export function drawnGroupGap(
  values: Numbers,
  population: Numbers,
  share: Numbers,
  units: Units,
): Drawn<GroupGap> {
  checkUnits(units, values.length);
  const inside = (i: number) => population[i]! * share[i]!;
  const outside = (i: number) => population[i]! * (1 - share[i]!);
  const inHeads = unitSums(units, inside);
  const outHeads = unitSums(units, outside);
  const inAmount = unitSums(units, (i) => inside(i) * values[i]!);
  const outAmount = unitSums(units, (i) => outside(i) * values[i]!);
  return (often) => {
    const within = total(often, inAmount) / total(often, inHeads);
    const without = total(often, outAmount) / total(often, outHeads);
    return { inside: within, outside: without, difference: within - without, ratio: within / without };
  };
}

/**
 * A function that gives `theil` where each unit is there so often.
 *
 * @param groups from 0 up to their number less one, length n; a unit may have observations of several.
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const index = drawnTheil([1, 3, 0, 2], [10, 20, 30, 40], [0, 0, 1, 1], { of: [0, 1, 0, 1], count: 2 });
 * index(Float64Array.of(2, 1)).between; // => 0.10147042
 * // R: y <- c(1, 3, 0, 2); p <- c(20, 20, 60, 40); s <- p * y / sum(p * y); q <- p / sum(p); g <- c(1, 1, 2, 2)
 * // R: s <- tapply(s, g, sum); q <- tapply(q, g, sum); sum(s * log(s / q))
 * ```
 */
export function drawnTheil(
  values: Numbers,
  population: Numbers,
  groups: Numbers,
  units: Units,
): Drawn<Theil> {
  checkUnits(units, values.length);
  const logs = unitSums(units, (i) => {
    const value = values[i]!;
    return value > 0 ? population[i]! * value * Math.log(value) : 0;
  });
  // The pairs of unit and group that there are, in the order of their first observation.
  const cellOf = new Map<string, number>();
  const cells: { unit: number; group: number; heads: number; amount: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    const key = `${units.of[i]} ${groups[i]}`;
    let at = cellOf.get(key);
    if (at === undefined) {
      at = cells.push({ unit: units.of[i]!, group: groups[i]!, heads: 0, amount: 0 }) - 1;
      cellOf.set(key, at);
    }
    cells[at]!.heads += population[i]!;
    cells[at]!.amount += population[i]! * values[i]!;
  }
  const count = 1 + cells.reduce((most, { group }) => Math.max(most, group), 0);
  const headsOf = new Float64Array(count);
  const amountOf = new Float64Array(count);
  return (often) => {
    headsOf.fill(0);
    amountOf.fill(0);
    let [heads, amount] = [0, 0];
    for (const cell of cells) {
      const times = often[cell.unit]!;
      headsOf[cell.group]! += times * cell.heads;
      amountOf[cell.group]! += times * cell.amount;
      heads += times * cell.heads;
      amount += times * cell.amount;
    }
    const mean = amount / heads;
    let between = 0;
    for (let group = 0; group < count; group++) {
      const own = amountOf[group]!;
      if (own > 0) between += (own / amount) * Math.log(own / headsOf[group]! / mean);
    }
    const whole = total(often, logs) / amount - Math.log(mean);
    return { total: whole, between, within: whole - between };
  };
}

/**
 * A function that gives `horizontalInequity` where each unit is there so often.
 *
 * @throws InvalidDataError where lengths differ.
 *
 * @example
 * ```ts
 * const data = { values: [3, 1, 4, 2], ranking: rankingOf([1, 2, 3, 4]), population: [10, 20, 30, 40] };
 * const found = drawnHorizontalInequity(data, [2, 1, 3, 5], { of: [0, 0, 1, 1], count: 2 });
 * found(Float64Array.of(2, 1)).inequity; // => -0.041821801
 * // R: y <- c(3, 1, 4, 2); x <- c(2, 1, 3, 5); p <- c(20, 40, 30, 40) / 130; r <- cumsum(p) - p / 2
 * // R: C <- function(v) 2 * sum(p * v * r) / sum(p * v) - 1; C(y) - C(fitted(lm(y ~ x, weights = p)))
 * ```
 */
export function drawnHorizontalInequity(
  data: ConcentrationData,
  need: Numbers,
  units: Units,
): Drawn<HorizontalInequity> {
  const { values, population } = data;
  const ofValues = drawnConcentration(data, units);
  const ofNeed = drawnConcentration({ ...data, values: need }, units);
  // About the middle of need, so that little is lost where its spread is small against it.
  let [heads, middle] = [0, 0];
  for (let i = 0; i < need.length; i++) {
    heads += population[i]!;
    middle += population[i]! * need[i]!;
  }
  middle /= heads;
  const from = (i: number) => need[i]! - middle;
  const sums = {
    heads: unitSums(units, (i) => population[i]!),
    x: unitSums(units, (i) => population[i]! * from(i)),
    y: unitSums(units, (i) => population[i]! * values[i]!),
    xx: unitSums(units, (i) => population[i]! * from(i) ** 2),
    xy: unitSums(units, (i) => population[i]! * from(i) * values[i]!),
  };
  return (often) => {
    const all = total(often, sums.heads);
    const x = total(often, sums.x) / all;
    const y = total(often, sums.y) / all;
    const slope = (total(often, sums.xy) / all - x * y) / (total(often, sums.xx) / all - x * x);
    const index = ofValues(often);
    const expected = (slope * (middle + x) * ofNeed(often)) / y;
    return { index, expected, inequity: index - expected };
  };
}
