import { expect, it } from 'vitest';
import { decimal, interval, percent, pValue, signed, starsOf } from '../src/language/numbers.js';

it('writes numbers as they are printed', () => {
  expect(decimal(-1234.5678, 2)).toBe('−1,234.57');
  expect(decimal(-0.0004, 3)).toBe('0.000');
  expect(decimal(1234567, 0)).toBe('1,234,567');
  expect(signed(0.021, 3)).toBe('+0.021');
  expect(interval(-0.634, -0.066, 3)).toBe('−0.634 to −0.066');
});

it('writes a dash where there is no number', () => {
  for (const none of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect([decimal(none, 2), pValue(none), percent(none), interval(none, 1, 2)]).toEqual([
      '–',
      '–',
      '–',
      '–',
    ]);
  }
});

it('does not round a share or a p-value to certainty', () => {
  expect([percent(0.001), percent(0.9999), percent(0), percent(1)]).toEqual([
    'under 1%',
    'over 99%',
    '0%',
    '100%',
  ]);
  expect([pValue(0.0009), pValue(0.0336), pValue(0.9999)]).toEqual(['<0.001', '0.034', '>0.999']);
});

it('gives stars below five, one and a tenth of a per cent', () => {
  expect([0.05, 0.049, 0.0099, 0.00099].map(starsOf)).toEqual(['', '*', '**', '***']);
});
