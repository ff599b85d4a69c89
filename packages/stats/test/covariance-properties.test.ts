import { expect, test } from 'vitest';
import {
  type CovarianceType,
  coefficientTests,
  covariance,
  leastSquares,
  RandomStream,
} from '../src/index.js';
import { expectClose as expectCloseTo } from './golden.js';

const n = 90;
const stream = new RandomStream(20240719, 'covariance properties');
stream.moveTo(0);
const indices = new Int32Array(n * 4);
stream.fillIndices(indices, 1000);
const uniform = (part: number) =>
  Float64Array.from({ length: n }, (_, i) => (indices[part * n + i]! + 0.5) / 1000);

const ones = new Float64Array(n).fill(1);
const x = uniform(0);
const z = uniform(1).map((value) => value ** 4);
const y = uniform(2).map((value, i) => Math.max(0, value * (1 + x[i]!) - 0.8 + z[i]!));
const weights = uniform(3).map((value) => 0.2 + 3 * value);
const columns = [ones, x, z];
const clusters = Array.from(x, (_, i) => (i * i) % 17);
const secondClusters = Array.from(x, (_, i) => `q${i % 6}`);
const eachItsOwn = Array.from(x, (_, i) => i);

const plain = leastSquares({ y, columns });
const weighted = leastSquares({ y, columns, weights });
const fits = [
  ['unweighted', plain],
  ['weighted', weighted],
] as const;

/** Relative to the largest. */
function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-12): void {
  expectCloseTo(found, expected, relative, Math.max(...Array.from(expected, Math.abs)));
}

test.each(
  fits.flatMap(([name, fit]) =>
    (
      [
        ['CR0', 'HC0', 'stata'],
        ['CR1', 'HC1', 'stata'],
        ['CR1', 'HC1', 'fixest'],
        ['CR3', 'HC3', 'sandwich'],
      ] as const
    ).map(([cluster, single, convention]) => [cluster, convention, name, single, fit] as const),
  ),
)('%s (%s) with every observation its own cluster, %s, is %s', (cluster, convention, _, single, fit) => {
  const found = covariance(fit, cluster, { clusters: eachItsOwn, convention });
  expectClose(found.values, covariance(fit, single).values);
});

test('CR2 with every observation its own cluster is HC2', () => {
  expectClose(covariance(plain, 'CR2', { clusters: eachItsOwn }).values, covariance(plain, 'HC2').values);
});

