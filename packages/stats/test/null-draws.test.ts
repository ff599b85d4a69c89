import { afterEach, describe, expect, it, test } from 'vitest';
import type { Engine } from '../src/engine/engine.js';
import { kernelEngine } from '../src/engine/kernel-engine.js';
import type { NullGroup, NullStack } from '../src/engine/null-group.js';
import { plainEngine } from '../src/engine/plain-engine.js';
import { fitGroup, RandomStream, type SpecificationGroup } from '../src/index.js';
import { medianInPlace } from '../src/multiverse/median-in-place.js';

const kernel = kernelEngine() as Engine;

afterEach(() => {
  delete process.env.INVERSE_CARE_KERNEL;
});

/** Terms added up by fours, (0 + 1) + (2 + 3), the last few one by one. */
function byFours(terms: readonly number[]): number {
  let total = 0;
  const whole = terms.length - (terms.length % 4);
  for (let i = 0; i < whole; i += 4) total += terms[i]! + terms[i + 1]! + (terms[i + 2]! + terms[i + 3]!);
  return terms.slice(whole).reduce((sum, term) => sum + term, total);
}

/** The inner product: even places, and odd ones. */
function inner(a: readonly number[], b: readonly number[]): number {
  const sums = [0, 0];
  a.forEach((value, l) => {
    sums[l % 2]! += value * b[l]!;
  });
  return sums[0]! + sums[1]!;
}

/** Cholesky's lower factor, row by row; null where a pivot is not above 1e-8. */
function factorOf(matrix: readonly number[][]): number[][] | null {
  const factor: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    factor.push([]);
    for (let j = 0; j <= i; j++) {
      const rest = factor[j]!.slice(0, j).reduce((sum, value, l) => sum - factor[i]![l]! * value, row[j]!);
      if (i === j && !(rest > 1e-8)) return null;
      factor[i]!.push(i === j ? Math.sqrt(rest) : rest / factor[j]![j]!);
    }
  }
  return factor;
}

function solve(factor: readonly number[][], side: readonly number[]): number[] {
  const k = side.length;
  const x: number[] = [];
  for (let i = 0; i < k; i++) {
    x.push(x.reduce((sum, value, l) => sum - factor[i]![l]! * value, side[i]!) / factor[i]![i]!);
  }
  for (let i = k - 1; i >= 0; i--) {
    let rest = x[i]!;
    for (let l = i + 1; l < k; l++) rest -= factor[l]![i]! * x[l]!;
    x[i] = rest / factor[i]![i]!;
  }
  return x;
}

/** Adds a stack's part of a draw to deviations and scores, as the comment of `Engine.nullDraws` has it. */
function addNaively(
  { n, columns: given, rows, parts }: NullStack,
  times: readonly number[],
  deviations: number[],
  scores: readonly number[][],
): void {
  const own = Array.from({ length: n }, (_, j) => ({ j, row: rows ? rows[j]! : j }));
  const drawn = own.filter(({ row }) => times[row] !== 0);
  const x = own.map(({ j }) => given.map((column) => column[j]!));
  const k = given.length;
  const columns = given.map((_, l) => l);
  const cross = columns.map((a) =>
    columns.map((b) => byFours(drawn.map(({ j, row }) => times[row]! * x[j]![a]! * x[j]![b]!))),
  );
  const factor = factorOf(cross);
  if (factor === null) {
    for (const { uses } of parts) for (const { effect } of uses) deviations[effect] = Number.NaN;
    return;
  }
  const direction = solve(
    factor,
    columns.map((l) => (l === k - 1 ? 1 : 0)),
  );
  for (const { residuals, uses } of parts) {
    const side = columns.map((l) =>
      byFours(drawn.map(({ j, row }) => times[row]! * residuals[j]! * x[j]![l]!)),
    );
    const move = solve(factor, side);
    for (const { effect, scale } of uses) {
      deviations[effect]! += scale * move[k - 1]!;
      for (const { j, row } of drawn) {
        scores[effect]![row]! += scale * (inner(x[j]!, direction) * (residuals[j]! - inner(x[j]!, move)));
      }
    }
  }
}

