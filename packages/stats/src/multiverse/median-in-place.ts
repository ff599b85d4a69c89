/**
 * The median of values, by Hoare's (1961, Communications of the ACM 4, 321-322) selection, which takes a time that
 * grows as their number, not as that of a sort. The values are left in another order; none may be NaN.
 */
export function medianInPlace(values: Float64Array): number {
  const { length } = values;
  const middle = length >> 1;
  const upper = selectInPlace(values, middle);
  if (length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i++) if (values[i]! > lower) lower = values[i]!;
  return (lower + upper) / 2;
}

/** Moves values so that place `at` has the one that it has in ascending order, with none above it before; returns it. */
function selectInPlace(values: Float64Array, at: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else break;
  }
  return values[at]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
