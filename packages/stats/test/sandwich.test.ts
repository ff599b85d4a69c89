import { expect, test } from 'vitest';
import { type CovarianceType, coefficientTests, covariance, leastSquares } from '../src/index.js';
import { expectClose, readColumns, readGolden } from './golden.js';

// Golden values from R's sandwich (Zeileis 2004, J. Stat. Softw. 11(10)) and lmtest, on 60 heteroskedastic rows with
// many zeros. test-fixtures/stats/make-sandwich-golden.R makes both files; versions are in the golden one.

interface Golden {
  coefficients: number[];
  leverage: number[];
  residuals: number[];
  residualVariance: number;
  rSquared: number;
  types: Record<
    CovarianceType,
    Record<'covariance' | 'stdError' | 't' | 'pValue' | 'confLow' | 'confHigh', number[]>
  >;
}

const golden = readGolden<Golden>('stats/sandwich-golden.json');
const { provision, ...regressors } = readColumns('stats/sandwich-panel.csv');
const y = provision!;
const names = ['constant', ...Object.keys(regressors)];
const columns = [y.map(() => 1), ...Object.values(regressors)];
const fit = leastSquares({ y, columns, names });

function expectRelative(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-11): void {
  expectClose(found, expected, tolerance);
}

test('coefficients, leverages, residual variance and R squared equal those of R', () => {
  expectRelative(fit.coefficients, golden.coefficients);
  expectRelative(fit.leverage, golden.leverage);
  expectRelative([fit.residualVariance, fit.rSquared], [golden.residualVariance, golden.rSquared]);
  fit.residuals.forEach((residual, i) => {
    expect(residual).toBeCloseTo(golden.residuals[i]!, 13);
  });
});

test.each(['classical', 'HC0', 'HC1', 'HC2', 'HC3'] as const)(
  '%s equals R: matrix, tests and intervals',
  (type) => {
    const matrix = covariance(fit, type);
    const expected = golden.types[type];
    expect(matrix).toMatchObject({ type, k: 4 });
    expectRelative(matrix.values, expected.covariance);
    const tests = coefficientTests(fit, matrix);
    expect(tests.map((row) => row.name)).toEqual(['constant', 'need', 'share_65', 'rural']);
    for (const field of ['stdError', 't', 'pValue', 'confLow', 'confHigh'] as const) {
      expectRelative(
        tests.map((row) => row[field]),
        expected[field],
      );
    }
  },
);

test('HC1 is HC0 times n / (n - k)', () => {
  expectRelative(
    covariance(fit, 'HC1').values,
    Array.from(covariance(fit, 'HC0').values, (value) => (value * 60) / 56),
    1e-15,
  );
});
