import { describe, expect, it } from 'vitest';
import { InvalidDataError, wilsonInterval, wilsonShareInterval } from '../src/index.js';
import { readGolden } from './golden.js';

interface Case {
  count: number;
  n: number;
  level: number;
  low: number;
  high: number;
}

describe('Wilson’s interval for a share', () => {
  const { cases } = readGolden<{ cases: Case[] }>('golden/proportion/wilson.json');

  it.each(cases)('$count of $n at $level is that of prop.test in R without correction', (one) => {
    const { low, high } = wilsonInterval(one.count, one.n, one.level);
    expect(Math.abs(low - one.low)).toBeLessThan(1e-12);
    expect(Math.abs(high - one.high)).toBeLessThan(1e-12);
  });

  it('has the limits that Newcombe (1998) prints for 81 of 263, 15 of 148, 0 of 20 and 1 of 29', () => {
    const printed = (count: number, n: number) => {
      const { low, high } = wilsonInterval(count, n, 0.95);
      return [low.toFixed(4), high.toFixed(4)];
    };
    expect(printed(81, 263)).toEqual(['0.2553', '0.3662']);
    expect(printed(15, 148)).toEqual(['0.0624', '0.1605']);
    expect(printed(0, 20)).toEqual(['0.0000', '0.1611']);
    expect(printed(1, 29)).toEqual(['0.0061', '0.1718']);
  });

  it('reaches 0 and 1 themselves, and mirrors', () => {
    expect(wilsonInterval(0, 20, 0.95).low).toBe(0);
    expect(wilsonInterval(20, 20, 0.95).high).toBe(1);
    expect(wilsonInterval(3, 20, 0.95).low).toBeCloseTo(1 - wilsonInterval(17, 20, 0.95).high, 14);
  });

  it.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [1.5, 5],
    [1, 2.5],
    [Number.NaN, 5],
  ])('refuses %s of %s', (count, n) => {
    expect(() => wilsonInterval(count, n, 0.95)).toThrow(InvalidDataError);
  });
});

describe('Wilson’s interval for a share among effective respondents', () => {
  it('is that of the counts where these are whole', () => {
    for (const [count, n] of [
      [21, 84],
      [0, 20],
      [20, 20],
    ] as const)
      expect(wilsonShareInterval(count / n, n, 0.95)).toEqual(wilsonInterval(count, n, 0.95));
  });

  it('holds the two shares that a score test of the level just rejects, also where their number is not whole', () => {
    const [share, effective] = [0.37, 61.4];
    const { low, high } = wilsonShareInterval(share, effective, 0.95);
    // By definition (Wilson 1927): |share - p| = z sqrt(p (1 - p) / n), with R's qnorm(0.975).
    for (const p of [low, high])
      expect(Math.abs(share - p) / Math.sqrt((p * (1 - p)) / effective)).toBeCloseTo(1.959963984540054, 12);
  });

  it.each([
    [-0.1, 20, 0.95],
    [1.1, 20, 0.95],
    [Number.NaN, 20, 0.95],
    [0.5, 0, 0.95],
    [0.5, Infinity, 0.95],
    [0.5, 20, 1],
  ])('refuses %d among %d at %d', (share, effective, level) => {
    expect(() => wilsonShareInterval(share, effective, level)).toThrow(InvalidDataError);
  });
});
