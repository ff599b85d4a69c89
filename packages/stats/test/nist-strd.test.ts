import { expect, test } from 'vitest';
import { coefficientTests, covariance, leastSquares } from '../src/index.js';
import { readGolden } from './golden.js';
import { powers } from './powers.js';

// Certified to 15 digits by the National Institute of Standards and Technology, Statistical Reference Datasets,
// linear regression: https://www.itl.nist.gov/div898/strd/lls/lls.shtml

interface Reference {
  name: string;
  source: string;
  /** Degree of a polynomial in the one predictor; absent where columns are used as they are. */
  degree?: number;
  constant: boolean;
  coefficients: number[];
  standardErrors: number[];
  residualStandardDeviation: number;
  rSquared: number;
  /** Outcome, then predictors. */
  rows: number[][];
}

/** Digits that agree (log relative error, McCullough 1998), 15 at most; absolute where the certified value is 0. */
function digits(value: number, certified: number): number {
  const error = certified === 0 ? Math.abs(value) : Math.abs((value - certified) / certified);
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

const read = (name: string) => readGolden<Reference>(`stats/nist-strd/${name.toLowerCase()}.json`);

function fit({ rows, degree, constant }: Reference) {
  const y = Float64Array.from(rows, (row) => row[0]!);
  const predictors = rows[0]!.slice(1).map((_, j) => Float64Array.from(rows, (row) => row[j + 1]!));
  if (degree !== undefined) return leastSquares({ y, ...powers(predictors[0]!, degree) });
  return leastSquares({ y, columns: constant ? [y.map(() => 1), ...predictors] : predictors });
}

/** Floors of the digits found: the last digit or two of a certified value, and rounding of decimal data, are the rest. */
// biome-ignore format: a table
const floors: [name: string, coefficients: number, standardErrors: number, residualDeviation: number][] = [
  ['Norris',   14, 13.8, 13.9],
  ['Pontius',  13.4, 13.7, 13.7],
  ['NoInt1',   14.5, 14.8, 14.8],
  ['NoInt2',   14.8, 14.8, 14.8],
  ['Filip',    13.9, 14.5, 14.5],
  ['Longley',  14.5, 14.5, 14.8],
  ['Wampler1', 14.8, 14.8, 14.8],
  ['Wampler2', 13.1, 14.8, 14.8],
  ['Wampler3', 14.8, 14.4, 14.7],
  ['Wampler4', 14.8, 14.4, 14.7],
  ['Wampler5', 14.8, 14.4, 14.7],
];

function least(values: number[], certified: number[]): number {
  return Math.min(...values.map((value, j) => digits(value, certified[j]!)));
}

test.each(floors)(
  '%s agrees with NIST to %d digits of the coefficients, %d of the standard errors, %d of the residual deviation',
  (name, coefficients, standardErrors, residualDeviation) => {
    const reference = read(name);
    const found = fit(reference);
    const tests = coefficientTests(found, covariance(found, 'classical'));
    const estimates = tests.map((row) => row.estimate);
    const errors = tests.map((row) => row.stdError);
    expect(least(estimates, reference.coefficients)).toBeGreaterThan(coefficients);
    expect(least(errors, reference.standardErrors)).toBeGreaterThan(standardErrors);
    const deviation = Math.sqrt(found.residualVariance);
    expect(digits(deviation, reference.residualStandardDeviation)).toBeGreaterThan(residualDeviation);
    expect(digits(found.rSquared, reference.rSquared)).toBeGreaterThan(13.5);
  },
);

test('without the tails of its powers, Filip keeps 7 digits: rounding the columns costs the rest', () => {
  const { rows, degree, coefficients } = read('Filip');
  const { columns } = powers(
    Float64Array.from(rows, (row) => row[1]!),
    degree!,
  );
  const found = leastSquares({ y: Float64Array.from(rows, (row) => row[0]!), columns });
  expect(least([...found.coefficients], coefficients)).toBeGreaterThan(7);
});
