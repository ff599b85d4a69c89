import type { Numbers } from './attempt.js';
import { byBootstraps } from './bootstraps.js';
import { byCovariances } from './covariances.js';
import { byModels } from './models.js';
import type { Sample } from './sample.js';
import type { AlternativeRow, Method } from './tables.js';
import { byWild } from './wild.js';

const rowsOf = ({ need, snapshot }: Sample, found: readonly [Method, Numbers][]): AlternativeRow[] =>
  found.map(([method, numbers]) => ({ need, snapshot, method, ...numbers }));

/** Other covariances and other models: what no random number is drawn for. */
export const plain = ({ sample }: { sample: Sample }): AlternativeRow[] =>
  rowsOf(sample, [...byCovariances(sample), ...byModels(sample)]);

/**
 * Bootstrap intervals.
 * @param draws pairs-bootstrap draws of the need coefficient.
 */
export const intervals = ({ sample, draws }: { sample: Sample; draws: Float64Array }): AlternativeRow[] =>
  rowsOf(sample, byBootstraps(sample, draws));

/** One wild bootstrap, of PCNs or of clusters. */
export function wild({
  sample,
  seed,
  clusters,
}: {
  sample: Sample;
  seed: number;
  clusters: 'subIcbs' | 'icbs' | null;
}): AlternativeRow[] {
  if (clusters === null) return rowsOf(sample, [['wild bootstrap, HC1', byWild(sample, seed)]]);
  const method = clusters === 'subIcbs' ? 'wild bootstrap, CR1 by sub-ICB' : 'wild bootstrap, CR1 by ICB';
  return rowsOf(sample, [[method, byWild(sample, seed, sample[clusters])]]);
}
