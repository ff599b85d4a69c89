import { Transform } from 'node:stream';
import { FetchFailure } from './failure.js';
import type { Patience } from './patience.js';

/**
 * Lets bytes through, and fails where fewer than the least speed come in a window of time. A publisher that stops and
 * starts is asked again for the rest.
 */
export function paced(
  host: string,
  { leastSpeed, window }: Pick<Patience, 'leastSpeed' | 'window'>,
): Transform {
  let came = 0;
  const least = (leastSpeed * window) / 1000;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      came += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      clearInterval(timer);
      done();
    },
  });
  const timer = setInterval(() => {
    if (came < least) {
      const words = `${host} sends less than ${leastSpeed / 1000} kB in a second`;
      meter.destroy(new FetchFailure(words, { passing: true }));
    }
    came = 0;
  }, window);
  meter.on('close', () => clearInterval(timer));
  return meter;
}
