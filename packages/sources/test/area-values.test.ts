import { describe, expect, it } from 'vitest';
import { type AreaValues, scoreOf, scoreUnit, wholeOf } from '../src/variables/area-values.js';
import { carryAreas } from '../src/variables/carry-areas.js';
import { below, uniformFrom } from './fuzz/uniform.js';

describe('a cell of a score', () => {
  it.each([
    ['0.057', 57_000_000],
    ['1', scoreUnit],
    ['.5', 500_000_000],
    ['1.', scoreUnit],
    ['0', 0],
    ['-0', 0],
    ['+0.25', 250_000_000],
    ['5e-3', 5_000_000],
    ['0.1234567894', 123_456_789],
    ['0.1234567895', 123_456_790],
    ['0.9999999999', scoreUnit],
    ['-0.00000000001', 0],
  ])('%s is a whole number of its units', (cell, score) => expect(scoreOf(cell)).toBe(score));

  it.each([
    '',
    '.',
    '1.1',
    '-0.1',
    '1.0000000006',
    'x',
    '0,5',
    '0x1',
    'NaN',
    'Infinity',
    '1e',
    '5e9999',
    '0.5.1',
  ])('"%s" is none', (cell) => expect(scoreOf(cell)).toBeNaN());
});

describe('a cell of a whole number', () => {
  it.each([
    ['3', 3],
    ['3.0', 3],
    ['3.', 3],
    ['007', 7],
  ])('%s is one', (cell, value) => expect(wholeOf(cell)).toBe(value));
  it.each(['', '3.5', '-3', '1e3', '0x10', ' 3', '3 000'])('"%s" is none', (cell) =>
    expect(wholeOf(cell)).toBeNaN(),
  );
});

const areas = (columns: Record<string, number[]>): AreaValues => ({
  rows: new Map((columns.imd_decile ?? columns.rural ?? []).map((_, i) => [`E0100000${i}`, i])),
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]),
  ),
});
const into = (target: string, ...sources: number[]) =>
  sources.map((i) => ({ 2011: `E0100000${i}`, 2021: target }) as const);

describe('areas of another census', () => {
  it('have the values of the one that they come from, however it was split', () => {
    const values = areas({
      imd_decile: [3],
      income_decile: [4],
      income_score: [123_456_789],
      population: [0],
    });
    const { rows, columns } = carryAreas(values, 2011, 2021, [...into('E01', 0), ...into('E02', 0)]);
    expect([...rows]).toEqual([
      ['E01', 0],
      ['E02', 1],
    ]);
    expect(columns.imd_decile).toEqual(Float64Array.of(3, 3));
    expect(columns.income_decile).toEqual(Float64Array.of(4, 4));
    expect(columns.income_score).toEqual(Float64Array.of(123_456_789, 123_456_789));
  });

  it('have the mean by population and the nearest decile of those that were merged; half way, the more deprived', () => {
    const values = areas({
      imd_decile: [1, 2],
      income_decile: [1, 9],
      income_score: [0, 3e8],
      population: [100, 200],
    });
    const { columns } = carryAreas(values, 2011, 2021, into('E01', 0, 1));
    expect(columns).toEqual({
      imd_decile: Float64Array.of(2),
      income_decile: Float64Array.of(6),
      income_score: Float64Array.of(2e8),
    });
    const even = areas({
      imd_decile: [1, 2],
      income_decile: [4, 7],
      income_score: [0, 3e8],
      population: [5, 5],
    });
    expect(carryAreas(even, 2011, 2021, into('E01', 0, 1)).columns.imd_decile).toEqual(Float64Array.of(1));
    expect(carryAreas(even, 2011, 2021, into('E01', 0, 1)).columns.income_decile).toEqual(Float64Array.of(5));
  });

  it('have the plain mean where one of them has no population, and are rural where half of them is', () => {
    const values = areas({
      imd_decile: [1, 9],
      income_decile: [1, 9],
      income_score: [0, 1e9],
      population: [1, Number.NaN],
    });
    expect(carryAreas(values, 2011, 2021, into('E01', 0, 1)).columns.imd_decile).toEqual(Float64Array.of(5));
    const rural = (...cells: number[]) =>
      carryAreas(areas({ rural: cells }), 2011, 2021, into('E01', ...cells.keys())).columns.rural?.[0];
    expect([rural(1, 0), rural(1, 0, 0), rural(0, 0), rural(1, 1)]).toEqual([1, 0, 0, 1]);
  });

  it('are the nearest of the fractions, of random areas, and leave out what the file does not list', () => {
    const random = uniformFrom(7);
    for (let round = 0; round < 200; round++) {
      const n = 1 + below(random, 5);
      const draw = (limit: number) => Array.from({ length: n }, () => below(random, limit));
      const [decile, score, population] = [draw(10).map((d) => d + 1), draw(1e9), draw(5000)];
      const values = areas({ imd_decile: decile, income_decile: decile, income_score: score, population });
      const links = [...into('E01', ...decile.keys()), { 2011: 'E01999999', 2021: 'E02' } as const];
      const { rows, columns } = carryAreas(values, 2011, 2021, links);
      const weights = population.map((p) => Math.max(1, p));
      const all = weights.reduce((a, b) => a + b);
      const mean = (of: number[]) =>
        of.reduce((sum, value, i) => sum + (value * (weights[i] as number)) / all, 0);
      expect([...rows.keys()]).toEqual(['E01']);
      expect(Math.abs((columns.imd_decile?.[0] ?? 0) - mean(decile))).toBeLessThanOrEqual(0.5 + 1e-9);
      expect(Math.abs((columns.income_score?.[0] ?? 0) - mean(score))).toBeLessThanOrEqual(0.5 + 1e-5);
    }
  });
});
