import { describe, expect, it } from 'vitest';
import {
  InvalidDataError,
  leastSquares,
  RandomStream,
  sharedPairsBootstrap,
  stackedRegression,
} from '../src/index.js';

/** Three periods of a changing set of units, y falling with x, with noise that belongs to the unit. */
function periods(units: number) {
  const noise = new RandomStream(7, 'invented periods');
  const uniform = () => noise.nextUint32() / 2 ** 32;
  const own = Float64Array.from({ length: units }, uniform);
  return [0, 1, 2].map((t) => {
    const present = Array.from({ length: units }, (_, i) => i).filter((i) => (i + t) % 9 > 0);
    const x = Float64Array.from(present, (i) => 0.2 + 0.1 * own[i]! + 0.05 * uniform());
    const y = Float64Array.from(present, (i, row) => 1 - t * x[row]! + own[i]! * uniform());
    return { label: String(t), y, x, units: present.map((i) => `unit ${i}`) };
  });
}

const sample = periods(60);
const draw = (from: number, to: number) =>
  sharedPairsBootstrap({ periods: sample, seed: 3, specification: 'shared', from, to });

describe('draws shared by periods', () => {
  it('are the slopes of refits on the rows of the units drawn, one set of units for all periods', () => {
    const draws = draw(0, 20);
    const ids = [...new Set(sample.flatMap(({ units }) => units))];
    const stream = new RandomStream(3, 'shared');
    for (let replicate = 0; replicate < 20; replicate++) {
      stream.moveTo(replicate);
      const drawn = Array.from(ids, () => ids[stream.nextIndex(ids.length)]!);
      sample.forEach(({ x, y, units }, t) => {
        const rows = drawn.flatMap((id) =>
          units.map((unit, i) => (unit === id ? i : -1)).filter((i) => i >= 0),
        );
        const { coefficients } = leastSquares({
          y: Float64Array.from(rows, (i) => y[i]!),
          columns: [Float64Array.from(rows, () => 1), Float64Array.from(rows, (i) => x[i]!)],
        });
        expect(Math.abs(draws[t]![replicate]! - coefficients[1]!)).toBeLessThan(1e-10);
      });
    }
  });

  it('put together from shards are the whole, bit for bit', () => {
    const whole = draw(0, 100);
    const [a, b] = [draw(0, 37), draw(37, 100)];
    for (const [t, column] of whole.entries()) expect([...a[t]!, ...b[t]!]).toEqual([...column]);
  });

  it('spread and move together as the clustered covariance of the stacked regression says', () => {
    const big = periods(800);
    const draws = sharedPairsBootstrap({ periods: big, seed: 1, specification: 's', from: 0, to: 4000 });
    const { covariance, slopes } = stackedRegression(big);
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let r = 0; r < 4000; r++) sum += (draws[i]![r]! - slopes[i]!) * (draws[j]![r]! - slopes[j]!);
        const scale = Math.sqrt(covariance[i * 3 + i]! * covariance[j * 3 + j]!);
        // The Monte Carlo error of a covariance from 4,000 draws is about scale x sqrt(2 / 4000) = 2%.
        expect(Math.abs(sum / 4000 - covariance[i * 3 + j]!) / scale).toBeLessThan(0.1);
      }
    }
  });

  it('are refused for replicates out of order and for further regressors', () => {
    expect(() => draw(5, 4)).toThrow(InvalidDataError);
    const others = sample.map((period) => ({ ...period, others: [period.x] }));
    expect(() =>
      sharedPairsBootstrap({ periods: others, seed: 1, specification: 's', from: 0, to: 1 }),
    ).toThrow('alone');
  });
});
