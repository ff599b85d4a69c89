import type { OrthonormalDesign } from './orthonormal-design.js';

/**
 * A weighted regression that a specification is made of: itself where it is by least squares, the last Newton step
 * where it is a pseudo-likelihood, one of two for a two-part model.
 */
export interface Component {
  design: OrthonormalDesign;
  /** Root of the weight times the residual, orthogonal to the basis. */
  scaledResiduals: Float64Array;
  /** Which rows of the group it has; all where left out. */
  rows?: Int32Array;
  /** Derivative of the specification's effect by the coordinates in the basis, length k. */
  gradient: Float64Array;
  /** The same by the last coordinate, where the effect is zero. */
  nullGradient: number;
}

/** What observations add to the effect to first order: gradient times score, 0 in rows without part; length n. */
export function influenceOf({ design, scaledResiduals, rows, gradient }: Component, n: number): Float64Array {
  const influence = new Float64Array(n);
  for (let i = 0; i < scaledResiduals.length; i++) {
    let weight = 0;
    for (let l = 0; l < design.k; l++) weight += gradient[l]! * design.basis[l]![i]!;
    influence[rows ? rows[i]! : i] = weight * scaledResiduals[i]!;
  }
  return influence;
}

/** As `influenceOf` where the effect is zero. */
export function nullInfluenceOf(component: Component, n: number): Float64Array {
  const gradient = new Float64Array(component.design.k);
  gradient[component.design.k - 1] = component.nullGradient;
  return influenceOf({ ...component, gradient }, n);
}
