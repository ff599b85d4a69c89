import { describe, expect, it } from 'vitest';
import { percentileInterval, RandomStream } from '../src/index.js';
import { select } from '../src/select.js';

const stream = new RandomStream(1, 'select');
const random = Float64Array.from({ length: 999 }, () => stream.nextUint32() % 200);
const orders: [string, Float64Array][] = [
  ['many ties', random],
  ['ascending', Float64Array.from({ length: 64 }, (_, i) => i)],
  ['descending', Float64Array.from({ length: 65 }, (_, i) => -i)],
  ['equal', new Float64Array(50).fill(3)],
  ['infinite ends', Float64Array.of(Infinity, 1, -Infinity, 2, Infinity)],
  ['one', Float64Array.of(7)],
];

describe('the value at a place', () => {
  it.each(orders)('is that of sorted values, at every place: %s', (_, values) => {
    const sorted = values.slice().sort();
    const found = Float64Array.from(sorted, (_, place) => select(values.slice(), place));
    expect(found).toEqual(sorted);
  });

  it('keeps the order of zeros of either sign in a percentile interval, as sorting has it', () => {
    const draws = Float64Array.of(0, -0, 0, -0, 1, -1, 0);
    const { low, high } = percentileInterval(draws, 0.5);
    expect([Object.is(low, -0), Object.is(high, 0)]).toEqual([true, true]);
  });
});
