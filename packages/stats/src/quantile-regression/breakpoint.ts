/**
 * The least of the first `count` breakpoints at which their jumps, added up in the order of the breakpoints, reach
 * `needed`: a weighted quantile by quickselect (Hoare 1961), in time proportional to `count`. The arrays are reordered.
 * @returns its place in `rows`; -1 where all jumps together do not reach it.
 */
export function breakpointAt(
  steps: Float64Array,
  jumps: Float64Array,
  rows: Int32Array,
  count: number,
  needed: number,
): number {
  let low = 0;
  let high = count - 1;
  let below = 0;
  while (low < high) {
    const pivot = middle(steps[low]!, steps[(low + high) >> 1]!, steps[high]!);
    let i = low;
    let j = high;
    let left = 0;
    while (i <= j) {
      while (steps[i]! < pivot) left += jumps[i++]!;
      while (steps[j]! > pivot) j--;
      if (i > j) break;
      const [step, jump, row] = [steps[i]!, jumps[i]!, rows[i]!];
      steps[i] = steps[j]!;
      jumps[i] = jumps[j]!;
      rows[i] = rows[j]!;
      steps[j] = step;
      jumps[j] = jump;
      rows[j] = row;
      left += jumps[i++]!;
      j--;
    }
    // Up to j the steps are at most the pivot; one that equals it may lie between j and i.
    const between = i - j === 2 ? jumps[j + 1]! : 0;
    if (below + left - between >= needed) high = j;
    else if (below + left >= needed) return j + 1;
    else {
      below += left;
      low = i;
    }
  }
  return low === high && below + jumps[low]! >= needed ? low : -1;
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
