import { expect, test } from 'vitest';
import { fillWords } from '../src/engine/lanes.js';
import { InvalidDataError, RandomStream, specificationKey } from '../src/index.js';
import { philox4x32 } from '../src/philox.js';

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

test('each of the four lanes is xoshiro128++ as its authors wrote it', () => {
  // The first ten are from the reference C code (Blackman and Vigna 2019, xoshiro128plusplus.c) in state 1, 2, 3, 4;
  // number 102,401 is what PHP's own tests expect (php-src, user_xoshiro128plusplus.phpt).
  const first = [
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ];
  const state = Uint32Array.from({ length: 16 }, (_, i) => (i % 4) + 1);
  const words = new Uint32Array(4 * 102_401);
  fillWords(state, words);
  for (let lane = 0; lane < 4; lane++) {
    expect(first.map((_, i) => words[4 * i + lane])).toEqual(first);
    expect(words[4 * 102_400 + lane]).toBe(0x2c873cfa);
  }
});

test('a stream gives the known answers', () => {
  // From the two algorithms written down in Python's integers: lane l is seeded with Philox for the counter
  // (l, 13, 0, 0) and the key (7, 11).
  const words = draws(new RandomStream(7, 11, 13), 1000);
  // biome-ignore format: a table
  expect(words.slice(0, 12)).toEqual([
    0x3f9681a9, 0x1af87518, 0xaff400a0, 0x76ad7d95, 0xcc20e77f, 0x68d4e144,
    0x92947086, 0xfefaf7ca, 0x67faff89, 0xdbfb5450, 0x7dcd12e2, 0x1e5f8d00,
  ]);
  expect([words[99], words[999]]).toEqual([0xc8ec9136, 0x35286a01]);
  expect(draws(new RandomStream(ones, ones, ones), 4)).toEqual([
    0x7561544c, 0x8cfc5d1a, 0x57239d96, 0xb761784a,
  ]);
});

test('an index is the upper half of a word times the range, exactly', () => {
  const stream = new RandomStream(7, 11, 13);
  const ranges = [2147483647, 2147483647, 2147483648, 70_000, 2097153];
  expect(ranges.map((n) => stream.nextIndex(n))).toEqual([533414100, 226245259, 1476001872, 32450, 1672221]);
});

test('a lane is seeded by Philox with the seed and specification as its key', () => {
  const [low, high] = specificationKey('need');
  const state = Uint32Array.from(
    [0, 1, 2, 3].flatMap((lane) => [...philox4x32([lane, 13, high, 1], [7, low])]),
  );
  const words = new Uint32Array(200);
  fillWords(state, words);
  expect(draws(new RandomStream(7, 'need', 13), 200)).toEqual([...words]);
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

test.each([
  ['neighbouring replicates', (i: number) => new RandomStream(5, 'pairs', i)],
  ['neighbouring seeds', (i: number) => new RandomStream(i, 'pairs')],
  ['neighbouring specifications', (i: number) => new RandomStream(5, i)],
])('words at the same place of %s are independent, in their upper and their lower bits', (_, stream) => {
  const upper = new Float64Array(1024);
  const lower = new Float64Array(1024);
  let before = draws(stream(0), 16);
  for (let i = 1; i <= 8000; i++) {
    const words = draws(stream(i), 16);
    words.forEach((word, j) => {
      upper[((word >>> 27) << 5) | (before[j]! >>> 27)]! += 1;
      lower[((word & 31) << 5) | (before[j]! & 31)]! += 1;
    });
    before = words;
  }
  expect(Math.abs(chiSquareDeviate(upper))).toBeLessThan(3.3);
  expect(Math.abs(chiSquareDeviate(lower))).toBeLessThan(3.3);
});

test.each([1, 2, 3, 4, 8])('words %d apart in a stream, so in and across lanes, are independent', (lag) => {
  const words = draws(new RandomStream(6, 'lags'), 200_000);
  const pairs = new Float64Array(1024);
  for (let i = lag; i < words.length; i++) pairs[((words[i]! >>> 27) << 5) | (words[i - lag]! >>> 27)]! += 1;
  expect(Math.abs(chiSquareDeviate(pairs))).toBeLessThan(3.3);
});

test('every bit is set in half of the words', () => {
  const set = new Float64Array(32);
  const count = 100_000;
  for (const word of draws(new RandomStream(6, 'bits'), count)) {
    for (let bit = 0; bit < 32; bit++) set[bit]! += (word >>> bit) & 1;
  }
  for (const ones of set) expect(Math.abs(ones - count / 2) / Math.sqrt(count / 4)).toBeLessThan(3.9);
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
