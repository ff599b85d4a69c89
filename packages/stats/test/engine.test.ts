import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { currentEngine } from '../src/engine/current-engine.js';
import { type Engine, momentsStride } from '../src/engine/engine.js';
import { kernelEngine } from '../src/engine/kernel-engine.js';
import { plainEngine } from '../src/engine/plain-engine.js';
import { drawPairs, pairsBootstrap, preparePairs, RandomStream } from '../src/index.js';
import { signSums } from '../src/resampling/sign-sums.js';
import { curveForm, curveLength, wildCurve } from '../src/resampling/wild-curve.js';
import { wildDesign } from '../src/resampling/wild-design.js';
import { fillWildWeights } from '../src/resampling/wild-weights.js';

const kernel = kernelEngine() as Engine;

afterEach(() => {
  delete process.env.INVERSE_CARE_KERNEL;
});

/** n rows on a constant and k - 1 columns; with zeros, as provision has. */
function sample(n: number, k: number) {
  const stream = new RandomStream(3, `engine ${n} ${k}`);
  const uniform = () => stream.nextUint32() / 2 ** 32;
  const columns = Array.from({ length: k }, (_, j) =>
    Float64Array.from({ length: n }, () => (j === 0 ? 1 : uniform())),
  );
  return { y: Float64Array.from({ length: n }, () => Math.max(0, uniform() - 0.3)), columns };
}

/** The bytes, as numbers would not tell -0 from 0. */
function bytes(values: Float64Array): Buffer {
  return Buffer.from(values.slice().buffer);
}

test('the kernels are what their source compiles to', () => {
  const script = fileURLToPath(new URL('../scripts/build-kernels.mjs', import.meta.url));
  const root = fileURLToPath(new URL('..', import.meta.url));
  const order = [script, root, 'src/engine/kernel-bytes.ts', '--check'];
  expect(() => execFileSync(process.execPath, order, { stdio: 'pipe' })).not.toThrow();
});

test('the environment chooses the plain engine, and else there is the kernel', () => {
  expect(currentEngine().name).toBe('kernel');
  process.env.INVERSE_CARE_KERNEL = 'plain';
  expect(currentEngine().name).toBe('plain');
});

// biome-ignore format: a table of rows, columns, replicates
const shapes: [number, number, number][] = [
  [1, 1, 5], [2, 1, 9], [2, 2, 9], [3, 2, 20], [4, 2, 20], [5, 2, 20], [5, 5, 9], [63, 4, 70], [64, 4, 70],
  [65, 4, 70], [511, 2, 130], [513, 2, 130], [1270, 1, 66], [1270, 2, 300], [1270, 3, 130], [1269, 15, 130],
  [300, 40, 30], [70_000, 2, 6], [70_000, 3, 6],
];

test.each(shapes)('%d rows on %d columns: kernel and plain give the same bytes', (n, k, replicates) => {
  const data = { ...sample(n, k), seed: 11, specification: 'engine', from: 2, to: 2 + replicates };
  const fast = bytes(pairsBootstrap(data));
  process.env.INVERSE_CARE_KERNEL = 'plain';
  expect(bytes(pairsBootstrap(data)).equals(fast)).toBe(true);
});

test('kernel and plain give the same bytes for many seeds and for the last replicates there are', () => {
  const simple = preparePairs(sample(97, 2));
  const multiple = preparePairs(sample(97, 5));
  for (let seed = 0; seed < 200; seed++) {
    for (const prepared of [simple, multiple]) {
      const from = seed % 2 === 0 ? 1000 * seed : 2 ** 32 - 7;
      const replicates = {
        seed: 2 ** 32 - 1 - seed ** 3,
        specification: seed % 3 === 0 ? seed : `s${seed}`,
        from,
      };
      delete process.env.INVERSE_CARE_KERNEL;
      const fast = bytes(drawPairs(prepared, { ...replicates, to: from + 7 }));
      process.env.INVERSE_CARE_KERNEL = 'plain';
      expect(bytes(drawPairs(prepared, { ...replicates, to: from + 7 })).equals(fast)).toBe(true);
    }
  }
});

test.each([2, 5])('any shards put together are the whole, with %d columns', (k) => {
  const prepared = preparePairs(sample(201, k));
  const draw = (from: number, to: number) => drawPairs(prepared, { seed: 1, specification: 's', from, to });
  const whole = bytes(draw(0, 300));
  for (const size of [1, 2, 63, 64, 65, 127, 128, 129, 299]) {
    const parts: Buffer[] = [];
    for (let from = 0; from < 300; from += size) parts.push(bytes(draw(from, Math.min(300, from + size))));
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
  }
});

