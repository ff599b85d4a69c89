import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type CovarianceConvention,
  type CovarianceType,
  coefficientTests,
  covariance,
  leastSquares,
} from '../src/index.js';

// Values from R's sandwich, lmtest and estimatr, and from leave-one-cluster-out fits in R. make-data.R and
// make-golden.R in test-fixtures/golden/covariance make the files; session-info.txt has the versions.

interface Entry {
  data: string;
  weighted: boolean;
  columns: string[];
  type: CovarianceType;
  convention: CovarianceConvention;
  clusters: string[];
  reference: string;
  estimates: number[];
  /** k x k. */
  covariance: number[];
  degreesOfFreedom: number[];
  factors: number[];
  stdError: number[];
  t: number[];
  pValue: number[];
  confLow: number[];
  confHigh: number[];
}

const folder = new URL('../../../test-fixtures/golden/covariance/', import.meta.url);
const golden: Entry[] = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));

/** Relative. The coefficients of the polynomial differ by 8e-11, which is what double precision leaves R's own QR. */
const toleranceOf = (data: string) => (data === 'polynomial' ? 1e-10 : 1e-11);

function readTable(name: string): Map<string, string[]> {
  const [header, ...rows] = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return new Map(header!.map((column, j) => [column, rows.map((row) => row[j]!)]));
}

function compute({ data, weighted, columns, type, convention, clusters: [first, second] }: Entry) {
  const table = readTable(data);
  const numbers = (name: string) => Float64Array.from(table.get(name)!, Number);
  const y = numbers('y');
  const fit = leastSquares({
    y,
    columns: [y.map(() => 1), ...columns.map(numbers)],
    names: ['constant', ...columns],
    ...(weighted && { weights: numbers('w') }),
  });
  const matrix = covariance(fit, type, {
    convention,
    ...(first !== undefined && { clusters: table.get(first)! }),
    ...(second !== undefined && { secondClusters: table.get(second)! }),
  });
  return { fit, matrix, tests: coefficientTests(fit, matrix) };
}

function expectRelative(
  tolerance: number,
  label: string,
  found: ArrayLike<number>,
  expected: readonly number[],
  scale = expected,
): void {
  expect(found.length, label).toBe(expected.length);
  expected.forEach((value, i) => {
    const error = Math.abs(found[i]! - value);
    expect(error, `${label} ${i}: ${found[i]} and ${value}`).toBeLessThanOrEqual(
      tolerance * Math.abs(scale[i]!),
    );
  });
}

/** What an element of a covariance is measured against: the geometric mean of its two variances. */
function spread(values: readonly number[], k: number): number[] {
  return values.map((_, at) =>
    Math.sqrt(values[Math.floor(at / k) * (k + 1)]! * values[(at % k) * (k + 1)]!),
  );
}

function title({ type, convention, clusters, weighted, reference }: Entry): string {
  const by = clusters.length > 0 ? ` by ${clusters.join(' and ')}, ${convention} convention,` : '';
  return `${weighted ? 'weighted ' : ''}${type}${by} equals ${reference}`;
}

describe.each([...new Set(golden.map(({ data }) => data))])('on the data set %s', (data) => {
  test.each(golden.filter((entry) => entry.data === data).map((entry) => [title(entry), entry] as const))(
    '%s',
    (_, entry) => {
      const { fit, matrix, tests } = compute(entry);
      const tolerance = toleranceOf(data);
      expectRelative(tolerance, 'coefficient', fit.coefficients, entry.estimates);
      expectRelative(
        tolerance,
        'covariance',
        matrix.values,
        entry.covariance,
        spread(entry.covariance, fit.k),
      );
      expectRelative(tolerance, 'degrees of freedom', matrix.degreesOfFreedom, entry.degreesOfFreedom);
      expectRelative(tolerance, 'factor', matrix.factors, entry.factors);
      for (const field of ['stdError', 't', 'pValue', 'confLow', 'confHigh'] as const) {
        expectRelative(
          tolerance,
          field,
          tests.map((row) => row[field]),
          entry[field],
        );
      }
    },
  );
});

test('a two-way covariance that would have a negative eigenvalue says that it was set to zero', () => {
  const twoWay = golden.filter(
    ({ data, clusters }) => data === 'negative-eigenvalue' && clusters.length === 2,
  );
  const { matrix } = compute(twoWay.find(({ type, weighted }) => type === 'CR1' && !weighted)!);
  expect(matrix.warnings).toContainEqual({
    code: 'negative-eigenvalues',
    message: expect.stringContaining('had 1 negative eigenvalue, set to zero'),
  });
});
