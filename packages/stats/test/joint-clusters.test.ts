import { describe, expect, it, test } from 'vitest';
import {
  clusteredSlopeTests,
  clusteredTrend,
  drawSharedClusters,
  effectiveClusters,
  hotellingTest,
  InvalidDataError,
  leastSquares,
  type Period,
  prepareSharedClusters,
  RandomStream,
  sharedPairsBootstrap,
  supTBand,
} from '../src/index.js';
import { expectClose, expectFields, readColumns, readGolden } from './golden.js';

// Golden values from clubSandwich (CR2, HTZ, Satterthwaite) and from lm refitted row by row on draws of whole
// clusters: test-fixtures/golden/joint/clusters.R.

interface Tests {
  zero: Record<string, number>;
  equal: Record<string, number>;
  trend: Record<string, number>;
}
const golden = readGolden<{
  clusters: number[];
  simple: Tests;
  adjusted: Tests;
  slopes: number[][];
  stdErrors: number[][];
}>('golden/joint/clusters.json');
const panel = readColumns('golden/joint/stacked.csv');
const times = [0, 1, 2, 4, 5.5];

function periods(adjusted: boolean): Period[] {
  return times.map((_, t) => {
    const pick = (values: Float64Array) => values.filter((__, i) => panel.period![i] === t + 1);
    const { y, x, w } = panel as Record<'y' | 'x' | 'w', Float64Array>;
    return {
      label: `Q${t + 1}`,
      y: pick(y),
      x: pick(x),
      units: pick(Float64Array.from(golden.clusters)),
      ...(adjusted && { others: [pick(w)] }),
    };
  });
}

test.each(['simple', 'adjusted'] as const)(
  'tests of all slopes and the trend by clusters equal clubSandwich (%s)',
  (which) => {
    const data = periods(which === 'adjusted');
    const { zero, equal } = clusteredSlopeTests(data);
    expectFields(zero as never, golden[which].zero);
    expectFields(equal as never, golden[which].equal);
    expectFields(clusteredTrend(data, times) as never, golden[which].trend);
  },
);

describe('draws of whole clusters shared by periods', () => {
  const sample = prepareSharedClusters(periods(false));
  const drawn = (from: number, to: number) =>
    drawSharedClusters(sample, { seed: 11, specification: 'clusters', from, to });

  it('equal refits in R, slopes and CR1 standard errors alike', () => {
    const { slopes, stdErrors } = drawn(0, 4);
    golden.slopes.forEach((row, r) => {
      expectClose(
        slopes.map((column) => column[r]!),
        row,
      );
      expectClose(
        stdErrors.map((column) => column[r]!),
        golden.stdErrors[r]!,
      );
    });
  });

  it('are the draws of the row-by-row kernel, whose units they are', () => {
    const rows = sharedPairsBootstrap({
      periods: periods(false),
      seed: 11,
      specification: 'clusters',
      from: 0,
      to: 300,
    });
    drawn(0, 300).slopes.forEach((column, t) => {
      expectClose(column, rows[t]!, 1e-9);
    });
  });

  it('put together from pieces are the whole, bit for bit', () => {
    const whole = drawn(0, 100);
    const [a, b] = [drawn(0, 37), drawn(37, 100)];
    for (const part of ['slopes', 'stdErrors'] as const) {
      whole[part].forEach((column, t) => {
        expect([...a[part][t]!, ...b[part][t]!]).toEqual([...column]);
      });
    }
  });

  it('leave a draw without variation in x undefined, and refuse replicates out of order', () => {
    const flat = prepareSharedClusters([
      { label: 'a', y: Float64Array.of(1, 2, 3), x: Float64Array.of(1, 1, 2), units: ['p', 'p', 'q'] },
    ]);
    const { slopes } = drawSharedClusters(flat, { seed: 1, specification: 's', from: 0, to: 50 });
    expect(slopes[0]!.some(Number.isNaN)).toBe(true);
    expect(() => drawn(5, 2)).toThrow(InvalidDataError);
  });
});

