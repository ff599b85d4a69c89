import { expect, test } from 'vitest';
import { firstLasting, InvalidDataError, normalQuantile, supTBand } from '../src/index.js';
import { expectClose, expectFields, readColumns, readGolden } from './golden.js';

// Golden values from R loops over the same draws: test-fixtures/golden/joint/shared-draws.R.

interface Answers {
  shares: number[];
  modal: number;
  low: number;
  high: number;
}
const golden = readGolden<{
  estimates: number[];
  stdErrors: number[];
  supT: { level: number; value: number; error: number }[];
  firstLasting: { observed: number; fixed: Answers; drawn: Answers };
}>('golden/joint/shared-draws.json');
const columns = readColumns('golden/joint/shared-draws.csv');
const { estimates, stdErrors } = golden;
const draws = estimates.map((_, j) => columns[`draw_${j + 1}`]!);
const drawStdErrors = estimates.map((_, j) => columns[`error_${j + 1}`]!);
const lasting = { estimates, stdErrors, draws, criticalValue: 1.96, level: 0.9 };

test('the sup-t critical value is the order statistic R finds, its error that of Maritz and Jarrett', () => {
  for (const { level, value, error } of golden.supT) {
    const band = supTBand({ estimates, stdErrors, draws, level, pointwise: 0.1 });
    expectFields(band, { criticalValue: value, monteCarloError: error }, 1e-10);
    expectClose(
      band.low,
      estimates.map((estimate, j) => estimate - value * stdErrors[j]!),
      1e-12,
    );
    expectClose(
      band.high,
      estimates.map((estimate, j) => estimate + value * stdErrors[j]!),
      1e-12,
    );
    expect(band).toMatchObject({ replicates: 399, failed: 0 });
  }
});

test('a simultaneous band is wider than a pointwise one and narrower than that of Bonferroni', () => {
  const { criticalValue } = supTBand({ estimates, stdErrors: deviations(), draws, level: 0.95 });
  expect(criticalValue).toBeGreaterThan(normalQuantile(0.975));
  expect(criticalValue).toBeLessThan(4);
});

test('a band is never narrower than the pointwise intervals, however little resampling spreads', () => {
  const wide = deviations().map((deviation) => 3 * deviation);
  const data = { estimates, stdErrors: wide, draws, level: 0.95 };
  // Three times the errors take a third of the critical value, which is below 1.96 and 2.2.
  expectClose([supTBand(data).criticalValue], [1.959963984540054], 1e-12);
  const band = supTBand({ ...data, pointwise: 2.2 });
  expect(band.criticalValue).toBe(2.2);
  expect(band.high[0]! - estimates[0]!).toBeCloseTo(2.2 * wide[0]!, 12);
  expect(() => supTBand({ ...data, pointwise: 0 })).toThrow('pointwise critical value is 0');
});

function deviations(): number[] {
  return draws.map((column, j) =>
    Math.sqrt(column.reduce((total, draw) => total + (draw - estimates[j]!) ** 2, 0) / column.length),
  );
}

test('replicates with a draw that is not finite are left out of the band and counted', () => {
  const broken = draws.map((column, j) => column.map((draw, b) => (j === 2 && b < 9 ? Number.NaN : draw)));
  const kept = draws.map((column) => column.slice(9));
  const band = supTBand({ estimates, stdErrors, draws: broken, level: 0.95 });
  expect(band).toEqual({ ...supTBand({ estimates, stdErrors, draws: kept, level: 0.95 }), failed: 9 });
});

test('the first period that stays significant, its shares, mode and interval equal naive loops in R', () => {
  const { observed, fixed, drawn } = golden.firstLasting;
  const plain = firstLasting(lasting);
  const studentised = firstLasting({ ...lasting, drawStdErrors });
  for (const [found, { shares, ...answers }] of [
    [plain, fixed],
    [studentised, drawn],
  ] as const) {
    expectClose(found.shares, shares, 1e-14);
    expect(found).toMatchObject({ observed, ...answers, replicates: 399, failed: 0 });
  }
});

test('lasting means that no later period fails and that the sign stays', () => {
  const first = (values: number[]) =>
    firstLasting({
      ...lasting,
      estimates: values,
      stdErrors: values.map(() => 1),
      draws: values.map((value) => Float64Array.of(value, value)),
    });
  expect(first([3, 3, 3]).observed).toBe(0);
  expect(first([3, 1, 3]).observed).toBe(2);
  expect(first([-3, 3, 3]).observed).toBe(1);
  expect(first([0, -3, -3]).observed).toBe(1);
  expect(first([3, 3, 1])).toMatchObject({ observed: 3, modal: 3, low: 3, high: 3 });
  expect([...first([3, 1, 3]).shares]).toEqual([0, 0, 1, 0]);
});

test('a replicate without a standard error above zero is left out', () => {
  const errors = drawStdErrors.map((column, j) => column.map((error, b) => (j === 0 && b < 4 ? 0 : error)));
  expect(firstLasting({ ...lasting, drawStdErrors: errors })).toMatchObject({ replicates: 395, failed: 4 });
});

test.each<[string, () => unknown, string]>([
  ['a level of 95', () => supTBand({ estimates, stdErrors, draws, level: 95 }), 'The level is 95'],
  [
    'too few replicates',
    () => supTBand({ estimates, stdErrors, draws: draws.map((d) => d.slice(0, 18)), level: 0.95 }),
    '18 replicates are too few for a level of 0.95: take at least 19',
  ],
  [
    'a standard error of 0',
    () => supTBand({ estimates, stdErrors: stdErrors.map(() => 0), draws, level: 0.95 }),
    'Standard error 0 is 0',
  ],
  [
    'an estimate of NaN',
    () => supTBand({ estimates: estimates.map(() => Number.NaN), stdErrors, draws, level: 0.95 }),
    'Estimate 0 is NaN',
  ],
  [
    'no estimate',
    () => supTBand({ estimates: [], stdErrors: [], draws: [], level: 0.95 }),
    'There are no estimates',
  ],
  [
    'too few standard errors',
    () => supTBand({ estimates, stdErrors: [1], draws, level: 0.95 }),
    '6 estimates but 1 standard errors',
  ],
  ['a critical value of 0', () => firstLasting({ ...lasting, criticalValue: 0 }), 'The critical value is 0'],
])('%s is an error that says so', (_, call, message) => {
  expect(call).toThrow(InvalidDataError);
  expect(call).toThrow(message);
});