function naive(group: NullGroup, seed: number, name: string, from: number, count: number): number[] {
  const { unit, units, clusterings, effects, stacks } = group;
  return Array.from({ length: count }, (_, r) => {
    const stream = new RandomStream(seed, name, from + r);
    const drawn = Array.from({ length: units }, () => stream.nextIndex(units));
    const times = [...unit].map((one) => drawn.filter((other) => other === one).length);
    const deviations = new Array<number>(effects).fill(0);
    const scores = deviations.map(() => new Array<number>(unit.length).fill(0));
    for (const stack of stacks) addNaively(stack, times, deviations, scores);
    return deviations.flatMap((deviation, e) => {
      let squares = 0;
      times.forEach((count, i) => {
        squares += count * scores[e]![i]! * scores[e]![i]!;
      });
      const within = clusterings.map(({ codes, count: clusters }) => {
        const sums = new Array<number>(clusters).fill(0);
        times.forEach((count, i) => {
          sums[codes[i]!]! += count * scores[e]![i]!;
        });
        return sums.reduce((total, sum) => total + sum * sum, 0);
      });
      return [deviation, Math.sqrt(squares), ...within.map(Math.sqrt)];
    });
  }).flat();
}

interface Shape {
  n: number;
  units: number;
  clusters: readonly number[];
  /** Of each stack: its columns, the effects of its parts, and every how many rows it has. */
  stacks: readonly { k: number; parts: readonly (readonly number[])[]; every?: number }[];
}

function groupOf({ n, units, clusters, stacks }: Shape): NullGroup {
  const stream = new RandomStream(9, `null draws ${n} ${units} ${clusters.length} ${stacks.length}`);
  const uniform = () => stream.nextUint32() / 2 ** 31 - 1;
  const effects = 1 + Math.max(...stacks.flatMap(({ parts }) => parts.flat()));
  return {
    unit: Int32Array.from({ length: n }, (_, i) => (7 * i) % units),
    units,
    effects,
    clusterings: clusters.map((count) => ({
      codes: Int32Array.from({ length: n }, (_, i) => (i * i) % count),
      count,
    })),
    stacks: stacks.map(({ k, parts, every }) => {
      const rows =
        every === undefined
          ? undefined
          : Int32Array.from({ length: n }, (_, i) => i).filter((i) => i % every === 0);
      const own = rows?.length ?? n;
      return {
        n: own,
        columns: Array.from({ length: k }, () =>
          Float64Array.from({ length: own }, () => uniform() * Math.sqrt(3 / own)),
        ),
        ...(rows && { rows }),
        parts: parts.map((used) => ({
          residuals: Float64Array.from({ length: own }, uniform),
          uses: used.map((effect) => ({ effect, scale: 2 * uniform() })),
        })),
      };
    }),
  };
}

const each = (from: number, count: number) => Array.from({ length: count }, (_, i) => [from + i]);

// biome-ignore format: a table
const shapes: [string, Shape][] = [
  ['one column', { n: 30, units: 30, clusters: [], stacks: [{ k: 1, parts: [[0]] }] }],
  ['an effect alone', { n: 41, units: 41, clusters: [5], stacks: [{ k: 2, parts: [[0]] }] }],
  ['two effects', { n: 40, units: 40, clusters: [5, 3], stacks: [{ k: 3, parts: each(0, 2) }] }],
  ['seven effects on 16 columns', { n: 90, units: 90, clusters: [9, 4, 2], stacks: [{ k: 16, parts: each(0, 7) }] }],
  ['nine effects on 5 columns', { n: 63, units: 70, clusters: [9, 4], stacks: [{ k: 5, parts: each(0, 9) }] }],
  ['areas as units', { n: 80, units: 11, clusters: [11, 4], stacks: [{ k: 4, parts: each(0, 4) }] }],
  ['models in two parts', { n: 61, units: 64, clusters: [7, 3], stacks: [
    { k: 3, parts: each(0, 5) },
    { k: 3, parts: [[5, 6, 7]] },
    { k: 3, parts: [[5], [6]], every: 2 },
    { k: 4, parts: [[8]] },
    { k: 2, parts: [[9], [7], [9]], every: 3 },
  ] }],
];

