import { expect, test } from 'vitest';
import { holm, InvalidDataError, nullCentredDraws, romanoWolf } from '../src/index.js';
import { expectClose, readColumns, readGolden } from './golden.js';

// Golden values from R's p.adjust and from naive loops over the same draws: test-fixtures/golden/joint/shared-draws.R.

const golden = readGolden<{
  estimates: number[];
  stdErrors: number[];
  romanoWolf: { scaled: number[]; studentised: number[] };
  adjusted: { p: number[]; holm: number[] }[];
}>('golden/joint/shared-draws.json');
const columns = readColumns('golden/joint/shared-draws.csv');
const { estimates, stdErrors } = golden;
const statistics = estimates.map((estimate, j) => estimate / stdErrors[j]!);
const draws = estimates.map((_, j) => columns[`draw_${j + 1}`]!);
const drawErrors = estimates.map((_, j) => columns[`error_${j + 1}`]!);

test('Holm equals p.adjust of R', () => {
  for (const { p, holm: byHolm } of golden.adjusted) {
    expectClose(holm(p), byHolm, 1e-15);
  }
});

test.each([
  ['in standard errors of the sample', stdErrors, golden.romanoWolf.scaled],
  ['studentised', drawErrors, golden.romanoWolf.studentised],
])('Romano-Wolf p-values equal a naive step-down in R, draws %s', (_, errors, expected) => {
  const found = romanoWolf({
    statistics,
    draws: nullCentredDraws({ estimates, draws, stdErrors: errors }),
  });
  expectClose(found.pValues, expected, 1e-15);
  expect(found).toMatchObject({ replicates: 399, failed: 0 });
});

test('one hypothesis alone has the unadjusted bootstrap p-value, and its Monte Carlo error is binomial', () => {
  const t = [2, -3, 0.5, 1.9, -2, 0, 1, 0.1, 0.2];
  const { pValues, monteCarloErrors } = romanoWolf({ statistics: [-2], draws: [Float64Array.from(t)] });
  expect(pValues[0]).toBe((1 + 3) / (9 + 1));
  expectClose(monteCarloErrors, [Math.sqrt(((4 / 11) * (7 / 11)) / 9)], 1e-14);
});

test('adjusted p-values are never below unadjusted ones, nor above those of Bonferroni on them', () => {
  const centred = nullCentredDraws({ estimates, draws, stdErrors });
  const single = statistics.map((t, j) => romanoWolf({ statistics: [t], draws: [centred[j]!] }).pValues[0]!);
  const { pValues } = romanoWolf({ statistics, draws: centred });
  const upper = single.map((p) => Math.min(1, single.length * p));
  pValues.forEach((p, j) => {
    expect(p).toBeGreaterThanOrEqual(single[j]!);
    expect(p).toBeLessThanOrEqual(upper[j]!);
  });
});

test('a replicate that failed for one hypothesis is left out for all, and counted', () => {
  const broken = draws.map((column, j) =>
    column.map((draw, b) => (b === 7 * (j + 1) ? [Number.NaN, Number.POSITIVE_INFINITY][j % 2]! : draw)),
  );
  const found = romanoWolf({
    statistics,
    draws: nullCentredDraws({ estimates, draws: broken, stdErrors }),
  });
  const kept = draws.map((column) => column.filter((_, b) => b % 7 !== 0 || b === 0 || b > 42));
  const expected = romanoWolf({
    statistics,
    draws: nullCentredDraws({ estimates, draws: kept, stdErrors }),
  });
  expect(found).toEqual({ ...expected, failed: 6 });
  expect(found.replicates).toBe(393);
});

test('a draw whose standard error is not above zero is a failed one', () => {
  const [t] = nullCentredDraws({
    estimates: [1],
    draws: [Float64Array.of(1, 2, 3, 4)],
    stdErrors: [Float64Array.of(0, 1, -1, Number.NaN)],
  });
  expect([...t!]).toEqual([Number.NaN, 1, Number.NaN, Number.NaN]);
});

test.each<[string, () => unknown, string]>([
  ['no p-value', () => holm([]), 'There are no p-values'],
  ['a p-value of NaN', () => holm([0.1, Number.NaN]), 'p-value 1 is NaN'],
  ['a p-value above 1', () => holm([1.1]), 'p-value 0 is 1.1'],
  [
    'a statistic of NaN',
    () => romanoWolf({ statistics: [1, Number.NaN], draws: draws.slice(0, 2) }),
    'Statistic 1 is NaN',
  ],
  ['no statistic', () => romanoWolf({ statistics: [], draws: [] }), 'There are no statistics'],
  [
    'draws of too few',
    () => romanoWolf({ statistics, draws: draws.slice(1) }),
    '6 statistics but draws of 5',
  ],
  [
    'draws of unequal length',
    () => romanoWolf({ statistics: [1, 2], draws: [draws[0]!, draws[1]!.slice(1)] }),
    'Statistic 1 has 398 draws where the first has 399',
  ],
  [
    'no complete replicate',
    () =>
      romanoWolf({
        statistics: [1, 2],
        draws: [Float64Array.of(Number.NaN, 1), Float64Array.of(1, Number.NaN)],
      }),
    'None of 2 replicates',
  ],
  [
    'too few standard errors',
    () => nullCentredDraws({ estimates, draws, stdErrors: [1] }),
    '6 estimates but 1 standard errors',
  ],
  [
    'standard errors of unequal length',
    () => nullCentredDraws({ estimates: [1], draws: [draws[0]!], stdErrors: [drawErrors[0]!.slice(1)] }),
    '399 draws but 398 standard errors',
  ],
])('%s is an error that says so', (_, call, message) => {
  expect(call).toThrow(InvalidDataError);
  expect(call).toThrow(message);
});