const everyType: [CovarianceType, object][] = [
  ...(['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'HC4m', 'HC5'] as const).map(
    (type): [CovarianceType, object] => [type, {}],
  ),
  ...(['CR0', 'CR1', 'CR2', 'CR3'] as const).map((type): [CovarianceType, object] => [type, { clusters }]),
  ['CR1', { clusters, secondClusters }],
];

test.each(everyType)('%s %j does not depend on the order of the observations', (type, options) => {
  const order = Array.from(x, (_, i) => (i * 37 + 11) % n);
  const shuffled = <T>(values: ArrayLike<T>) => order.map((i) => values[i]!);
  const fit = leastSquares({
    y: Float64Array.from(shuffled(y)),
    columns: columns.map((column) => Float64Array.from(shuffled(column))),
    weights: Float64Array.from(shuffled(weights)),
  });
  const expected = covariance(weighted, type, options);
  const found = covariance(
    fit,
    type,
    Object.fromEntries(
      Object.entries(options).map(([key, ids]) => [key, shuffled(ids as ArrayLike<number>)]),
    ),
  );
  expectClose(found.values, expected.values);
  expectClose(found.degreesOfFreedom, expected.degreesOfFreedom);
});

test.each(everyType)(
  '%s %j does not depend on the unit of the weights, from 1e-290 to 1e290',
  (type, options) => {
    const expected = covariance(weighted, type, options);
    for (const unit of [1e-290, 1e-7, 1e290]) {
      const fit = leastSquares({ y, columns, weights: weights.map((weight) => weight * unit) });
      expectClose(covariance(fit, type, options).values, expected.values);
    }
  },
);

test.each(everyType)('%s %j with equal weights is what it is without', (type, options) => {
  const fit = leastSquares({ y, columns, weights: ones.map(() => 7) });
  const expected = covariance(plain, type, options);
  const found = covariance(fit, type, options);
  expectClose(found.values, expected.values);
  expectClose(found.degreesOfFreedom, expected.degreesOfFreedom);
});

test.each(everyType)('%s %j leaves observations of weight 0 out', (type, options) => {
  const kept = Array.from(x, (_, i) => i).filter((i) => i % 5 !== 0 && clusters[i] !== 4);
  const some = weights.map((weight, i) => (kept.includes(i) ? weight : 0));
  const pick = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  const fit = leastSquares({ y, columns, weights: some });
  const without = leastSquares({ y: pick(y), columns: columns.map(pick), weights: pick(weights) });
  expectClose(fit.coefficients, without.coefficients);
  expectClose(pick(fit.residuals), without.residuals);
  expect([fit.n, fit.degreesOfFreedom]).toEqual([n, kept.length - 3]);
  expect([fit.rSquared, fit.residualVariance]).toEqual([
    expect.closeTo(without.rSquared, 12),
    expect.closeTo(without.residualVariance, 12),
  ]);
  const expected = covariance(
    without,
    type,
    Object.fromEntries(
      Object.entries(options).map(([key, ids]) => [key, kept.map((i) => (ids as number[])[i]!)]),
    ),
  );
  const found = covariance(fit, type, options);
  expectClose(found.values, expected.values);
  expect(found).toMatchObject({ factors: expected.factors, clusters: expected.clusters });
  expectClose(found.degreesOfFreedom, expected.degreesOfFreedom);
});

test('an observation of weight 0 has leverage 0, and as residual its distance from the fitted line', () => {
  const fit = leastSquares({ y, columns, weights: weights.map((weight, i) => (i === 3 ? 0 : weight)) });
  const fitted = columns.reduce((total, column, j) => total + column[3]! * fit.coefficients[j]!, 0);
  expect(fit.leverage[3]).toBe(0);
  expect(fit.residuals[3]).toBeCloseTo(y[3]! - fitted, 14);
});

test('weighted coefficients are those of rows repeated as often as their weights', () => {
  const counts = Float64Array.from(x, (_, i) => 1 + (i % 3));
  const rows = Array.from(counts).flatMap((count, i) => new Array<number>(count).fill(i));
  const repeated = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]!);
  const fit = leastSquares({ y, columns, weights: counts });
  const long = leastSquares({ y: repeated(y), columns: columns.map(repeated) });
  expectClose(fit.coefficients, long.coefficients);
  expectClose(fit.crossProductInverse, long.crossProductInverse);
  expect(fit.rSquared).toBeCloseTo(long.rSquared, 13);
});

test.each(fits)('%s: the basis is orthonormal and makes up the pseudoinverse', (_, fit) => {
  fit.basis.forEach((a, i) => {
    fit.basis.forEach((b, j) => {
      const product = a.reduce((total, value, row) => total + value * b[row]!, 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 14);
    });
  });
  const row = Float64Array.from(y, (_, i) => {
    const root = Math.sqrt(fit.weights?.[i] ?? 1);
    return fit.basis.reduce((total, column, l) => total + fit.basisToCoefficients[l]! * column[i]! * root, 0);
  });
  expectClose(fit.pseudoinverse[0]!, row);
});

test('two ways of clustering, the second of which is each observation on its own, are one way', () => {
  expectClose(
    covariance(plain, 'CR0', { clusters, secondClusters: eachItsOwn }).values,
    covariance(plain, 'CR0', { clusters }).values,
  );
});

test('the order of the two ways of clustering does not matter', () => {
  const turned = covariance(plain, 'CR1', { clusters: secondClusters, secondClusters: clusters });
  const found = covariance(plain, 'CR1', { clusters, secondClusters });
  expectClose(turned.values, found.values);
  expect(turned.factors).toEqual([found.factors[1], found.factors[0], found.factors[2]]);
});

