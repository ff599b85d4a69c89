import { RandomStream } from '../random-stream.js';
import { type Component, nullInfluenceOf } from './component.js';
import type { OrthonormalDesign } from './orthonormal-design.js';
import { type Clustering, clusteredSquares } from './specification-tests.js';

/** Which units are drawn, and how often: the same for every specification. */
export interface UnitDraws {
  seed: number;
  /** Names the random stream. */
  stream: string;
  /** Number of units that are drawn from; as many are drawn. */
  units: number;
  replicates: number;
}

/**
 * Replicates of one effect under the null. Replicate r of the effect is at `r * width`, its raw standard errors, by
 * rows and then by each clustering, follow it; NaN where the draw does not allow the fit. Single precision, for there
 * are thousands.
 */
export interface NullDraws {
  values: Float32Array;
  /** 2 + the number of clusterings. */
  width: number;
  /** The raw standard errors in the data themselves, by which those of the draws are scaled. */
  raw: Float64Array;
}

/** A pivot this small against the mean of the diagonal is zero. */
const noPivot = 1e-8;

/** Row-major rows of a design, and what is drawn of each outcome on them. */
interface Stack {
  n: number;
  k: number;
  q: Float64Array;
  unit: Int32Array;
  rows: Int32Array | undefined;
  /** Residuals, each with the effects that they are part of. */
  parts: { residuals: Float64Array; uses: { effect: number; scale: number }[] }[];
  /** Rows of a draw with their counts, and what belongs to each. */
  drawn: Int32Array;
  counts: Float64Array;
  weights: Float64Array;
}

/**
 * How often each unit is drawn in a replicate: Efron's (1979) multinomial, from the stream (seed, name, replicate).
 * Units are PCNs over all snapshots, or whole areas, so that draws are shared by specifications and periods.
 */
export function unitCounts({ seed, stream: name, units }: UnitDraws): (replicate: number) => Uint16Array {
  const stream = new RandomStream(seed, name);
  const drawn = new Int32Array(units);
  const counts = new Uint16Array(units);
  return (replicate) => {
    stream.moveTo(replicate);
    stream.fillIndices(drawn, units);
    counts.fill(0);
    for (const unit of drawn) counts[unit] = counts[unit]! + 1;
    return counts;
  };
}

/**
 * Draws effects with the null imposed: each outcome less its own effect of the last column, refitted on the rows of
 * the units drawn (Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4, 1208-1214). For least squares that
 * refit is the deviation of the bootstrap estimate from the estimate, so that only the residuals are regressed, on
 * orthonormal columns. For a pseudo-likelihood it is one Newton step from the fit in the data (Davidson and MacKinnon
 * 1999, International Economic Review 40, 487-508), with weights, marginal effects' averages and inverse probabilities
 * held as they are in the data. Standard errors are sandwiches of the draw, HC0 and CR0.
 *
 * The cross-products of a design and its draws are computed once for all effects on it.
 *
 * @param effects components of each effect.
 * @param unitOfRow unit of every row of the group, length n.
 */
export function drawUnderNull(
  effects: readonly (readonly Component[])[],
  unitOfRow: Int32Array,
  clusterings: readonly Clustering[],
  draws: UnitDraws,
): NullDraws[] {
  const n = unitOfRow.length;
  const width = 2 + clusterings.length;
  const stacks = stacksOf(effects, unitOfRow);
  const results = effects.map((components): NullDraws => {
    const influence = new Float64Array(n);
    for (const component of components) {
      nullInfluenceOf(component, n).forEach((value, i) => {
        influence[i] = influence[i]! + value;
      });
    }
    const squares = influence.reduce((total, value) => total + value * value, 0);
    const raw = [squares, ...clusterings.map((clustering) => clusteredSquares(influence, clustering))];
    return {
      values: new Float32Array(draws.replicates * width),
      width,
      raw: Float64Array.from(raw, Math.sqrt),
    };
  });

  const scores = effects.map(() => new Float64Array(n));
  const deviations = new Float64Array(effects.length);
  const countsOf = unitCounts(draws);
  const sums = clusterings.map(({ count }) => new Float64Array(count));
  for (let replicate = 0; replicate < draws.replicates; replicate++) {
    const counts = countsOf(replicate);
    deviations.fill(0);
    for (const own of scores) own.fill(0);
    for (const stack of stacks) addReplicate(stack, counts, deviations, scores);
    results.forEach(({ values }, e) => {
      const at = replicate * width;
      values[at] = deviations[e]!;
      const own = scores[e]!;
      let squares = 0;
      for (const total of sums) total.fill(0);
      for (let i = 0; i < n; i++) {
        const count = counts[unitOfRow[i]!]!;
        if (count === 0) continue;
        const score = own[i]!;
        squares += count * score * score;
        for (let c = 0; c < sums.length; c++) {
          const code = clusterings[c]!.codes[i]!;
          sums[c]![code] = sums[c]![code]! + count * score;
        }
      }
      values[at + 1] = Math.sqrt(squares);
      sums.forEach((total, c) => {
        let within = 0;
        for (let g = 0; g < total.length; g++) within += total[g]! * total[g]!;
        values[at + 2 + c] = Math.sqrt(within);
      });
    });
  }
  return results;
}