/** Rejections at 5% of a true null that all of three correlated slopes are zero, in 16 clusters of unequal size. */
function rejections(samples: number): { band: number; plain: number; hotelling: number } {
  const noise = new RandomStream(5, 'null of clusters');
  const uniform = () => noise.nextUint32() / 2 ** 32 - 0.5;
  const counts = { band: 0, plain: 0, hotelling: 0 };
  const sizes = Array.from({ length: 16 }, (_, g) => 4 + 2 * g);
  for (let s = 0; s < samples; s++) {
    const units = sizes.flatMap((size, g) => Array<number>(size).fill(g));
    const areaX = sizes.map(uniform);
    const areaY = sizes.map(uniform);
    const x = Float64Array.from(units, (g) => areaX[g]! + uniform());
    const data = [0, 1, 2].map((t) => ({
      label: String(t),
      y: Float64Array.from(units, (g) => areaY[g]! + uniform()),
      x,
      units,
    }));
    const { slopes } = prepareSharedClusters(data);
    const ofClusters = drawSharedClusters(prepareSharedClusters(data), {
      seed: s,
      specification: 'null',
      from: 0,
      to: 199,
    });
    const rows = data.map((period) => ({ ...period, units: units.map((_, i) => i) }));
    const ofRows = sharedPairsBootstrap({ periods: rows, seed: s, specification: 'null', from: 0, to: 199 });
    const ones = slopes.map(() => 1);
    const spread = (column: Float64Array, at: number) =>
      Math.sqrt(column.reduce((total, value) => total + (value - at) ** 2, 0) / column.length);
    const rowErrors = ofRows.map((column, t) => spread(column, slopes[t]!));
    const plain = supTBand({ estimates: slopes, stdErrors: rowErrors, draws: ofRows, level: 0.95 });
    if (slopes.some((slope, t) => Math.abs(slope) > plain.criticalValue * rowErrors[t]!)) counts.plain += 1;
    const errors = ofClusters.slopes.map((column, t) => spread(column, slopes[t]!));
    const band = supTBand({
      estimates: slopes,
      stdErrors: ones,
      draws: ofClusters.slopes,
      drawStdErrors: ofClusters.stdErrors,
      level: 0.95,
    });
    if (slopes.some((slope, t) => Math.abs(slope) > band.criticalValue * errors[t]!)) counts.band += 1;
    if (clusteredSlopeTests(data).zero.pValue < 0.05) counts.hotelling += 1;
  }
  return counts;
}

describe('under a null with correlation within clusters', () => {
  it('keeps the chance of a false alarm near 5%, where draws of rows do not', () => {
    const { band, plain, hotelling } = rejections(200);
    expect(band / 200).toBeLessThan(0.1);
    expect(hotelling / 200).toBeLessThan(0.1);
    expect(plain / 200).toBeGreaterThan(0.2);
  });
});

describe('what few clusters allow', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);
  const fit = leastSquares({ y: Float64Array.of(3, 1, 4, 1, 5, 9), columns: [x.map(() => 1), x] });

  it('is as many effective clusters as there are, where all weigh alike', () => {
    const balanced = Float64Array.of(-1, 1, -1, 1, -1, 1);
    const even = leastSquares({ y: x, columns: [balanced] });
    expect(effectiveClusters(even, ['a', 'b', 'c', 'd', 'e', 'f'], 0)).toBeCloseTo(6, 12);
    expect(effectiveClusters(fit, ['a', 'a', 'a', 'a', 'a', 'b'], 1)).toBeLessThan(2.001);
  });

  it('is no test of more restrictions than degrees of freedom', () => {
    const few = periods(false).map((period) => ({
      ...period,
      units: Array.from(period.units, (g) => Number(g) % 3),
    }));
    expect(() => clusteredSlopeTests(few)).toThrow(InvalidDataError);
    expect(() =>
      hotellingTest(
        fit,
        [1, 2, 3, 4, 5, 6],
        [
          [0, 1],
          [0, 2],
        ],
      ),
    ).toThrow('Restriction 1');
  });

  it('is a band no narrower than the least that is asked for', () => {
    const draws = [Float64Array.of(1.2, 0.7, 1.9, 0.1), Float64Array.of(2.4, 1.5, 2.1, 3.2)];
    const data = { estimates: [1, 2], stdErrors: [0.4, 0.6], draws, level: 0.8 };
    expect(supTBand({ ...data, pointwise: 3 }).criticalValue).toBe(3);
    expect(supTBand({ ...data, pointwise: 1 }).criticalValue).toBe(supTBand(data).criticalValue);
  });
});