test('samples that take turns on one kernel do not disturb each other', () => {
  const a = preparePairs(sample(50, 2));
  const b = preparePairs(sample(500, 6));
  const range = { seed: 1, specification: 's', from: 0, to: 10 };
  const first = [bytes(drawPairs(a, range)), bytes(drawPairs(b, range))];
  expect([bytes(drawPairs(a, range)), bytes(drawPairs(b, range))]).toEqual(first);
});

test.each([
  ['kernel', kernel],
  ['plain', plainEngine],
])('the sums of the %s engine are those over the rows drawn', (_, engine) => {
  const n = 130;
  const width = 4;
  const stream = new RandomStream(2, 'sums');
  const values = Float64Array.from({ length: n * width }, () => stream.nextUint32() / 2 ** 31 - 1);
  const table = values.slice(0, 2 * n);
  const indices = new Int32Array(n);
  const simple = engine.simpleSums(table, stream, 40, 3).slice();
  const moments = engine.moments(values, width, stream, 40, 3).slice();
  for (let r = 0; r < 3; r++) {
    stream.moveTo(40 + r);
    stream.fillIndices(indices, n);
    const total = (of: (row: number) => number) => indices.reduce((sum, row) => sum + of(row), 0);
    const z = (row: number) => table[2 * row]!;
    const e = (row: number) => table[2 * row + 1]!;
    [total(z), total(e), total((row) => z(row) ** 2), total((row) => z(row) * e(row))].forEach((sum, j) => {
      expect(simple[4 * r + j]).toBeCloseTo(sum, 11);
    });
    let at = r * momentsStride(width);
    for (let a = 0; a < width; a++) {
      for (let b = 0; b <= Math.min(a, width - 2); b++) {
        const product = (row: number) => values[row * width + a]! * values[row * width + b]!;
        let whole = 0;
        for (let row = 0; row < n; row++) whole += product(row);
        expect(moments[at++]).toBeCloseTo(total(product) - whole, 11);
      }
    }
  }
});

test.each([
  ['15 clusters, any null', 15, 60, 2, undefined],
  ['42 clusters, any null', 42, 500, 8, undefined],
  ['42 clusters, one null, columns odd in number', 42, 500, 5, 0.3],
  ['each observation, any null', null, 1250, 3, undefined],
  ['each observation, one null', null, 37, 2, -0.2],
] as const)(
  'curves of random signs are the same bytes by kernel and plain, and those of the weights: %s',
  (_, groups, n, k, nullValue) => {
    const clusters = groups === null ? undefined : Array.from({ length: n }, (_, i) => (i * i) % groups);
    const distinct = groups === null ? n : new Set(clusters).size;
    const design = wildDesign({ ...sample(n, k), coefficient: 1, ...(clusters && { clusters }) }, nullValue);
    const [signed, form] = [signSums(design.sums.flat()), curveForm(design)];
    const stream = new RandomStream(5, 'signs');
    for (const count of [20, 7]) {
      const byKernel = kernel.signedCurves(signed, form, stream, 7, count);
      const curves = byKernel.curves.slice();
      const doubtful = [...byKernel.doubtful];
      const byPlain = plainEngine.signedCurves(signed, form, stream, 7, count);
      expect(bytes(curves).equals(bytes(byPlain.curves))).toBe(true);
      expect(doubtful).toStrictEqual([...byPlain.doubtful]);
      expect(curves).toHaveLength(curveLength * count);
      for (let r = 0; r < count; r++) {
        stream.moveTo(7 + r);
        const weights = new Float64Array(distinct);
        fillWildWeights(weights, 'rademacher', stream);
        const expected = wildCurve(design, weights);
        for (let j = 0; j < curveLength; j++) {
          expect(curves[curveLength * r + j]! / (expected[j] || 1)).toBeCloseTo(expected[j] === 0 ? 0 : 1, 9);
        }
      }
    }
  },
);

test('both engines call a replicate doubtful whose resample is fitted, and no other', () => {
  // Residuals under the null are the same within each half but for their sign: a resample is fitted by the halves where
  // the signs of each half turn its residuals alike.
  const halves = Float64Array.of(0, 0, 1, 1);
  const y = Float64Array.of(-1, 1, 1, -1);
  const design = wildDesign({ y, columns: [halves.map(() => 1), halves], coefficient: 1 }, 0);
  const [signed, form] = [signSums(design.sums.flat()), curveForm(design)];
  const stream = new RandomStream(5, 'halves');
  const fitted = Array.from({ length: 64 }, (_, r) => {
    stream.moveTo(r);
    const word = stream.nextUint32();
    const differ = (i: number) => ((word >>> i) & 1) !== ((word >>> (i + 1)) & 1);
    return differ(0) && differ(2) ? 1 : 0;
  });
  expect(new Set(fitted).size).toBe(2);
  for (const engine of [kernel, plainEngine]) {
    expect([...engine.signedCurves(signed, form, stream, 0, 64).doubtful]).toStrictEqual(fitted);
  }
});
