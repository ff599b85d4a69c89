import { throwIfCancelled } from '@inverse-care/domain';
import { type Period, type SharedDraws, sharedPairsBootstrap } from '@inverse-care/stats';

const replicatesAtOnce = 250;

/**
 * Shared draws of the slopes of all periods, in pieces, so that a signal is heard and progress shown.
 * @throws CancelledError where the signal fires.
 */
export async function drawShared(
  periods: readonly Period[],
  options: {
    seed: number;
    specification: string;
    replicates: number;
    signal?: AbortSignal | undefined;
    onProgress?: ((done: number) => void) | undefined;
  },
): Promise<SharedDraws> {
  const { seed, specification, replicates, signal, onProgress } = options;
  const draws = periods.map(() => new Float64Array(replicates));
  for (let from = 0; from < replicates; from += replicatesAtOnce) {
    const to = Math.min(from + replicatesAtOnce, replicates);
    const piece = sharedPairsBootstrap({ periods, seed, specification, from, to });
    for (const [t, column] of piece.entries()) draws[t]!.set(column, from);
    onProgress?.(to);
    await new Promise((resolve) => setImmediate(resolve));
    throwIfCancelled(signal);
  }
  return draws;
}
