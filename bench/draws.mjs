import { RandomStream } from '../packages/stats/dist/index.js';

/** Draws from distributions, from the stream of (seed, specification, replicate). */
export function draws(seed, specification, replicate = 0) {
  const stream = new RandomStream(seed, specification, replicate);
  const index = (n) => stream.nextIndex(n);
  /** Above 0 and below 1. */
  const uniform = () => (stream.nextUint32() + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** With scale 1. Marsaglia and Tsang (2000), ACM TOMS 26, 363-372; below shape 1 by a power of a uniform. */
  const gamma = (shape) => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return { index, uniform, normal, gamma };
}
