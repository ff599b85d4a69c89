import betainc from '@stdlib/math-base-special-betainc';
import { expect, test } from 'vitest';
import { multiply, scale } from '../src/double-double.js';
import {
  bcaBootstrapInterval,
  normalBootstrapInterval,
  percentileBootstrapInterval,
  RandomStream,
} from '../src/index.js';
import { upperOrderStatistic } from '../src/joint/order-statistic.js';

// What is kept from one call for the next must never answer for other numbers.

function noise(name: string, length: number): Float64Array {
  const stream = new RandomStream(9, name);
  return Float64Array.from({ length }, () => stream.nextUint32() / 2 ** 31 - 1);
}

test('intervals are of the draws as they are at the call, be the array the same, a copy, or changed in between', () => {
  const draws = noise('draws', 199);
  const influence = noise('influence', 30);
  const all = (values: Float64Array) => [
    percentileBootstrapInterval(values, 0.9),
    normalBootstrapInterval(0, values, 0.9),
    bcaBootstrapInterval(0, values, influence, 0.9),
  ];
  const first = all(draws);
  expect(all(draws.slice())).toStrictEqual(first);
  const sorted = draws.slice().sort();
  expect(first[0]).toMatchObject({ low: sorted[9], high: sorted[189], replicates: 199, failed: 0 });
  draws[17] = Number.NaN;
  draws[18] = 5;
  const changed = all(draws);
  expect(changed[0]).toMatchObject({ replicates: 198, failed: 1 });
  expect(changed[1]!.low).not.toBe(first[1]!.low);
  draws.set(noise('draws', 199));
  expect(all(draws)).toStrictEqual(first);
  expect(percentileBootstrapInterval(draws.subarray(0, 99), 0.9)).toMatchObject({ replicates: 99 });
});

test('the order statistic and its Maritz-Jarrett error are the same whatever was asked before', () => {
  const plain = (draws: Float64Array, level: number) => {
    const b = draws.length;
    const sorted = [...draws].sort((x, y) => x - y);
    const place = Math.ceil((b + 1) * level - 1e-9);
    const value = sorted[place - 1]!;
    let [mean, square] = [0, 0];
    sorted.forEach((draw, i) => {
      const upTo = (at: number) => (at === 0 ? 0 : at === b ? 1 : betainc(at / b, place, b - place + 1));
      const weight = upTo(i + 1) - upTo(i);
      mean += weight * (draw - value);
      square += weight * (draw - value) * (draw - value);
    });
    return { value, standardError: Math.sqrt(Math.max(0, square - mean * mean)) };
  };
  const few = noise('few', 99);
  const many = noise('many', 399);
  for (const [draws, level] of [
    [many, 0.95],
    [many, 0.9],
    [few, 0.95],
    [few, 0.95],
    [many, 0.95],
    [noise('others', 399), 0.95],
  ] as const) {
    expect(upperOrderStatistic(draws, level)).toStrictEqual(plain(draws, level));
  }
});

test('scaling a double-double vector is multiplying its elements, to the last bit', () => {
  const hi = noise('high', 300).map((value, i) => value * 2 ** ((i % 40) - 20));
  const lo = hi.map((value, i) => value * 2 ** -54 * ((i % 3) - 1));
  const factor = [0.3, 1.1e-17] as const;
  const expected = Array.from(hi, (value, i) => multiply([value, lo[i]!], factor));
  scale({ hi, lo }, factor);
  expect([...hi]).toStrictEqual(expected.map(([high]) => high));
  expect([...lo]).toStrictEqual(expected.map(([, low]) => low));
});
