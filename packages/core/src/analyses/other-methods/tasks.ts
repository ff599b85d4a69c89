import type { Numbers } from './attempt.js';
import { byBootstraps } from './bootstraps.js';
import { byCovariances } from './covariances.js';
import { byModels } from './models.js';
import type { Sample } from './sample.js';
import type { AlternativeRow, Method } from './tables.js';
import { byWild } from './wild.js';

const rowsOf = ({ need, snapshot }: Sample, found: readonly [Method, Numbers][]): AlternativeRow[] =>
  found.map(([method, numbers]) => ({ need, snapshot, method, ...numbers }));

/**
 * All methods but the wild bootstraps.
 * @param draws pairs-bootstrap draws of the need coefficient; null where no replicates were asked for.
 */
export const plain = ({ sample, draws }: { sample: Sample; draws: Float64Array | null }): AlternativeRow[] =>
  rowsOf(sample, [
    ...byCovariances(sample),
    ...(draws === null ? [] : byBootstraps(sample, draws)),
    ...byModels(sample),
  ]);

/** One wild bootstrap, of PCNs or of clusters. */
export function wild({
  sample,
  clusters,
}: {
  sample: Sample;
  clusters: 'subIcbs' | 'icbs' | null;
}): AlternativeRow[] {
  if (clusters === null) return rowsOf(sample, [['wild bootstrap, HC1', byWild(sample)]]);
  const method = clusters === 'subIcbs' ? 'wild bootstrap, CR1 by sub-ICB' : 'wild bootstrap, CR1 by ICB';
  return rowsOf(sample, [[method, byWild(sample, sample[clusters])]]);
}
