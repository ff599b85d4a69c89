import { noCounts, type TailCounts, type WildCurves } from './wild-counts.js';
import { curveLength } from './wild-curve.js';

/**
 * What rounding may move a sum of three terms by, as a share of their sizes: far more than it does, and more than the
 * share below which `curveStatistic` takes a sum for 0.
 */
const roundingOfSum = 1e-11;
/** Squares are told apart where they differ by more than this share: more than rounding and ties come to. */
const apart = 1e-8;
/** Below this, products have lost digits to underflow. */
const tiny = 1e-280;

/** Replicates that count the same way for every null of an interval, and a list of those of which that is not sure. */
export interface Settled {
  known: TailCounts;
  open: Int32Array;
}

/**
 * Finds the replicates of a list whose place relative to the sample's t is sure to be the same for every d from
 * `side` x `near` to `side` x `far`: the smallest t statistic that the curve can have there (its numerator is linear in
 * d and its variance quadratic) is above the largest t of the sample, or the largest below the smallest, by more than
 * rounding could change.
 *
 * @param list all replicates where not given.
 */
export function settle(
  { curves, size, stdError, tail }: Omit<WildCurves, 'enumerated'>,
  side: 1 | -1,
  near: number,
  far: number,
  list?: Int32Array,
): Settled {
  const length = list?.length ?? size;
  const open = new Int32Array(length);
  let left = 0;
  let above = 0;
  let below = 0;
  const symmetric = tail === 'symmetric';
  const tNear = near / stdError;
  const tFar = far / stdError;
  const bend = ((far - near) * (far - near)) / 4;
  for (let i = 0; i < length; i++) {
    const r = list === undefined ? i : list[i]!;
    const at = r * curveLength;
    const c0 = curves[at]!;
    const c1 = side * curves[at + 1]!;
    const c2 = curves[at + 2]!;
    const c3 = side * curves[at + 3]!;
    const c4 = curves[at + 4]!;
    // The statistic and the sample's t both turn their sign with the side. Bounds are a centre and a radius: a number
    // that is missing or infinite anywhere makes them so, and the replicate stays open.
    const begin = side * (c0 + c1 * near);
    const end = side * (c0 + c1 * far);
    const middle = (begin + end) / 2;
    const centre = symmetric ? Math.abs(middle) : middle;
    const radius = Math.abs(end - begin) / 2 + roundingOfSum * (Math.abs(c0) + Math.abs(c1) * far);
    const first = c2 + (c3 + c4 * near) * near;
    const last = c2 + (c3 + c4 * far) * far;
    const terms = Math.abs(c2) + (Math.abs(c3) + Math.abs(c4) * far) * far;
    const variance = (first + last) / 2;
    const ofVariance = Math.abs(last - first) / 2 + roundingOfSum * terms + Math.abs(c4) * bend;

    const smallest = tNear * tNear * (variance - ofVariance);
    const largest = tFar * tFar * (variance + ofVariance);
    const nearest = centre - radius;
    const furthest = centre + radius;
    if (nearest > 0 && largest > tiny && nearest * nearest > largest * (1 + apart)) above += 1;
    else if (smallest > tiny && (furthest < 0 || furthest * furthest < smallest * (1 - apart))) below += 1;
    else open[left++] = r;
  }
  // `above` is away from the estimate: on the other side that is below the sample's t, which is negative there.
  const known = symmetric
    ? { ...noCounts, above }
    : { ...noCounts, above: side === 1 ? above : below, below: side === 1 ? below : above };
  return { known, open: open.slice(0, left) };
}
