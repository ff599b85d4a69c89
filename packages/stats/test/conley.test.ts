import { expect, test } from 'vitest';
import {
  type ConleyKernel,
  type CovarianceConvention,
  coefficientTests,
  conley,
  covariance,
  greatCircleKm,
  leastSquares,
} from '../src/index.js';
import { covarianceScale, expectClose, readColumns, readGolden } from './golden.js';

// Values from test-fixtures/golden/spatial: conley.R has a loop over all pairs, and fixest 0.14.2.

interface Entry {
  reference: string;
  weighted: 0 | 1;
  kernel: ConleyKernel;
  cutoff: number;
  convention: CovarianceConvention;
  negative: number;
  covariance: number[];
  stdError: number[];
  pValue: number[];
  confLow: number[];
}

const columns = readColumns('golden/spatial/points.csv');
const { entries } = readGolden<{ entries: Entry[] }>('golden/spatial/conley.json');
const [y, x1, x2, w, longitudes, latitudes] = (['y', 'x1', 'x2', 'w', 'longitude', 'latitude'] as const).map(
  (name) => columns[name]!,
) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
const fitOf = (weighted: boolean) =>
  leastSquares({ y, columns: [y.map(() => 1), x1, x2], ...(weighted && { weights: w }) });

const titled = entries.map((entry) => {
  const { weighted, kernel, cutoff, reference } = entry;
  return [`${weighted ? 'weighted, ' : ''}${kernel} to ${cutoff} km equals ${reference}`, entry] as const;
});

test.each(titled)('%s', (_, entry) => {
  const { kernel, cutoff, convention } = entry;
  const fit = fitOf(entry.weighted === 1);
  const matrix = conley(fit, { longitudes, latitudes, kernel, cutoff, convention });
  const tests = coefficientTests(fit, matrix);
  // fixest sets negative eigenvalues to 1e-16.
  expectClose(matrix.values, entry.covariance, 1e-11, covarianceScale(entry.covariance, 3), 'covariance');
  for (const field of ['stdError', 'pValue', 'confLow'] as const) {
    const found = tests.map((one) => one[field]);
    expectClose(found, entry[field], 1e-10, entry[field], field);
  }
  const said = matrix.warnings.filter(({ code }) => code === 'negative-eigenvalues');
  expect(said.map(({ message }) => message)).toEqual(
    entry.negative === 0 ? [] : [expect.stringContaining(`had ${entry.negative} negative eigenvalue`)],
  );
});

test('Where nobody is near another it is HC0, and all at one point make it zero', () => {
  const fit = fitOf(false);
  const apart = y.map((_, i) => -80 + i);
  const none = conley(fit, { longitudes: apart, latitudes: apart.map(() => 0), cutoff: 100 });
  expectClose(none.values, covariance(fit, 'HC0').values, 1e-13, covarianceScale([...none.values], 3));
  const [one] = [y.map(() => 1)];
  const together = conley(fit, { longitudes: one!, latitudes: one!, cutoff: 100 });
  for (const value of together.values) expect(Math.abs(value)).toBeLessThan(1e-25);
});

test('A pair at the cutoff counts with the uniform kernel', () => {
  const fit = leastSquares({ y: Float64Array.of(1, 3, 2), columns: [Float64Array.of(1, 1, 1)] });
  const at = { longitudes: [0, 0, 90], latitudes: [10, 11, 0], kernel: 'uniform' as const };
  const degree = (6371.0088 * Math.PI) / 180;
  // Residuals -1, 1 and 0: alone they add up to 2 / 9, and as a pair to 0.
  expect(conley(fit, { ...at, cutoff: degree }).values[0]).toBe(0);
  expect(conley(fit, { ...at, cutoff: 0.999999 * degree }).values[0]).toBeCloseTo(2 / 9, 14);
});

test('Distances are arcs of a sphere of 6371.0088 km', () => {
  // Arcs by hand; geosphere::distHaversine has London to Manchester.
  expectClose([greatCircleKm(-0.1278, 51.5074, -2.2426, 53.4808)], [261.9831702], 1e-9);
  const half = Math.PI * 6371.0088;
  expectClose([greatCircleKm(0, 0, 180, 0), greatCircleKm(-90, 0, 90, 0)], [half, half], 1e-15);
  expectClose([greatCircleKm(170, 0, -170, 0)], [half / 9], 1e-14);
  expectClose([greatCircleKm(3, 90, 77, 89)], [half / 180], 1e-13);
  expectClose([greatCircleKm(0, -45, 0, 45)], [half / 2], 1e-15);
  expect(greatCircleKm(-1.5, 53.1, -1.5, 53.1)).toBe(0);
});

test('Points that are none and a cutoff that is none are refused', () => {
  const fit = fitOf(false);
  const message = (change: object) => () => conley(fit, { longitudes, latitudes, cutoff: 100, ...change });
  expect(message({ latitudes: [1] })).toThrow('1 latitudes for 90 observations');
  expect(message({ latitudes: latitudes.map((value, i) => (i === 4 ? Number.NaN : value)) })).toThrow(
    'Observation 4 is at longitude',
  );
  expect(message({ longitudes: longitudes.map(() => 181) })).toThrow('-180 to 180');
  expect(message({ cutoff: 0 })).toThrow('The cutoff is 0');
  expect(message({ cutoff: Number.POSITIVE_INFINITY })).toThrow('The cutoff is Infinity');
});