test.each(fits)(
  '%s: Satterthwaite degrees of freedom are those of the G x G matrix written out, near leverage 1 too',
  (_, { weights }) => {
    const far = x.map((value, i) => (i === 5 ? 300 : value));
    const ids = eachItsOwn.map((i) => (i < 6 ? i : i % 11));
    const fit = leastSquares({ y, columns: [ones, far, z], ...(weights && { weights }) });
    const { degreesOfFreedom } = covariance(fit, 'CR2', { clusters: ids });
    writtenOut([ones, far, z], weights ?? ones, fit.crossProductInverse, ids).forEach((df, j) => {
      expect(degreesOfFreedom[j]! / df).toBeCloseTo(1, 9);
    });
  },
);

/** tr(P)^2 / tr(P^2) of P = S'(I - H)(I - H)'S, column g of S being (W X M)_j A_g on cluster g, by n x n matrices. */
function writtenOut(
  design: readonly Float64Array[],
  w: Float64Array,
  inverse: Float64Array,
  ids: readonly number[],
): number[] {
  const k = design.length;
  const map = design.map((_, j) =>
    Array.from(w, (_, i) => design.reduce((total, c, l) => total + inverse[j * k + l]! * c[i]! * w[i]!, 0)),
  );
  const maker = Array.from(w, (_, i) =>
    Array.from(w, (_, m) => (i === m ? 1 : 0) - design.reduce((t, c, j) => t + c[i]! * map[j]![m]!, 0)),
  );
  const groups = [...new Set(ids)].map((id) => eachItsOwn.filter((i) => ids[i] === id));
  const roots = groups.map((group) =>
    inverseRoot(
      group.map((i) => group.map((m) => maker[i]!.reduce((total, v, l) => total + v * maker[m]![l]!, 0))),
    ),
  );
  return map.map((row) => {
    const vectors = groups.map((group, g) => {
      const adjusted = group.map((_, a) =>
        group.reduce((total, i, b) => total + row[i]! * roots[g]![b]![a]!, 0),
      );
      return eachItsOwn.map((m) => group.reduce((total, i, a) => total + adjusted[a]! * maker[i]![m]!, 0));
    });
    const p = vectors.map((a) => vectors.map((b) => a.reduce((total, v, i) => total + v * b[i]!, 0)));
    const trace = p.reduce((total, line, g) => total + line[g]!, 0);
    return trace ** 2 / p.flat().reduce((total, value) => total + value * value, 0);
  });
}

/** The inverse square root of a positive definite matrix: Denman and Beavers (1976), to convergence. */
function inverseRoot(matrix: number[][]): number[][] {
  let root = matrix;
  let inverse: number[][] = matrix.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  for (let step = 0; step < 60; step++) {
    const [a, b] = [invert(inverse), invert(root)];
    [root, inverse] = [average(root, a), average(inverse, b)];
  }
  return inverse;
}

const average = (a: number[][], b: number[][]) => a.map((row, i) => row.map((v, j) => (v + b[i]![j]!) / 2));

/** Gauss and Jordan. */
function invert(matrix: number[][]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let p = 0; p < size; p++) {
    const pivot = work[p]![p]!;
    work[p] = work[p]!.map((value) => value / pivot);
    for (let i = 0; i < size; i++) {
      const factor = work[i]![p]!;
      if (i !== p) work[i] = work[i]!.map((value, j) => value - factor * work[p]![j]!);
    }
  }
  return work.map((row) => row.slice(size));
}

test('CR2 tests every coefficient with degrees of freedom of its own', () => {
  const matrix = covariance(plain, 'CR2', { clusters });
  const tests = coefficientTests(plain, matrix);
  expect(tests.map((row) => row.degreesOfFreedom)).toEqual([...matrix.degreesOfFreedom]);
  expect(new Set(matrix.degreesOfFreedom).size).toBe(3);
});