describe.each([
  ['kernel', kernel],
  ['plain', plainEngine],
])('draws under the null of the %s engine', (_, engine) => {
  it.each(shapes)('are bit for bit those of the plain definition: %s', (_name, shape) => {
    const group = groupOf(shape);
    const found = engine.nullDraws(group, new RandomStream(4, 'draws'), 5, 40);
    expect([...found]).toEqual(naive(group, 4, 'draws', 5, 40));
    expect([...found].every(Number.isFinite)).toBe(true);
  });

  it('are NaN where the rows drawn do not span a design, and go on after that', () => {
    const group = groupOf({
      n: 8,
      units: 8,
      clusters: [3, 2],
      stacks: [
        { k: 2, parts: each(0, 3) },
        { k: 4, parts: [[3], [4, 5]] },
        { k: 2, parts: [[3], [5]], every: 2 },
      ],
    });
    const found = [...engine.nullDraws(group, new RandomStream(1, 'few'), 0, 200)];
    expect(found).toEqual(naive(group, 1, 'few', 0, 200));
    const failed = (effect: number) =>
      found.filter((_, i) => i % 24 === 4 * effect).filter(Number.isNaN).length;
    // The first design needs two rows of eight, the second four, the third two of four.
    expect(failed(0)).toBeLessThan(failed(4));
    expect(failed(4)).toBeLessThan(failed(3));
    expect(failed(3)).toBe(failed(5));
    expect(failed(3)).toBeLessThan(200);
  });

  it('are the same in any pieces, and after other groups', () => {
    const group = groupOf(shapes.at(-1)![1]);
    const other = groupOf(shapes[0]![1]);
    const draw = (from: number, count: number) => [
      ...engine.nullDraws(group, new RandomStream(2, 'pieces'), from, count),
    ];
    const whole = draw(0, 70);
    const first = draw(0, 31);
    engine.nullDraws(other, new RandomStream(2, 'pieces'), 0, 3);
    engine.simpleSums(Float64Array.of(1, 2, 3, 4), new RandomStream(2, 'pieces'), 0, 3);
    expect([...first, ...draw(31, 1), ...draw(32, 38)]).toEqual(whole);
  });
});

test('fits of all models, weighted or not, have the same draws by kernel and plain', () => {
  const n = 150;
  const stream = new RandomStream(7, 'models');
  const uniform = () => stream.nextUint32() / 2 ** 32;
  const column = () => Float64Array.from({ length: n }, uniform);
  const y = column().map((value) => (value < 0.4 ? 0 : 1 + value + uniform()));
  const errors = [{ type: 'HC1' }] as const;
  const any = y.map((value) => (value > 0 ? 1 : 0));
  const weights = column().map((value) => 0.5 + value);
  const group: SpecificationGroup = {
    columns: [column().fill(1), column(), column(), column()],
    outcomes: [
      { model: 'linear', y, errors, draw: true },
      { model: 'linear', y: y.map(Math.log1p), errors, draw: true },
      { model: 'two-part', y, errors, draw: true },
      { model: 'linear', y: any, errors, draw: false },
      { model: 'two-part', y: y.map((value) => 3 * value ** 2), errors, draw: true },
      { model: 'logit', y: any, errors, draw: true },
      { model: 'poisson', y, offset: column(), errors, draw: true },
    ],
    clusterings: [
      { codes: Int32Array.from(y, (_, i) => i % 12), count: 12 },
      { codes: Int32Array.from(y, (_, i) => i % 5), count: 5 },
    ],
    unitOfRow: Int32Array.from(y, (_, i) => i),
    level: 0.95,
    draws: { seed: 1, stream: 'models', units: n, replicates: 50 },
  };
  for (const one of [group, { ...group, weights }]) {
    delete process.env.INVERSE_CARE_KERNEL;
    const byKernel = fitGroup(one);
    process.env.INVERSE_CARE_KERNEL = 'plain';
    expect(fitGroup(one)).toEqual(byKernel);
    expect(byKernel.map((fit) => 'draws' in fit && fit.draws?.values.some((value) => value !== 0))).toEqual([
      true,
      true,
      true,
      undefined,
      true,
      true,
      true,
    ]);
  }
});

test('a median by selection is that by sorting', () => {
  const stream = new RandomStream(3, 'medians');
  for (let length = 1; length < 60; length++) {
    const values = {
      distinct: Float64Array.from({ length }, () => stream.nextUint32() / 2 ** 31 - 1),
      tied: Float64Array.from({ length }, () => stream.nextIndex(4)),
      ascending: Float64Array.from({ length }, (_, i) => i),
      descending: Float64Array.from({ length }, (_, i) => -i),
      same: new Float64Array(length).fill(7),
    };
    for (const [name, own] of Object.entries(values)) {
      const sorted = own.slice().sort();
      const expected = (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
      expect(medianInPlace(own.slice()), `${name} ${length}`).toBe(expected);
    }
  }
});
