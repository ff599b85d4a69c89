import type { RandomStream } from '../random-stream.js';
import { type NullGroup, type NullStack, noPivot } from './null-group.js';

/** A stack row by row, with the unit of each, and room for the rows of a draw, their counts, and what belongs to each. */
interface Listed extends NullStack {
  k: number;
  /** n x k, row-major. */
  q: Float64Array;
  unit: Int32Array;
  drawn: Int32Array;
  times: Float64Array;
  weights: Float64Array;
}

/** `nullDraws` of the plain engine. */
export function drawNull(group: NullGroup, stream: RandomStream, from: number, count: number): Float64Array {
  const { unit, units, clusterings, effects } = group;
  const n = unit.length;
  const width = 2 + clusterings.length;
  const stacks = group.stacks.map(
    (stack): Listed => ({
      ...stack,
      k: stack.columns.length,
      q: rowsOf(stack),
      unit: stack.rows ? stack.rows.map((i) => unit[i]!) : unit,
      drawn: new Int32Array(stack.n),
      times: new Float64Array(stack.n),
      weights: new Float64Array(stack.n),
    }),
  );
  const drawn = new Int32Array(units);
  const counts = new Uint32Array(units);
  const scores = Array.from({ length: effects }, () => new Float64Array(n));
  const sums = clusterings.map((clustering) => new Float64Array(clustering.count));
  const values = new Float64Array(count * effects * width);
  for (let r = 0; r < count; r++) {
    stream.moveTo(from + r);
    stream.fillIndices(drawn, units);
    counts.fill(0);
    for (const one of drawn) counts[one]! += 1;
    const deviations = new Float64Array(effects);
    for (const own of scores) own.fill(0);
    for (const stack of stacks) addReplicate(stack, counts, deviations, scores);
    for (let e = 0; e < effects; e++) {
      const at = (r * effects + e) * width;
      values[at] = deviations[e]!;
      addSquares(scores[e]!, counts, group, sums, values.subarray(at + 1, at + width));
    }
  }
  return values;
}

function rowsOf({ n, columns }: NullStack): Float64Array {
  const k = columns.length;
  const q = new Float64Array(n * k);
  columns.forEach((column, l) => {
    for (let i = 0; i < n; i++) q[i * k + l] = column[i]!;
  });
  return q;
}

/** Roots of the sum of squared scores, and of that of squared sums within the clusters of each clustering. */
function addSquares(
  scores: Float64Array,
  counts: Uint32Array,
  { unit, clusterings }: NullGroup,
  sums: readonly Float64Array[],
  roots: Float64Array,
): void {
  let squares = 0;
  for (const total of sums) total.fill(0);
  for (let i = 0; i < unit.length; i++) {
    const count = counts[unit[i]!]!;
    if (count === 0) continue;
    const score = scores[i]!;
    squares += count * score * score;
    for (let c = 0; c < sums.length; c++) sums[c]![clusterings[c]!.codes[i]!]! += count * score;
  }
  roots[0] = Math.sqrt(squares);
  sums.forEach((total, c) => {
    let within = 0;
    for (const sum of total) within += sum * sum;
    roots[1 + c] = Math.sqrt(within);
  });
}

/** Adds a stack's part in each effect's deviation, and its scores; NaN where the draw is singular. */
function addReplicate(
  stack: Listed,
  counts: Uint32Array,
  deviations: Float64Array,
  scores: readonly Float64Array[],
): void {
  const { k, q, rows, parts, drawn, weights } = stack;
  const m = gatherDrawn(stack, counts);
  const factor = crossProducts(stack, m);
  if (!choleskyInPlace(factor, k)) {
    for (const { uses } of parts) for (const { effect } of uses) deviations[effect] = Number.NaN;
    return;
  }
  const direction = new Float64Array(k);
  direction[k - 1] = 1;
  solveInPlace(factor, direction, k);
  for (let d = 0; d < m; d++) weights[d] = innerAt(q, drawn[d]! * k, direction);
  for (const { residuals, uses } of parts) {
    const move = productWith(stack, m, residuals);
    solveInPlace(factor, move, k);
    for (const { effect, scale } of uses) deviations[effect] = deviations[effect]! + scale * move[k - 1]!;
    for (let d = 0; d < m; d++) {
      const i = drawn[d]!;
      const score = weights[d]! * (residuals[i]! - innerAt(q, i * k, move));
      const at = rows === undefined ? i : rows[i]!;
      for (const { effect, scale } of uses) {
        const own = scores[effect]!;
        own[at] = own[at]! + scale * score;
      }
    }
  }
}