/** Components by design, so that effects on the same design share its cross-products. */
function stacksOf(effects: readonly (readonly Component[])[], unitOfRow: Int32Array): Stack[] {
  const stacks = new Map<OrthonormalDesign, Stack>();
  effects.forEach((components, effect) => {
    for (const { design, rows, scaledResiduals, nullGradient } of components) {
      let stack = stacks.get(design);
      if (stack === undefined) {
        const { n, k, basis } = design;
        const q = new Float64Array(n * k);
        basis.forEach((unit, l) => {
          for (let i = 0; i < n; i++) q[i * k + l] = unit[i]!;
        });
        stack = {
          n,
          k,
          q,
          unit: rows ? rows.map((i) => unitOfRow[i]!) : unitOfRow,
          rows,
          parts: [],
          drawn: new Int32Array(n),
          counts: new Float64Array(n),
          weights: new Float64Array(n),
        };
        stacks.set(design, stack);
      }
      const use = { effect, scale: nullGradient };
      const same = stack.parts.find(({ residuals }) => residuals === scaledResiduals);
      if (same) same.uses.push(use);
      else stack.parts.push({ residuals: scaledResiduals, uses: [use] });
    }
  });
  return [...stacks.values()];
}

/** Adds a stack's part in each effect's deviation, and its scores; NaN where the draw is singular. */
function addReplicate(
  stack: Stack,
  counts: Uint16Array,
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
function gatherDrawn({ n, unit, drawn, counts: listed }: Stack, counts: Uint16Array): number {
  let m = 0;
  for (let i = 0; i < n; i++) {
    const count = counts[unit[i]!]!;
    if (count === 0) continue;
    drawn[m] = i;
    listed[m] = count;
    m += 1;
  }
  return m;
}

/** The lower triangle of Q'CQ over the rows of a draw, four rows at a time, which halves the time. */
function crossProducts({ k, q, drawn, counts }: Stack, m: number): Float64Array {
  const total = new Float64Array(k * k);
  let d = 0;
  for (; d + 3 < m; d += 4) {
    const i0 = drawn[d]! * k;
    const i1 = drawn[d + 1]! * k;
    const i2 = drawn[d + 2]! * k;
    const i3 = drawn[d + 3]! * k;
    const c0 = counts[d]!;
    const c1 = counts[d + 1]!;
    const c2 = counts[d + 2]!;
    const c3 = counts[d + 3]!;
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
      const left = counts[d]! * q[i + a]!;
      for (let b = 0; b <= a; b++) total[a * k + b] = total[a * k + b]! + left * q[i + b]!;
    }
  }
  return total;
}

/** Q'C times residuals over the rows of a draw. */
function productWith({ k, q, drawn, counts }: Stack, m: number, residuals: Float64Array): Float64Array {
  const total = new Float64Array(k);
  let d = 0;
  for (; d + 3 < m; d += 4) {
    const i0 = drawn[d]!;
    const i1 = drawn[d + 1]!;
    const i2 = drawn[d + 2]!;
    const i3 = drawn[d + 3]!;
    const e0 = counts[d]! * residuals[i0]!;
    const e1 = counts[d + 1]! * residuals[i1]!;
    const e2 = counts[d + 2]! * residuals[i2]!;
    const e3 = counts[d + 3]! * residuals[i3]!;
    for (let l = 0; l < k; l++) {
      total[l] =
        total[l]! + (e0 * q[i0 * k + l]! + e1 * q[i1 * k + l]! + (e2 * q[i2 * k + l]! + e3 * q[i3 * k + l]!));
    }
  }
  for (; d < m; d++) {
    const i = drawn[d]!;
    const residual = counts[d]! * residuals[i]!;
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
