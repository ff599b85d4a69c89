import { expect, test } from 'vitest';
import {
  covariance,
  InvalidDataError,
  leastSquares,
  type Period,
  pooledTrend,
  RankDeficientError,
  stackedRegression,
  testSlopesEqual,
  testSlopesZero,
  type WaldTest,
  waldTest,
} from '../src/index.js';
import { expectClose, expectFields, readColumns, readGolden } from './golden.js';

// Golden values from R's lm on the dense stacked design, sandwich::vcovCL clustered by unit, and Wald
// formulas by hand: test-fixtures/golden/joint/stacked.R.

type Numbers = Record<string, number>;
interface Trend {
  covariance: number[];
  [name: string]: number | number[];
}
interface Golden {
  n: number;
  k: number;
  units: number;
  slopes: number[];
  covariance: number[];
  stdErrors: number[];
  zero: Numbers;
  equal: Numbers;
  special: Numbers;
  pooled: Trend;
}
const golden = readGolden<{ simple: Golden; adjusted: Golden }>('golden/joint/stacked.json');
const panel = readColumns('golden/joint/stacked.csv');
const times = [0, 1, 2, 4, 5.5];

function periods(adjusted: boolean): Period[] {
  return times.map((_, t) => {
    const pick = (values: Float64Array) => values.filter((__, i) => panel.period![i] === t + 1);
    const { y, x, w, unit } = panel as Record<'y' | 'x' | 'w' | 'unit', Float64Array>;
    return {
      label: `Q${t + 1}`,
      y: pick(y),
      x: pick(x),
      units: pick(unit),
      ...(adjusted && { others: [pick(w)] }),
    };
  });
}

function expectTrend(found: object, { covariance: matrix, ...numbers }: Trend): void {
  expectFields(found as Numbers, numbers as Numbers);
  expectClose((found as { covariance: Float64Array }).covariance, matrix);
}

test.each(['simple', 'adjusted'] as const)(
  'the stacked regression equals R: slopes, joint covariance, Wald tests, trend (%s)',
  (which) => {
    const expected = golden[which];
    const data = periods(which === 'adjusted');
    const fit = stackedRegression(data);
    const { n, k, units } = expected;
    expect(fit).toMatchObject({ n, k, units, degreesOfFreedom: units - 1 });
    expectClose([fit.smallSampleFactor], [((units / (units - 1)) * (n - 1)) / (n - k)], 1e-14);
    expectClose(fit.slopes, expected.slopes);
    expectClose(fit.covariance, expected.covariance);
    expectClose(fit.stdErrors, expected.stdErrors);
    expectFields(testSlopesZero(fit), expected.zero);
    expectFields(testSlopesEqual(fit), expected.equal);
    const special = waldTest({
      estimates: fit.slopes,
      covariance: fit.covariance,
      restrictions: [
        [1, 1, 0, 0, 0],
        [0, 0, 1, 2, -1],
      ],
      values: [-0.5, -1],
      denominatorDf: 31.5,
    });
    expectFields(special, expected.special);
    expectTrend(pooledTrend(data, times), expected.pooled);
  },
);

test('slopes are those of one regression a period', () => {
  const data = periods(false);
  const { slopes } = stackedRegression(data);
  data.forEach(({ y, x }, t) => {
    expect(slopes[t]).toBe(leastSquares({ y, columns: [y.map(() => 1), x] }).coefficients[1]);
  });
});

test('where no unit comes back, periods are independent and each variance is HC0 of its own period', () => {
  const data = periods(false).map((period, t) => ({
    ...period,
    units: Array.from(period.units, (unit) => `${unit} in ${t}`),
  }));
  const fit = stackedRegression(data);
  const t = data.length;
  data.forEach(({ y, x }, j) => {
    const own = leastSquares({ y, columns: [y.map(() => 1), x] });
    const variance = covariance(own, 'HC0').values[3]! * fit.smallSampleFactor;
    expectClose([fit.covariance[j * t + j]!], [variance], 1e-12);
    data.forEach((_, l) => {
      if (l !== j) expect(fit.covariance[j * t + l]).toBe(0);
    });
  });
});

test('without denominator degrees of freedom the F form has the p-value of chi-squared', () => {
  const found: WaldTest = waldTest({
    estimates: [1, 2],
    covariance: [1, 0, 0, 4],
    restrictions: [
      [1, 0],
      [0, 1],
    ],
  });
  expectFields(found, { chiSquared: 2, f: 1, df: 2, chiSquaredP: Math.exp(-1), fP: Math.exp(-1) }, 1e-14);
});

