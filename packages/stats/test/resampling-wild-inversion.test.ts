import { expect, test } from 'vitest';
import {
  RandomStream,
  type WildTail,
  wildBootstrapCurves,
  wildBootstrapInference,
  wildBootstrapInterval,
  wildBootstrapStatistics,
  wildBootstrapTest,
  wildInterval,
  wildSample,
  wildTest,
} from '../src/index.js';
import { curveLength } from '../src/resampling/wild-curve.js';
import { settle } from '../src/resampling/wild-settled.js';
import { panel } from './resampling-golden.js';

// The interval by its definition: every p-value from all replicates, every target on its own, nothing kept.

interface Sample {
  estimate: number;
  stdError: number;
}

/** The t statistic of five numbers under the null that the coefficient is the estimate less d. */
function statistic([c0, c1, c2, c3, c4]: number[], d: number): number {
  const shift = c1! * d;
  const sum = c0! + shift;
  const square = c4! * d * d;
  const variance = c2! + c3! * d + square;
  const numerator = Math.abs(sum) > 1e-12 * Math.abs(shift) ? sum : 0;
  return numerator / Math.sqrt(variance > 1e-12 * (c2! + square) ? variance : 0);
}

/** The convention of a simulated share: the sample is one more draw, unless all draws were taken. */
const plainShare = (count: number, size: number, enumerated: boolean) =>
  enumerated ? count / size : (1 + count) / (1 + size);

function plainP(
  curves: number[][],
  d: number,
  stdError: number,
  tail: WildTail,
  enumerated: boolean,
): number {
  const t = d / stdError;
  const margin = 1e-10 * Math.abs(t);
  const values = curves.map((curve) => statistic(curve, d)).filter((value) => !Number.isNaN(value));
  const share = (counts: (value: number) => boolean) => values.filter(counts).length;
  if (tail === 'symmetric') {
    const beyond = share((value) => Math.abs(value) >= Math.abs(t) - margin);
    return plainShare(beyond, values.length, enumerated);
  }
  const above = share((value) => value >= t - margin);
  const below = share((value) => value <= t + margin);
  return 2 * plainShare(Math.min(above, below), values.length, enumerated);
}

/** p ever further away: a statistic grows with d unless its variance does too. */
function plainLimit(curves: number[][], stdError: number, tail: WildTail, enumerated: boolean): number {
  const usable = curves.filter(
    ([c0, c1, c2]) => !(c2 === 0 && c0 === 0 && (tail === 'symmetric' ? Math.abs(c1!) : c1!) === 0),
  );
  const keepUp = usable.filter(([c0, c1, c2, , c4]) => {
    const growth = tail === 'symmetric' ? Math.abs(c1!) : c1!;
    if (c4! > 0) return false;
    return c2 === 0 ? growth > 0 || c0 !== 0 : growth * stdError >= Math.sqrt(c2!) * (1 - 1e-10);
  });
  return (tail === 'symmetric' ? 1 : 2) * plainShare(keepUp.length, usable.length, enumerated);
}

