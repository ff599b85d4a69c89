import { countTails, noCounts, pValueOf, type WildCurves } from './wild-counts.js';
import { type Settled, settle } from './wild-settled.js';

/** Steps of the search outwards, in standard errors, up to `fineReach`; then they double. */
const fineStep = 0.25;
const fineReach = 10;
/** Bisection ends here, in standard errors. */
const finest = 1e-13;
/** Replicates counted before it is asked whether that is enough. */
const countedAtOnce = 512;

/** Distance from the estimate at which p falls to the target, on one side; infinite where it never does. */
export type Crossing = (side: 1 | -1, target: number) => number;

/** The search outwards on one side: nulls at growing distances, and what is known of the p-values there. */
interface Outwards {
  side: 1 | -1;
  distances: number[];
  /** Infinite where all that is known is that p is above the highest target. */
  pValues: number[];
  /** What is settled between a distance and the one before it. */
  settled: Map<number, Settled>;
}

/**
 * Where p falls to targets up to the highest: outwards in steps of a quarter of a standard error (beyond 10,
 * doubling) the first value that is not above the target is bracketed, and the jump of p bisected to 1e-13 standard
 * errors. Targets share the search outwards, and a bisection counts those replicates alone whose place relative to the
 * sample's t may still change within the bracket (see `settle`): the counts, and so the bounds, are those of all.
 *
 * @param farAway the limit of p; see `countFarAway`.
 */
export function crossings(input: WildCurves, farAway: number, highest: number): Crossing {
  const sides = new Map<1 | -1, Outwards>();
  return (side, target) => {
    if (farAway > target) return Number.POSITIVE_INFINITY;
    const outwards = sides.get(side) ?? { side, distances: [], pValues: [], settled: new Map() };
    sides.set(side, outwards);
    for (let step = 0; ; step++) {
      const outside = distanceOf(input, outwards, step);
      if (step > 0 && !Number.isFinite(outside * outside)) return Number.POSITIVE_INFINITY;
      outwards.pValues[step] ??= pValueUpTo(input, side * outside, highest);
      if (!(outwards.pValues[step]! > target)) return bisect(input, outwards, step, target);
    }
  };
}

function distanceOf({ stdError }: WildCurves, { distances }: Outwards, step: number): number {
  if (distances.length === step) {
    const inside = distances.at(-1);
    distances.push(
      inside === undefined
        ? fineStep * stdError
        : inside < fineReach * stdError
          ? inside + fineStep * stdError
          : 2 * inside,
    );
  }
  return distances[step]!;
}

/** The p-value of the null that the coefficient is the estimate less d; infinite where it is above the highest. */
function pValueUpTo(input: WildCurves, d: number, highest: number): number {
  const { size } = input;
  let counts = noCounts;
  for (let from = 0; from < size; from += countedAtOnce) {
    counts = countTails(input, d, { from, to: Math.min(size, from + countedAtOnce) }, counts);
    // What is still to come adds to the count, and a failed replicate takes from what it is divided by.
    if (pValueOf({ ...counts, failed: 0 }, input) > highest) return Number.POSITIVE_INFINITY;
  }
  return pValueOf(counts, input);
}

function bisect(input: WildCurves, outwards: Outwards, step: number, target: number): number {
  const { stdError } = input;
  const { side, distances, settled } = outwards;
  let inside = step === 0 ? 0 : distances[step - 1]!;
  let outside = distances[step]!;
  let found = settled.get(step) ?? settle(input, side, inside, outside);
  settled.set(step, found);
  while (outside - inside > finest * stdError) {
    const middle = (inside + outside) / 2;
    if (middle <= inside || middle >= outside) break;
    const { known, open } = found;
    const counts = countTails(input, side * middle, { from: 0, to: open.length, list: open }, known);
    if (pValueOf(counts, input) > target) inside = middle;
    else outside = middle;
    if (open.length > 0) {
      const more = settle(input, side, inside, outside, open);
      found = {
        open: more.open,
        known: {
          above: known.above + more.known.above,
          below: known.below + more.known.below,
          failed: 0,
        },
      };
    }
  }
  return (inside + outside) / 2;
}
