/**
 * The sum from first to last with the rounding errors carried along: Neumaier (1974), ZAMM 54, 39-51. Good to the
 * last digit unless terms cancel to below 1e-16 of their size. An empty sum is 0.
 *
 * @example
 * ```ts
 * sum([1e16, 1, -1e16, 0.5]); // => 1.5
 * // R: sum(c(1e16, 1, -1e16, 0.5)) # where R has long doubles
 * ```
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let rest = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    rest += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + rest;
}
