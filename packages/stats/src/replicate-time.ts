import { isSimple } from './bootstrap-simple.js';
import { currentEngine } from './engine/current-engine.js';
import { momentsStride, stripLength } from './engine/engine.js';

/**
 * About how long `drawPairs` takes for one replicate of a regression on these columns, in ms, as measured on an AMD
 * EPYC of 2024: how large a share of the work it is, for work to be parted.
 *
 * @example
 * ```ts
 * const columns = (n) => [new Float64Array(n).fill(1), Float64Array.from({ length: n }, (_, i) => i)];
 * replicateTime(columns(1000)) / replicateTime(columns(100)); // => 10
 * // No R: it is about this package's own speed.
 * ```
 */
export function replicateTime(columns: readonly Float64Array[]): number {
  const kernel = currentEngine().name === 'kernel';
  const n = columns[0]?.length ?? 0;
  const k = columns.length;
  if (isSimple(columns)) return n * (kernel ? 1.1e-6 : 8e-6);
  const strips = momentsStride(k + 1) / stripLength;
  return n * (kernel ? 2e-6 + 1.2e-6 * strips : 8e-6 + 1.2e-5 * strips) + 4e-7 * k ** 3;
}
