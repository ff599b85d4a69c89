import { expect, test } from 'vitest';
import { InvalidDataError, philox4x32, RandomStream, specificationKey } from '../src/index.js';

// Known answers: Random123 1.09, tests/kat_vectors, the three lines of "philox4x32 10" (Salmon et al. 2011).
const ones = 0xffffffff;
// biome-ignore format: a table
const knownAnswers = [
  { counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  { counter: [ones, ones, ones, ones], key: [ones, ones], words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
];

test.each(knownAnswers)(
  'philox4x32-10 gives the known answer for counter $counter',
  ({ counter, key, words }) => {
    expect([...philox4x32(counter, key)]).toEqual(words);
  },
);

function draws(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => stream.nextUint32());
}

test('a stream is Philox on consecutive counters with the seed and specification as its key', () => {
  const stream = new RandomStream(7, 11, 13);
  const blocks = [0, 1, 2].flatMap((block) => [...philox4x32([block, 13, 0, 0], [7, 11])]);
  expect(draws(stream, 12)).toEqual(blocks);
  const [low, high] = specificationKey('need');
  expect(draws(new RandomStream(7, 'need', 13), 4)).toEqual([...philox4x32([0, 13, high, 1], [7, low])]);
});

test('a stream starts over at any replicate', () => {
  const stream = new RandomStream(1, 'need', 5);
  const fifth = draws(stream, 200);
  stream.moveTo(6);
  expect(draws(stream, 200)).toEqual(draws(new RandomStream(1, 'need', 6), 200));
  stream.moveTo(5);
  expect(draws(stream, 200)).toEqual(fifth);
});

test('streams of neighbouring seeds, specifications and replicates share no draws', () => {
  const streams = [
    new RandomStream(1, 'a', 1),
    new RandomStream(2, 'a', 1),
    new RandomStream(1, 'b', 1),
    new RandomStream(1, 'a', 2),
    new RandomStream(1, 1, 1),
    new RandomStream(1, 0, 1),
  ];
  const all = streams.flatMap((stream) => draws(stream, 100));
  expect(new Set(all).size).toBe(600);
});

test('filling an array gives the same indices as drawing them one by one, across refills', () => {
  const one = new RandomStream(3, 'x');
  const filled = new RandomStream(3, 'x');
  for (const length of [5, 61, 300]) {
    const indices = new Int32Array(length);
    const small = new Uint16Array(2);
    filled.fillIndices(indices, 1270);
    filled.fillIndices(small, 1270);
    expect([...indices, ...small]).toEqual(Array.from({ length: length + 2 }, () => one.nextIndex(1270)));
  }
});

test('indices reach from 0 to n - 1 and no further', () => {
  const stream = new RandomStream(4, 'range');
  const seen = new Set(Array.from({ length: 2000 }, () => stream.nextIndex(7)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(stream.nextIndex(1)).toBe(0);
  expect(stream.nextIndex(2 ** 31)).toBeLessThan(2 ** 31);
});

/** Pearson's statistic against equal frequencies, as a normal deviate (Wilson and Hilferty, 1931). */
function chiSquareDeviate(counts: Float64Array): number {
  const df = counts.length - 1;
  const expected = counts.reduce((total, count) => total + count, 0) / counts.length;
  const statistic = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  return (Math.cbrt(statistic / df) - (1 - 2 / (9 * df))) / Math.sqrt(2 / (9 * df));
}

test('first draws of neighbouring replicates are uniform, and so are pairs of them', () => {
  const stream = new RandomStream(20240101, 'uniformity');
  const single = new Float64Array(256);
  const pairs = new Float64Array(1024);
  let previous = 0;
  for (let replicate = 0; replicate < 100_000; replicate++) {
    stream.moveTo(replicate);
    const index = stream.nextIndex(1024);
    single[index >>> 2]! += 1;
    pairs[((index >>> 5) << 5) | (previous >>> 5)]! += 1;
    previous = index;
  }
  expect(Math.abs(chiSquareDeviate(single))).toBeLessThan(3.3);
  expect(Math.abs(chiSquareDeviate(pairs))).toBeLessThan(3.3);
});

test('draws of neighbouring seeds and specifications are uniform', () => {
  const bySeed = new Float64Array(128);
  const bySpecification = new Float64Array(128);
  for (let i = 0; i < 20_000; i++) {
    bySeed[new RandomStream(i, 'seeds').nextIndex(128)]! += 1;
    bySpecification[new RandomStream(1, `specification ${i}`).nextIndex(128)]! += 1;
  }
  expect(Math.abs(chiSquareDeviate(bySeed))).toBeLessThan(3.3);
  expect(Math.abs(chiSquareDeviate(bySpecification))).toBeLessThan(3.3);
});

test('draws over all observations are uniform within long streams', () => {
  const counts = new Float64Array(1270);
  const indices = new Int32Array(1270);
  const stream = new RandomStream(9, 'long');
  for (let replicate = 0; replicate < 500; replicate++) {
    stream.moveTo(replicate);
    stream.fillIndices(indices, 1270);
    for (const index of indices) counts[index]! += 1;
  }
  expect(Math.abs(chiSquareDeviate(counts))).toBeLessThan(3.3);
});

test('keys of texts do not change and do not collide', () => {
  expect(specificationKey('')).toEqual([2051786765, 1074553557]);
  expect(specificationKey('need: published, Größe 7')).toEqual([3880232273, 120271780]);
  const keys = new Set<string>();
  for (let i = 0; i < 20_000; i++) keys.add(specificationKey(`specification ${i}`).join());
  for (const text of ['', '\0', '\0\0', 'a', 'a\0', '\u0080', '12345678', '12345678\u0080']) {
    keys.add(specificationKey(text).join());
  }
  expect(keys.size).toBe(20_008);
});

test.each([
  ['seed', () => new RandomStream(-1, 'a')],
  ['seed', () => new RandomStream(1.5, 'a')],
  ['specification', () => new RandomStream(1, 2 ** 32)],
  ['replicate', () => new RandomStream(1, 'a', Number.NaN)],
  ['index', () => new RandomStream(1, 'a').nextIndex(0)],
])('a %s that is out of range is an error', (_, make) => {
  expect(make).toThrow(InvalidDataError);
});