function plainCrossing(
  curves: number[][],
  { stdError }: Sample,
  tail: WildTail,
  side: number,
  target: number,
  enumerated: boolean,
): number {
  if (plainLimit(curves, stdError, tail, enumerated) > target) return Number.POSITIVE_INFINITY;
  const accepted = (distance: number) => plainP(curves, side * distance, stdError, tail, enumerated) > target;
  let inside = 0;
  let outside = 0.25 * stdError;
  while (accepted(outside)) {
    inside = outside;
    outside = outside < 10 * stdError ? outside + 0.25 * stdError : 2 * outside;
    if (!Number.isFinite(outside * outside)) return Number.POSITIVE_INFINITY;
  }
  while (outside - inside > 1e-13 * stdError) {
    const middle = (inside + outside) / 2;
    if (middle <= inside || middle >= outside) break;
    if (accepted(middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}

/** Bounds and their errors, for a sample of which the interval is known to exist. */
function plainInterval(
  sample: Sample,
  flat: Float64Array,
  { level, tail, enumerated }: { level: number; tail: WildTail; enumerated: boolean },
): [low: number, high: number, lowError: number, highError: number] {
  const curves = Array.from({ length: flat.length / 5 }, (_, r) => [...flat.slice(5 * r, 5 * r + 5)]);
  const alpha = Number((1 - level).toPrecision(12));
  const share = tail === 'symmetric' ? alpha : alpha / 2;
  const usable = curves.filter((curve) => !Number.isNaN(statistic(curve, 0))).length;
  const spread = Math.sqrt((share * (1 - share)) / usable) * (alpha / share);
  const bound = (side: number, target: number) =>
    sample.estimate - side * plainCrossing(curves, sample, tail, side, target, enumerated);
  const error = (side: number) => {
    if (!Number.isFinite(bound(side, alpha))) return Number.POSITIVE_INFINITY;
    if (enumerated) return 0;
    return Math.abs(bound(side, alpha + spread) - bound(side, Math.max(0, alpha - spread))) / 2;
  };
  return [bound(1, alpha), bound(-1, alpha), error(1), error(-1)];
}

function expectPlain(
  sample: Sample,
  curves: Float64Array,
  options: { level: number; tail: WildTail; enumerated: boolean },
): boolean {
  const { low, high, lowError, highError, reason } = wildInterval(sample, curves, options);
  if (Number.isNaN(low)) {
    expect(reason).toMatch(/too few|rejects/);
    return false;
  }
  const expected = plainInterval(sample, curves, options);
  [low, high, lowError, highError].forEach((value, i) => {
    expect(value, `${JSON.stringify(options)}, number ${i}`).toBe(expected[i]);
  });
  return true;
}

const tails = ['symmetric', 'equal-tailed'] as const;
const { y, ones, need, share65, clusters } = panel;
const sample = { y, columns: [ones, need, share65], coefficient: 1 };
const key = { seed: 5, specification: 'inversion', replicates: 299 };
const alternating = Float64Array.from({ length: 8 }, (_, i) => i % 2);

const designs = [
  ['signs by observation', {}],
  ['HC3', { covariance: 'HC3' }],
  ['Webb weights', { distribution: 'webb' }],
  ['Mammen weights, another coefficient', { distribution: 'mammen', coefficient: 2 }],
  ['clusters, enumerated', { clusters }],
  ['clusters, not enumerated', { clusters, replicates: 199 }],
  ['four clusters', { clusters: y.map((_, i) => i % 4) }],
  ['three clusters for three coefficients', { clusters: y.map((_, i) => i % 3) }],
  ['subclusters', { clusters, weightLevel: 'observation' }],
  ['the null not imposed', { nullImposed: false }],
  ['clusters, the null not imposed', { clusters, nullImposed: false }],
  ['few replicates', { replicates: 19 }],
  ['too few replicates', { replicates: 7 }],
  ['failed replicates', { y: alternating, columns: [ones.slice(0, 8), need.slice(0, 8)] }],
  ['ties', { y: alternating, columns: [ones.slice(0, 8), alternating.map((v, i) => v + (i % 3))] }],
] as const;

test.each(designs)(
  '%s: the interval is that of counting all replicates each time, bit for bit',
  (_, change) => {
    const data = { ...sample, ...key, ...change };
    const known = wildSample(data);
    const curves = wildBootstrapCurves(data);
    let found = 0;
    for (const tail of tails) {
      for (const level of [0.5, 0.8, 0.9, 0.95]) {
        found += Number(expectPlain(known, curves, { level, tail, enumerated: known.enumerated }));
      }
    }
    if (data.replicates > 7) expect(found).toBeGreaterThan(0);
  },
);

/** Curves of replicates that no regression gives: of every kind, some with a variance of 0, some not a number. */
function invented(seed: number, size: number): Float64Array {
  const stream = new RandomStream(seed, 'invented curves');
  const uniform = () => stream.nextUint32() / 2 ** 31 - 1;
  const curves = new Float64Array(size * curveLength);
  for (let r = 0; r < size; r++) {
    const root = uniform();
    const free = 1 + uniform();
    // Of the form (a + b d)^2 plus something, so never negative; with nothing added it vanishes at -a / b.
    const a = uniform();
    const rest = r % 7 === 0 ? 0 : free;
    const kinds = [
      [uniform() * 2, uniform() / 2, rest + a * a, 2 * a * root, root * root],
      [uniform(), 0, free, 0, 0],
      [0, 0, 0, 0, 0],
      [uniform(), uniform() / 4, free, 0, 0],
      [uniform() * 1e-9, uniform(), 1e-18, 0, 1],
      [Number.NaN, uniform(), free, 0, 0],
      [uniform(), Number.POSITIVE_INFINITY, free, 0, 0],
      [uniform(), 0, 0, 0, 0],
    ];
    curves.set(kinds[seed % 3 === 0 ? r % kinds.length : r % 2]!, r * curveLength);
  }
  return curves;
}

test('invented curves of every kind: bounds are those of the plain definition, bit for bit', () => {
  let found = 0;
  for (let seed = 0; seed < 60; seed++) {
    const curves = invented(seed, 40 + (seed % 5) * 30);
    const stdError = [1, 0.3, 4, 1e-6, 1e6][seed % 5]!;
    for (const tail of tails) {
      const options = { level: [0.9, 0.6][seed % 2]!, tail, enumerated: seed % 4 === 1 };
      found += Number(expectPlain({ estimate: 0.7, stdError }, curves, options));
    }
  }
  expect(found).toBeGreaterThan(80);
});

test('a replicate is settled only where every null of the interval counts it the same way', () => {
  const stream = new RandomStream(2, 'settled');
  const uniform = () => stream.nextUint32() / 2 ** 32;
  let [settled, dips] = [0, 0];
  for (let trial = 0; trial < 4000; trial++) {
    const side = trial % 2 === 0 ? 1 : -1;
    const near = (trial % 9) / 4;
    const far = near + 0.25 * uniform();
    // A variance that is least, and may be as good as 0, somewhere between near and far.
    const least = side * (near + uniform() * (far - near));
    const steep = 10 ** (4 * uniform());
    const floor = trial % 5 === 0 ? 0 : 10 ** (-3 * uniform());
    const curve = [
      (uniform() - 0.5) * 2,
      (uniform() - 0.5) * 2,
      floor + steep * least * least,
      -2 * steep * least,
      steep,
    ];
    const curves = Float64Array.from(curve);
    for (const tail of tails) {
      const { known, open } = settle({ curves, size: 1, stdError: 1, tail }, side, near, far);
      if (open.length > 0) continue;
      settled++;
      const places = [
        least,
        ...Array.from({ length: 50 }, (_, i) => side * (near + ((far - near) * i) / 49)),
      ];
      const values = places.map((d) => [statistic(curve, d), d] as const);
      const above = values.map(([v, t]) => (tail === 'symmetric' ? Math.abs(v) >= Math.abs(t) : v >= t));
      expect(above, `trial ${trial}, ${tail}`).toStrictEqual(places.map(() => known.above === 1));
      if (tail === 'equal-tailed') expect(known.below).toBe(1 - known.above);
      if (floor < 0.1 && known.above === 1) dips++;
    }
  }
  expect(settled).toBeGreaterThan(500);
  expect(dips).toBeGreaterThan(0);
});

test('a replicate exactly at the t of the sample counts as extreme on both sides of a bound', () => {
  // Of t = d / 1 and statistics that are all d itself, but for one: every null is tied, none rejected.
  const curves = new Float64Array(20 * curveLength);
  for (let r = 0; r < 20; r++) curves.set([0, 1, 1, 0, 0], r * curveLength);
  expect(wildInterval({ estimate: 0, stdError: 1 }, curves, { level: 0.9 }).high).toBe(
    Number.POSITIVE_INFINITY,
  );
  expectPlain({ estimate: 0, stdError: 1 }, curves, { level: 0.9, tail: 'symmetric', enumerated: false });
});

test.each(designs)('%s: inference in one pass is test and interval, bit for bit', (_, change) => {
  const data = { ...sample, ...key, ...change };
  const nulls = [undefined, 0, 0.3, -2, wildSample(data).estimate, 1e6];
  for (const nullValue of nulls) {
    for (const tail of tails) {
      const asked = { ...data, tail, level: 0.9, ...(nullValue === undefined ? {} : { nullValue }) };
      const { test: found, interval } = wildBootstrapInference(asked);
      const direct = wildBootstrapStatistics(asked);
      const known = wildSample(asked);
      expect(found).toStrictEqual({ ...known, ...wildTest(known.t, direct, tail, known.enumerated) });
      expect(found).toStrictEqual(wildBootstrapTest(asked));
      expect(interval).toStrictEqual(wildBootstrapInterval(asked));
      expect(interval).toMatchObject(
        wildInterval(known, wildBootstrapCurves(asked), { level: 0.9, tail, enumerated: known.enumerated }),
      );
    }
  }
});

test('all signs of eight observations: p-value and bounds are those of refitting in R', () => {
  // R 4.2.2, sandwich 3.0: x <- c(1:7, 9); y <- c(1, 3, 2, 6, 4, 5, 8, 7)
  // v <- as.matrix(expand.grid(rep(list(c(1, -1)), 8)))
  // t <- function(y, b) { m <- lm(y ~ x); (coef(m)[[2]] - b) / sqrt(sandwich::vcovHC(m, "HC1")[2, 2]) }
  // resampled <- function(b) { f <- b * x + mean(y - b * x); apply(v, 1, function(v) t(f + (y - f) * v, b)) }
  // p <- function(b) mean(abs(resampled(b)) >= abs(t(y, b)) - 1e-10)
  // p(0.5): 0.078125; p(0.5266990), p(0.5266991), p(1.2584322), p(1.2584323): 0.09375, 0.1015625, 0.1015625, 0.09375
  const x = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 9);
  const data = { y: Float64Array.of(1, 3, 2, 6, 4, 5, 8, 7), columns: [x.map(() => 1), x], coefficient: 1 };
  const { test: found, interval } = wildBootstrapInference({
    ...data,
    ...key,
    nullValue: 0.5,
    level: 0.9,
  });
  expect(found).toMatchObject({ pValue: 0.078125, pError: 0, replicates: 256, enumerated: true });
  expect(interval.low).toBeGreaterThan(0.526699);
  expect(interval.low).toBeLessThan(0.5266991);
  expect(interval.high).toBeGreaterThan(1.2584322);
  expect(interval.high).toBeLessThan(1.2584323);
});

test('inference refuses what test and interval refuse', () => {
  const data = { ...sample, ...key };
  expect(() => wildBootstrapInference({ ...data, nullValue: Number.NaN })).toThrow('null');
  expect(() => wildBootstrapInference({ ...data, replicates: 0 })).toThrow('replicates');
  expect(() => wildBootstrapInference({ ...data, level: 95 })).toThrow('level');
  expect(() => wildBootstrapInference({ ...data, y: need })).toThrow('fitted exactly');
});
