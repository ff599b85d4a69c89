import { expect, test } from 'vitest';
import { power } from '../src/power.js';

test('powers are those of Math.pow to 1e-14, and exact products for small whole exponents', () => {
  for (let base = 0.01; base < 3; base += 0.01) {
    for (const exponent of [0.3, 1.5, 2.7, 3.99]) {
      expect(Math.abs(power(base, exponent) / base ** exponent - 1)).toBeLessThan(1e-14);
    }
    expect(power(base, 3)).toBe(base * base * base);
  }
  expect(power(-0.5, 2)).toBe(0.25);
  expect(power(7, 0)).toBe(1);
});
