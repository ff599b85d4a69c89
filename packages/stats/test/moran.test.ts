import { describe, expect, test } from 'vitest';
import {
  distanceNeighbours,
  effectiveClusters,
  hilbertIndex,
  intraclassCorrelation,
  leastSquares,
  moranTest,
  nearestNeighbours,
} from '../src/index.js';
import { expectClose, expectFields, readColumns, readGolden, readTable } from './golden.js';

// Values from spdep 1.2-7 and from definitions with full matrices in R: test-fixtures/golden/spatial/moran.R.

interface Entry {
  points: 'all' | 'distinct';
  rule: 'distance' | 'nearest';
  value: number;
  reference: string;
  i: number;
  expectation: number;
  standardDeviation: number;
  pValue: number;
  isolated: number;
}

interface Correlation {
  values: 'y' | 'x1' | 'x2';
  correlation: number;
  clusters: number;
  averageSize: number;
  between: number;
  within: number;
}

interface Golden {
  entries: Entry[];
  correlations: Correlation[];
  byPoint: Correlation;
  effective: number[];
}

const golden = readGolden<Golden>('golden/spatial/moran.json');
const table = readTable('golden/spatial/points.csv');
const columns = readColumns('golden/spatial/points.csv');
const rowsOf = {
  all: table.point!.map((_, i) => i),
  distinct: table.point!.map((_, i) => i).filter((i) => table.point!.indexOf(table.point![i]!) === i),
};
const column = (name: string, rows: readonly number[]) => Float64Array.from(rows, (i) => columns[name]![i]!);
const fitOf = (rows: readonly number[]) =>
  leastSquares({
    y: column('y', rows),
    columns: [Float64Array.from(rows, () => 1), column('x1', rows), column('x2', rows)],
  });

describe("Moran's I of residuals", () => {
  const titled = golden.entries.map((entry) => {
    const { points, rule, value, reference } = entry;
    const what = rule === 'distance' ? `within ${value} km` : `${value} nearest`;
    return [`${points} points, ${what}: equals ${reference}`, entry] as const;
  });

  test.each(titled)('%s', (_, { points, rule, value, reference: __, ...expected }) => {
    const rows = rowsOf[points];
    const at = { longitudes: column('longitude', rows), latitudes: column('latitude', rows) };
    const neighbours = rule === 'distance' ? distanceNeighbours(at, value) : nearestNeighbours(at, value);
    const { isolated, ...found } = moranTest(fitOf(rows), neighbours);
    expect(isolated).toBe(expected.isolated);
    const { isolated: ___, ...numbers } = expected;
    expectFields(found, numbers, 1e-10);
  });

  test('some of the cases have observations without neighbours', () => {
    expect(golden.entries.some(({ isolated }) => isolated > 0)).toBe(true);
  });

  test('is refused where it is not defined', () => {
    const fit = fitOf(rowsOf.all);
    expect(() => moranTest(fit, [])).toThrow('0 lists of neighbours for 90 observations');
    const alone = rowsOf.all.map(() => new Int32Array());
    expect(() => moranTest(fit, alone)).toThrow('Nobody has a neighbour');
    const weighted = leastSquares({
      y: Float64Array.of(1, 2, 4),
      columns: [Float64Array.of(1, 1, 1)],
      weights: Float64Array.of(1, 2, 1),
    });
    expect(() => moranTest(weighted, alone.slice(0, 3))).toThrow('without weights');
    const at = { longitudes: [0, 1], latitudes: [50, 50] };
    expect(() => nearestNeighbours(at, 2)).toThrow('2 nearest of 1 others');
    expect(() => distanceNeighbours(at, -1)).toThrow('The cutoff is -1');
  });
});

test('A distance that equals the cutoff makes neighbours, and so does the same point', () => {
  const degree = (6371.0088 * Math.PI) / 180;
  const at = { longitudes: [0, 0, 0], latitudes: [10, 11, 11] };
  expect(distanceNeighbours(at, degree).map((all) => [...all])).toEqual([
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
  expect(distanceNeighbours(at, 0.999 * degree).map((all) => [...all])).toEqual([[], [2], [1]]);
});

describe('The intraclass correlation', () => {
  test.each([
    ...golden.correlations.map((one) => ['group', one] as const),
    ['point', golden.byPoint] as const,
  ])('by %s is that of the analysis of variance in R', (clusters, { values, ...expected }) => {
    expectFields(intraclassCorrelation(columns[values]!, table[clusters]!), expected, 1e-11);
  });

  test('is 1 where values differ between clusters alone', () => {
    expect(intraclassCorrelation([1, 1, 3, 3, 3], ['a', 'a', 'b', 'b', 'b']).correlation).toBe(1);
  });

  test('needs something between and something within', () => {
    expect(() => intraclassCorrelation([1, 2], ['a', 'a'])).toThrow('2 values are in 1 cluster:');
    expect(() => intraclassCorrelation([1, 2], ['a', 'b'])).toThrow('2 values are in 2 clusters:');
    expect(() => intraclassCorrelation([1, 2], ['a'])).toThrow('1 cluster identifiers for 2 values');
  });
});

test('Effective clusters are as defined, G at most, and G where all weigh alike', () => {
  const fit = fitOf(rowsOf.all);
  const found = [1, 2].map((coefficient) => effectiveClusters(fit, table.group!, coefficient));
  expectClose(found, golden.effective, 1e-11);
  for (const count of found) expect(count).toBeLessThan(9);
  const x = Float64Array.of(1, -1, 1, -1, 1, -1);
  const even = leastSquares({ y: Float64Array.of(2, 1, 4, 3, 6, 1), columns: [x.map(() => 1), x] });
  expectClose([effectiveClusters(even, [1, 2, 3, 4, 5, 6], 1)], [6], 1e-14);
  expect(() => effectiveClusters(fit, table.group!, 3)).toThrow('There is no coefficient 3 of 3');
});

test('A Hilbert curve visits every cell once, each beside the one before', () => {
  const side = 16;
  const cells = Array.from({ length: side * side }, (_, at) => {
    const [column, row] = [at % side, Math.floor(at / side)];
    return { column, row, index: hilbertIndex((column + 0.01) / side, (row + 0.01) / side) };
  }).sort((a, b) => a.index - b.index);
  expect([cells[0]!.column, cells[0]!.row]).toEqual([0, 0]);
  expect([cells.at(-1)!.column, cells.at(-1)!.row]).toEqual([side - 1, 0]);
  cells.slice(1).forEach(({ column, row }, i) => {
    expect(Math.abs(column - cells[i]!.column) + Math.abs(row - cells[i]!.row)).toBe(1);
  });
});
