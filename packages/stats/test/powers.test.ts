import { expect, test } from 'vitest';
import { powers } from './powers.js';

test('a power and its tail are together the exact power, to 32 digits', () => {
  const base = 94_906_267; // its cube has 80 bits
  const { columns, tails } = powers(Float64Array.of(base), 4);
  for (const exponent of [0, 1, 2, 3]) {
    const exact = BigInt(base) ** BigInt(exponent);
    expect(BigInt(columns[exponent]![0]!) + BigInt(tails[exponent]![0]!)).toBe(exact);
  }
  const off = BigInt(base) ** 4n - BigInt(columns[4]![0]!) - BigInt(tails[4]![0]!);
  expect(Number(off) / base ** 4).toBeCloseTo(0, 31);
  expect(tails[3]![0]).not.toBe(0);
});
