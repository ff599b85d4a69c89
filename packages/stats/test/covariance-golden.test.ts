import { describe, expect, test } from 'vitest';
import {
  type CovarianceConvention,
  type CovarianceType,
  coefficientTests,
  covariance,
  leastSquares,
} from '../src/index.js';
import { covarianceScale, expectClose, namesIn, readGolden, readTable } from './golden.js';

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

const folder = 'golden/covariance';
const dataSets = namesIn(folder, '.json');
const read = (data: string) => readGolden<Entry[]>(`${folder}/${data}.json`);

/** Relative. The coefficients of the polynomial differ by 8e-11, which is what double precision leaves R's own QR. */
const toleranceOf = (data: string) => (data === 'polynomial' ? 1e-10 : 1e-11);

function compute({ data, weighted, columns, type, convention, clusters: [first, second] }: Entry) {
  const table = readTable(`${folder}/${data}.csv`);
  const numbers = (name: string) => Float64Array.from(table[name]!, Number);
  const y = numbers('y');
  const fit = leastSquares({
    y,
    columns: [y.map(() => 1), ...columns.map(numbers)],
    names: ['constant', ...columns],
    ...(weighted && { weights: numbers('w') }),
  });
  const matrix = covariance(fit, type, {
    convention,
    ...(first !== undefined && { clusters: table[first]! }),
    ...(second !== undefined && { secondClusters: table[second]! }),
  });
  return { fit, matrix, tests: coefficientTests(fit, matrix) };
}

function title({ type, convention, clusters, weighted, reference }: Entry): string {
  const by = clusters.length > 0 ? ` by ${clusters.join(' and ')}, ${convention} convention,` : '';
  return `${weighted ? 'weighted ' : ''}${type}${by} equals ${reference}`;
}

describe.each(dataSets)('on the data set %s', (data) => {
  test.each(read(data).map((entry) => [title(entry), entry] as const))('%s', (_, entry) => {
    const { fit, matrix, tests } = compute(entry);
    const tolerance = toleranceOf(data);
    const scale = covarianceScale(entry.covariance, fit.k);
    const expectRelative = (label: string, values: ArrayLike<number>, expected: readonly number[]) =>
      expectClose(values, expected, tolerance, expected, label);
    expectRelative('coefficient', fit.coefficients, entry.estimates);
    expectClose(matrix.values, entry.covariance, tolerance, scale, 'covariance');
    expectRelative('degrees of freedom', matrix.degreesOfFreedom, entry.degreesOfFreedom);
    expectRelative('factor', matrix.factors, entry.factors);
    for (const field of ['stdError', 't', 'pValue', 'confLow', 'confHigh'] as const) {
      expectRelative(
        field,
        tests.map((row) => row[field]),
        entry[field],
      );
    }
  });
});

test('a two-way covariance that would have a negative eigenvalue says that it was set to zero', () => {
  const twoWay = read('negative-eigenvalue').filter(({ clusters }) => clusters.length === 2);
  const { matrix } = compute(twoWay.find(({ type, weighted }) => type === 'CR1' && !weighted)!);
  expect(matrix.warnings).toContainEqual({
    code: 'negative-eigenvalues',
    message: expect.stringContaining('had 1 negative eigenvalue, set to zero'),
  });
});