const [first, ...later] = periods(false) as [Period, ...Period[]];
const constant: Period = { ...later[0]!, x: later[0]!.x.map(() => 0.3) };
const silent: Period = { ...later[0]!, y: later[0]!.y.map(() => 0) };

test('a regressor that is constant in one period is named with the period', () => {
  for (const call of [
    () => stackedRegression([first, constant]),
    () => pooledTrend([first, constant], [0, 1]),
  ]) {
    expect(call).toThrow(RankDeficientError);
    expect(call).toThrow('"x in period Q2"');
  }
});

test('a period without any outcome has a slope and standard error of 0, which no joint test accepts', () => {
  const fit = stackedRegression([first, silent]);
  expect([fit.slopes[1], fit.stdErrors[1]]).toEqual([0, 0]);
  expect(() => testSlopesZero(fit)).toThrow('Restriction 1 follows from those before it or has no variance');
});

const wald = { estimates: [1, 2], covariance: [1, 0, 0, 1] };
const few = periods(false).map((period) => ({
  ...period,
  y: period.y.slice(0, 4),
  x: period.x.slice(0, 4),
  units: [0, 1, 2, 3],
}));

test.each<[string, () => unknown, string]>([
  ['no period', () => stackedRegression([]), 'There is no period'],
  [
    'an empty period',
    () => stackedRegression([first, { ...silent, y: new Float64Array(), x: new Float64Array(), units: [] }]),
    'Period Q2 has 0 observations; 2 coefficients need as many',
  ],
  ['a short id list', () => stackedRegression([{ ...first, units: [1, 2] }]), 'but 2 unit ids'],
  ['one unit', () => stackedRegression([{ ...first, units: first.y.map(() => 1) }]), 'in one cluster'],
  [
    'a missing id',
    () => stackedRegression([{ ...first, units: first.y.map(() => Number.NaN) }]),
    'The cluster of observation 0 is NaN',
  ],
  [
    'a value that is not finite',
    () => stackedRegression([first, { ...silent, y: silent.y.map(() => Number.NaN) }]),
    'The outcome is NaN in observation 0',
  ],
  [
    'as many coefficients as observations',
    () => stackedRegression([{ ...first, y: first.y.slice(0, 2), x: first.x.slice(0, 2), units: [1, 2] }]),
    '2 observations on 2 coefficients leave none',
  ],
  ['no more units than periods', () => testSlopesZero(stackedRegression(few)), 'Restriction'],
  ['one period to compare', () => testSlopesEqual(stackedRegression([first])), 'there is one'],
  ['times too few', () => pooledTrend(periods(false), [1, 2]), '5 periods but 2 times'],
  ['times all the same', () => pooledTrend(periods(false), [1, 1, 1, 1, 1]), 'at least two different times'],
  ['a time of NaN', () => pooledTrend([first, later[0]!], [0, Number.NaN]), 'Time 1 is NaN'],
  ['a level of 95', () => pooledTrend(periods(false), times, 95), 'The level is 95'],
  [
    'outcomes on a line',
    () =>
      pooledTrend(
        [first, later[0]!].map((p) => ({ ...p, y: p.x.map(() => 0) })),
        [0, 1],
      ),
    'no standard error',
  ],
  ['no restriction', () => waldTest({ ...wald, restrictions: [] }), 'no restriction'],
  [
    'a restriction twice',
    () =>
      waldTest({
        ...wald,
        restrictions: [
          [1, 1],
          [2, 2],
        ],
      }),
    'Restriction 1 follows from those before it',
  ],
  [
    'a short restriction',
    () => waldTest({ ...wald, restrictions: [[1]] }),
    'Restriction 0 has 1 weights for 2',
  ],
  [
    'a restriction of NaN',
    () => waldTest({ ...wald, restrictions: [[Number.NaN, 0]] }),
    'Restriction 0 gives NaN',
  ],
  [
    'values too many',
    () => waldTest({ ...wald, restrictions: [[1, 0]], values: [1, 2] }),
    '1 restrictions but 2 values',
  ],
  [
    'a covariance of another size',
    () => waldTest({ ...wald, covariance: [1], restrictions: [[1, 0]] }),
    'has 4 values, not 1',
  ],
  [
    'a matrix that is no covariance',
    () =>
      waldTest({
        estimates: [1, 2],
        covariance: [1, 2, 2, 1],
        restrictions: [
          [1, 0],
          [0, 1],
        ],
      }),
    'row 1 is not finite or contradicts',
  ],
  [
    'no degrees of freedom',
    () => waldTest({ ...wald, restrictions: [[1, 0]], denominatorDf: 0 }),
    'Degrees of freedom are 0',
  ],
])('%s is an error that says so', (_, call, message) => {
  expect(call).toThrow(InvalidDataError);
  expect(call).toThrow(message);
});
