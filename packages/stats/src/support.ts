/** Where a vector is other than zero: from the first such place up to the one after the last. */
export interface Support {
  from: number;
  to: number;
}

/** The support of a vector; empty (`from` not below `to`) where all is zero. Of several arrays all together. */
export function supportOf(...arrays: readonly Float64Array[]): Support {
  const zero = (i: number) => arrays.every((array) => array[i] === 0);
  let from = 0;
  let to = arrays[0]!.length;
  while (from < to && zero(from)) from++;
  while (to > from && zero(to - 1)) to--;
  return { from, to };
}

/** Whether every product of two vectors' elements is zero for want of a place where both are other than that. */
export const apart = (a: Support, b: Support): boolean => a.from >= b.to || b.from >= a.to;

/** The support of a sum. */
export const together = (a: Support, b: Support): Support => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});
