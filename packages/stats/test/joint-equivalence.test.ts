import { expect, test } from 'vitest';
import { type EquivalenceData, equivalenceTest, InvalidDataError, normalCdf } from '../src/index.js';
import { expectClose, expectFields, readGolden } from './golden.js';

// Golden values from R's pt and qt: test-fixtures/golden/joint/stacked.R.

type Row = Required<EquivalenceData> & Record<'lowP' | 'highP' | 'pValue' | 'confLow' | 'confHigh', number>;
const { equivalence } = readGolden<{ equivalence: Row[] }>('golden/joint/stacked.json');

test('two one-sided tests and their interval equal R', () => {
  for (const row of equivalence) {
    const { estimate, stdError, degreesOfFreedom, low, high, alpha, ...expected } = row;
    const found = equivalenceTest({ estimate, stdError, degreesOfFreedom, low, high, alpha });
    expectFields(found, expected);
    expect(found.equivalent).toBe(expected.confLow > low && expected.confHigh < high);
  }
});

test('without degrees of freedom the normal is used', () => {
  const found = equivalenceTest({ estimate: 0, stdError: 1, low: -2, high: 2 });
  expectClose([found.pValue, found.confHigh], [normalCdf(-2), 1.6448536269514722], 1e-14);
});

test('an estimate beyond the region is not equivalent, however precise', () => {
  const found = equivalenceTest({ estimate: 0.4, stdError: 1e-6, low: -0.3, high: 0.3 });
  expect(found).toMatchObject({ lowP: 0, highP: 1, pValue: 1, equivalent: false });
});

const sound = { estimate: 0, stdError: 1, low: -1, high: 1 };
test.each<[string, EquivalenceData, string]>([
  ['a region upside down', { ...sound, low: 2 }, 'low below high'],
  ['an estimate of NaN', { ...sound, estimate: Number.NaN }, 'The estimate is NaN'],
  ['a standard error of 0', { ...sound, stdError: 0 }, 'The standard error is 0'],
  ['no degrees of freedom', { ...sound, degreesOfFreedom: 0 }, '0 degrees of freedom'],
  ['an alpha of 0.5', { ...sound, alpha: 0.5 }, 'alpha is 0.5'],
])('%s is an error that says so', (_, data, message) => {
  expect(() => equivalenceTest(data)).toThrow(InvalidDataError);
  expect(() => equivalenceTest(data)).toThrow(message);
});
