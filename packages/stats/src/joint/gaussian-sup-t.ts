import { checkLevel } from '../check-level.js';
import { normalQuantile } from '../distributions/normal.js';
import { InvalidDataError } from '../errors.js';
import { RandomStream } from '../random-stream.js';
import { choleskyFactor } from './cholesky.js';
import { type OrderStatistic, upperOrderStatistic } from './order-statistic.js';

export interface GaussianSupTData {
  /** Covariance or correlation of S estimates, S x S row-major; it may be singular. */
  covariance: ArrayLike<number>;
  /** S */
  size: number;
  /** Such as 0.95. */
  level: number;
  /** Number of normal vectors to draw, such as 99,999. */
  replicates: number;
  /** uint32 */
  seed: number;
  specification: string | number;
}

/**
 * The sup-t critical value without a bootstrap: the quantile of the largest |z| of S standard normals with the
 * correlation of the estimates, by simulation. the plug-in band of Montiel Olea and Plagborg-Møller (2019), Journal
 * of Applied Econometrics 34, 1-17. Replicate r draws from the stream of (seed, specification, r).
 *
 * @throws InvalidDataError where the matrix is not a covariance or the replicates are too few for the level.
 */
export function gaussianSupT(data: GaussianSupTData): OrderStatistic {
  const { covariance, size, level, replicates, seed, specification } = data;
  checkLevel(level);
  if (!(Number.isInteger(replicates) && replicates > 0 && replicates <= 1e8)) {
    throw new InvalidDataError(
      `${replicates} replicates are asked for; they must be a whole number up to 1e8.`,
    );
  }
  const { factor } = choleskyFactor(covariance, size);
  const stream = new RandomStream(seed, specification);
  const normal = new Float64Array(size);
  const largest = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    stream.moveTo(r);
    for (let i = 0; i < size; i++) {
      normal[i] = normalQuantile((stream.nextUint32() + 0.5) / 2 ** 32);
      let z = 0;
      for (let l = 0; l <= i; l++) z += factor[i * size + l]! * normal[l]!;
      largest[r] = Math.max(largest[r]!, Math.abs(z));
    }
  }
  return upperOrderStatistic(largest, level);
}
