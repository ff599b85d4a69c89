import { mean } from './elementary.js';
import { places } from './places.js';
import { randomStream } from './random.js';

/**
 * One effect an ICB, of mean 0 and variance 1 over ICBs, given by sub-ICB location: what networks of one ICB have in
 * common. The stream is its own, so that nothing else is drawn otherwise.
 */
export function icbEffects(seed: number, purpose: string): Float64Array {
  const random = randomStream(seed, `${purpose} by ICB`);
  const codes = [...new Set(places.map(({ icbCode }) => icbCode))];
  const draws = codes.map(() => random.normal());
  const centre = mean(draws);
  const spread = Math.sqrt(mean(draws.map((draw) => (draw - centre) ** 2)));
  const effects = new Map(codes.map((code, i) => [code, (draws[i]! - centre) / spread]));
  return Float64Array.from(places, ({ icbCode }) => effects.get(icbCode)!);
}
