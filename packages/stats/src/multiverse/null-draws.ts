import { currentEngine } from '../engine/current-engine.js';
import type { NullStack } from '../engine/null-group.js';
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

/**
 * Draws effects with the null imposed: each outcome less its own effect of the last column, refitted on the rows of
 * the units drawn (Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4, 1208-1214). For least squares that
 * refit is the deviation of the bootstrap estimate from the estimate, so that only the residuals are regressed, on
 * orthonormal columns. For a pseudo-likelihood it is one Newton step from the fit in the data (Davidson and MacKinnon
 * 1999, International Economic Review 40, 487-508), with weights, marginal effects' averages and inverse probabilities
 * held as they are in the data. Standard errors are sandwiches of the draw, HC0 and CR0. Units are drawn by Efron's
 * (1979) multinomial, from the stream (seed, name, replicate): they are PCNs over all snapshots, or whole areas, so
 * that draws are shared by specifications and periods.
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
  { seed, stream, units, replicates }: UnitDraws,
): NullDraws[] {
  const width = 2 + clusterings.length;
  const stacks = stacksOf(effects);
  const group = { unit: unitOfRow, units, clusterings, effects: effects.length, stacks };
  const drawn = currentEngine().nullDraws(group, new RandomStream(seed, stream), 0, replicates);
  return effects.map((components, e) => {
    const values = new Float32Array(replicates * width);
    for (let r = 0; r < replicates; r++) {
      const from = (r * effects.length + e) * width;
      for (let j = 0; j < width; j++) values[r * width + j] = drawn[from + j]!;
    }
    return { values, width, raw: rawErrors(components, unitOfRow.length, clusterings) };
  });
}

/** Standard errors of an effect in the data, without any small-sample factor: by rows, and by each clustering. */
function rawErrors(
  components: readonly Component[],
  n: number,
  clusterings: readonly Clustering[],
): Float64Array {
  const influence = new Float64Array(n);
  for (const component of components) {
    nullInfluenceOf(component, n).forEach((value, i) => {
      influence[i] = influence[i]! + value;
    });
  }
  const squares = influence.reduce((total, value) => total + value * value, 0);
  const raw = [squares, ...clusterings.map((clustering) => clusteredSquares(influence, clustering))];
  return Float64Array.from(raw, Math.sqrt);
}

/** Components by design, so that effects on the same design share its cross-products. */
function stacksOf(effects: readonly (readonly Component[])[]): NullStack[] {
  const stacks = new Map<OrthonormalDesign, NullStack>();
  effects.forEach((components, effect) => {
    for (const { design, rows, scaledResiduals, nullGradient } of components) {
      let stack = stacks.get(design);
      if (stack === undefined) {
        stack = { n: design.n, columns: design.basis, ...(rows && { rows }), parts: [] };
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