/** Lists the rows of a draw with their counts; returns how many there are. */
function gatherDrawn({ n, unit, drawn, times }: Listed, counts: Uint32Array): number {
  let m = 0;
  for (let i = 0; i < n; i++) {
    const count = counts[unit[i]!]!;
    if (count === 0) continue;
    drawn[m] = i;
    times[m] = count;
    m += 1;
  }
  return m;
}

/** The lower triangle of Q'CQ over the rows of a draw, four rows at a time. */
function crossProducts({ k, q, drawn, times }: Listed, m: number): Float64Array {
  const total = new Float64Array(k * k);
  let d = 0;
  for (; d + 3 < m; d += 4) {
    const i0 = drawn[d]! * k;
    const i1 = drawn[d + 1]! * k;
    const i2 = drawn[d + 2]! * k;
    const i3 = drawn[d + 3]! * k;
    const c0 = times[d]!;
    const c1 = times[d + 1]!;
    const c2 = times[d + 2]!;
    const c3 = times[d + 3]!;
    for (let a = 0; a < k; a++) {
      const l0 = c0 * q[i0 + a]!;
      const l1 = c1 * q[i1 + a]!;
      const l2 = c2 * q[i2 + a]!;
      const l3 = c3 * q[i3 + a]!;
      const row = a * k;
      for (let b = 0; b <= a; b++) {
        total[row + b] =
          total[row + b]! + (l0 * q[i0 + b]! + l1 * q[i1 + b]! + (l2 * q[i2 + b]! + l3 * q[i3 + b]!));
      }
    }
  }
  for (; d < m; d++) {
    const i = drawn[d]! * k;
    for (let a = 0; a < k; a++) {
      const left = times[d]! * q[i + a]!;
      for (let b = 0; b <= a; b++) total[a * k + b] = total[a * k + b]! + left * q[i + b]!;
    }
  }
  return total;
}

/** Q'C times residuals over the rows of a draw. */
function productWith({ k, q, drawn, times }: Listed, m: number, residuals: Float64Array): Float64Array {
  const total = new Float64Array(k);
  let d = 0;
  for (; d + 3 < m; d += 4) {
    const i0 = drawn[d]!;
    const i1 = drawn[d + 1]!;
    const i2 = drawn[d + 2]!;
    const i3 = drawn[d + 3]!;
    const e0 = times[d]! * residuals[i0]!;
    const e1 = times[d + 1]! * residuals[i1]!;
    const e2 = times[d + 2]! * residuals[i2]!;
    const e3 = times[d + 3]! * residuals[i3]!;
    for (let l = 0; l < k; l++) {
      total[l] =
        total[l]! + (e0 * q[i0 * k + l]! + e1 * q[i1 * k + l]! + (e2 * q[i2 * k + l]! + e3 * q[i3 * k + l]!));
    }
  }
  for (; d < m; d++) {
    const i = drawn[d]!;
    const residual = times[d]! * residuals[i]!;
    for (let l = 0; l < k; l++) total[l] = total[l]! + residual * q[i * k + l]!;
  }
  return total;
}

/** The inner product of a vector and the part of an array from an index on, in two sums that run side by side. */
function innerAt(values: Float64Array, at: number, vector: Float64Array): number {
  const k = vector.length;
  let even = 0;
  let odd = 0;
  let l = 0;
  for (; l + 1 < k; l += 2) {
    even += values[at + l]! * vector[l]!;
    odd += values[at + l + 1]! * vector[l + 1]!;
  }
  return l < k ? even + values[at + l]! * vector[l]! + odd : even + odd;
}

/** The lower factor of Cholesky in place of a symmetric matrix whose diagonal is about 1; false where it is singular. */
function choleskyInPlace(a: Float64Array, k: number): boolean {
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let total = a[i * k + j]!;
      for (let l = 0; l < j; l++) total -= a[i * k + l]! * a[j * k + l]!;
      if (j < i) a[i * k + j] = total / a[j * k + j]!;
      else if (total > noPivot) a[i * k + i] = Math.sqrt(total);
      else return false;
    }
  }
  return true;
}

function solveInPlace(factor: Float64Array, b: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) {
    let total = b[i]!;
    for (let l = 0; l < i; l++) total -= factor[i * k + l]! * b[l]!;
    b[i] = total / factor[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    let total = b[i]!;
    for (let l = i + 1; l < k; l++) total -= factor[l * k + i]! * b[l]!;
    b[i] = total / factor[i * k + i]!;
  }
}
