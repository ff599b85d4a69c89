/** Specifications on common rows whose effects are drawn with the null imposed. Not to be changed later. */
export interface NullGroup {
  /** Unit of each row, from 0; length n. */
  unit: Int32Array;
  /** Number of units that are drawn from; as many are drawn. */
  units: number;
  /** Cluster of each row, numbered from 0. */
  clusterings: readonly { codes: Int32Array; count: number }[];
  /** Number of effects. */
  effects: number;
  stacks: readonly NullStack[];
}

/** An orthonormal design, and the residuals that are regressed on it. */
export interface NullStack {
  n: number;
  /** k arrays of length n. */
  columns: readonly Float64Array[];
  /** Which rows of the group it has, ascending; all where left out. */
  rows?: Int32Array;
  /** Residuals of length n, each with the effects that they are part of, and how much of them. */
  parts: { residuals: Float64Array; uses: { effect: number; scale: number }[] }[];
}

/** A pivot this small against the mean of the diagonal is zero. */
export const noPivot = 1e-8;
