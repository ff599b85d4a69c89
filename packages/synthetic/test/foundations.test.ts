import { describe, expect, it } from 'vitest';
import { calibrate } from '../src/calibrate.js';
import { exp, log } from '../src/elementary.js';
import { membershipOn } from '../src/memberships.js';
import type { Network } from '../src/networks.js';
import { randomStream } from '../src/random.js';
import { studentQuantile } from '../src/regression.js';
import { apportion } from '../src/residents.js';

describe('foundations', () => {
  it('exp and log agree with the engine to fourteen digits', () => {
    for (let x = -20; x <= 20; x += 0.137) {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-14);
      expect(Math.abs(log(exp(x)) - x)).toBeLessThan(1e-13);
    }
  });

  it('a stream depends on its seed and purpose alone, and is standard normal', () => {
    const draws = Array.from({ length: 20_000 }, randomStream(5, 'a').normal);
    expect(Array.from({ length: 3 }, randomStream(5, 'a').normal)).toEqual(draws.slice(0, 3));
    expect(randomStream(5, 'b').normal()).not.toBe(draws[0]);
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(draws.reduce((total, x) => total + x * x, 0) / draws.length - 1)).toBeLessThan(0.03);
  });

  it("Student's quantile is scipy's at 1,268 degrees of freedom", () => {
    expect(studentQuantile(1268)).toBeCloseTo(1.9618366176, 8);
  });

  it('apportioned persons add up and are near their shares', () => {
    const counts = apportion([1, 2, 3.5, 0.1], 1001);
    expect(counts.reduce((a, b) => a + b)).toBe(1001);
    expect(Math.abs(counts[2]! - (1001 * 3.5) / 6.6)).toBeLessThan(1);
  });

  it('calibration finds the nearest point of a line, and says where there is none', () => {
    const line = (target: number) => (x: Float64Array) => ({
      gaps: Float64Array.of(target - x[0]! - 2 * x[1]!),
      slopes: [Float64Array.of(1, 2)],
    });
    const nearest = calibrate(Float64Array.of(0, 0), line(5), { positive: false, what: 'a line' });
    expect(nearest[0]).toBeCloseTo(1, 10);
    expect(nearest[1]).toBeCloseTo(2, 10);
    expect(() => calibrate(Float64Array.of(1, 1), line(-5), { positive: true, what: 'a line' })).toThrow(
      /a line/,
    );
  });

  it('of several memberships the latest start holds, then the lowest code', () => {
    const networks = ['U2', 'U1', 'U3'].map((code) => ({ code }) as Network);
    const rows = [
      { practice: 0, network: 0, start: '2020-01-01', end: null },
      { practice: 0, network: 1, start: '2020-01-01', end: null },
      { practice: 0, network: 2, start: '2020-06-01', end: '2020-06-30' },
    ];
    const on = (date: string) => membershipOn(rows, networks, 1, date)[0];
    expect(on('2019-12-31')).toBe(-1);
    expect(on('2020-05-31')).toBe(1);
    expect(on('2020-06-30')).toBe(2);
    expect(on('2020-07-01')).toBe(1);
  });
});
