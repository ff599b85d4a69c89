import { describe, expect, test } from 'vitest';
import {
  concentrationCurve,
  concentrationIndex,
  concentrationRegression,
  drawnConcentration,
  drawnGroupGap,
  drawnHorizontalInequity,
  drawnTheil,
  erreygersIndex,
  funnel,
  funnelLimits,
  gini,
  groupGap,
  horizontalInequity,
  InvalidDataError,
  largestRemainder,
  rankingOf,
  resampleUnits,
  theil,
  wagstaffIndex,
  weightedMedian,
} from '../src/index.js';
import { expectClose, readGolden } from './golden.js';

// By ineq, laeken, rineq and FunnelPlotR: test-fixtures/golden/inequality/inequality.R and funnel.R.
const golden = readGolden<
  Record<'patients' | 'values' | 'need' | 'tied' | 'group' | 'any' | 'standard', number[]> &
    Record<
      | 'gini_equal'
      | 'gini_patients'
      | 'index_equal'
      | 'error_hc1'
      | 'error_hc3'
      | 'index_patients_rineq'
      | 'erreygers'
      | 'wagstaff'
      | 'inequity'
      | 'theil'
      | 'theil_between',
      number
    >
>('golden/inequality/inequality.json');
const drawn = readGolden<
  Record<'observed' | 'expected' | 'z' | 'low95' | 'high95' | 'low998' | 'high998', number[]> & {
    phi: number;
    tau2: number;
  }
>('golden/inequality/funnel.json');

const { patients, values, need, any } = golden;
const equal = values.map(() => 1);
const byNeed = rankingOf(need);
const n = values.length;
const shares = (all: readonly number[]) => {
  const whole = all.reduce((a, b) => a + b);
  return all.map((one) => one / whole);
};

describe('the Gini coefficient', () => {
  test('equals ineq with equal weights and laeken with population weights', () => {
    expectClose([gini(values, equal)], [golden.gini_equal]);
    expectClose([gini(values, patients)], [golden.gini_patients]);
  });

  test('is 0 of equal values and 3/4 where one of four has all, by hand', () => {
    expect(gini([2, 2, 2], [5, 1, 9])).toBeCloseTo(0, 15);
    expect(gini([0, 0, 7, 0], [1, 1, 1, 1])).toBeCloseTo(0.75, 15);
  });
});

describe('the concentration index', () => {
  test('and its robust errors equal rineq where weights are equal', () => {
    const at = (covariance: 'HC1' | 'HC3') =>
      concentrationRegression({ values, by: need, population: equal, covariance });
    const index = concentrationIndex({ values, ranking: byNeed, population: equal });
    expectClose([index, at('HC1').estimate], [golden.index_equal, golden.index_equal]);
    // rineq takes its index times (n - 1) / n, and leaves the error as it was.
    const corrected = [golden.error_hc1, golden.error_hc3].map((error) => (error * (n - 1)) / n);
    expectClose([at('HC1').stdError, at('HC3').stdError], corrected);
  });

  test('is rineq’s with unequal weights but for the factor that the comment tells', () => {
    const squares = shares(patients).reduce((sum, share) => sum + share * share, 0);
    const index = concentrationIndex({ values, ranking: byNeed, population: patients });
    expectClose([index], [(golden.index_patients_rineq * (1 - squares) * n) / (n - 1)]);
    expect(Math.abs(golden.index_patients_rineq / index - 1)).toBeGreaterThan(1e-4);
  });

  test('does not depend on the order of rows where ranks are tied', () => {
    const turned = <T>(all: readonly T[]) => [...all].reverse();
    const one = concentrationIndex({ values, ranking: rankingOf(golden.tied), population: patients });
    const other = concentrationIndex({
      values: turned(values),
      ranking: rankingOf(turned(golden.tied)),
      population: turned(patients),
    });
    expectClose([one], [other], 1e-12, 1);
  });

  test('is 1 less twice the area below its curve', () => {
    const data = { values, ranking: rankingOf(golden.tied), population: patients };
    const curve = concentrationCurve(data);
    const area = curve.slice(1).reduce((sum, point, i) => {
      const before = curve[i]!;
      return sum + ((point.population - before.population) * (point.amount + before.amount)) / 2;
    }, 0);
    expectClose([1 - 2 * area], [concentrationIndex(data)], 1e-12, 1);
    expect(curve.length).toBe(new Set(golden.tied).size + 1);
  });

  test('turns its sign with the ranks', () => {
    const turned = concentrationIndex({
      values,
      ranking: rankingOf(need.map((x) => -x)),
      population: patients,
    });
    expectClose([turned], [-concentrationIndex({ values, ranking: byNeed, population: patients })], 1e-12, 1);
  });

  test('of a share equals Erreygers’s and Wagstaff’s in rineq', () => {
    const data = { values: any, ranking: byNeed, population: equal };
    expectClose([erreygersIndex(data, [0, 1])], [golden.erreygers]);
    expectClose([wagstaffIndex(data, [0, 1])], [golden.wagstaff]);
  });

  test('of a bounded variable does not depend on its unit, and Erreygers’s mirrors what is lacking', () => {
    const data = { values: any, ranking: byNeed, population: patients };
    const percent = { ...data, values: any.map((one) => 20 + 100 * one) };
    expectClose([erreygersIndex(percent, [20, 120])], [erreygersIndex(data, [0, 1])], 1e-12);
    expectClose([wagstaffIndex(percent, [20, 120])], [wagstaffIndex(data, [0, 1])], 1e-12);
    const lacking = { ...data, values: any.map((one) => 1 - one) };
    expectClose([erreygersIndex(lacking, [0, 1])], [-erreygersIndex(data, [0, 1])], 1e-12);
    expect(() => erreygersIndex(data, [0, 0.5])).toThrow(InvalidDataError);
  });
});

test('horizontal inequity equals what rineq’s decomposition leaves', () => {
  const data = { values, ranking: byNeed, population: equal };
  const { index, expected, inequity } = horizontalInequity(data, golden.standard);
  expectClose([inequity], [golden.inequity]);
  expectClose([index - expected], [inequity]);
});

describe('Theil’s index', () => {
  test('equals ineq on every patient, and its part between groups that of their means', () => {
    const { total, between, within } = theil(
      values.map((value) => value + 0.25),
      patients,
      golden.group,
    );
    expectClose([total, between], [golden.theil, golden.theil_between]);
    expectClose([within], [golden.theil - golden.theil_between]);
  });

  test('counts those who have none among the population: log 2 where half have all', () => {
    expect(theil([0, 3], [1, 1], [0, 0]).total).toBeCloseTo(Math.LN2, 14);
    expect(theil([0, 3], [1, 1], [0, 1]).within).toBeCloseTo(0, 14);
  });
});

test('a group’s gap is that of weighted means, by hand', () => {
  expect(groupGap([1, 3], [100, 100], [0.25, 0.75])).toEqual({
    inside: 2.5,
    outside: 1.5,
    difference: 1,
    ratio: 5 / 3,
  });
});

describe('the weighted median', () => {
  test('is halfway where half of the weight is on either side', () => {
    expect(weightedMedian([1, 2, 9], [1, 1, 2])).toBe(5.5);
    expect(weightedMedian([9, 1, 2], [1.5, 1, 1])).toBe(2);
    expect(weightedMedian([1, 5, 2], [1, 0, 1])).toBe(1.5);
  });
});

describe('largest remainders', () => {
  test('add up, are near their quotas and never negative', () => {
    for (let total = 0; total < 60; total++) {
      const weights = patients.map((one, i) => (i % 4 === 0 ? 0 : one));
      const parts = largestRemainder(total, weights);
      const quotas = shares(weights).map((share) => share * total);
      expect(parts.reduce((a, b) => a + b)).toBe(total);
      parts.forEach((part, i) => {
        expect(Math.abs(part - quotas[i]!)).toBeLessThan(1);
        expect(part).toBeGreaterThanOrEqual(0);
        if (weights[i] === 0) expect(part).toBe(0);
      });
    }
    expect(() => largestRemainder(1.5, [1])).toThrow(InvalidDataError);
    expect(() => largestRemainder(1, [0, 0])).toThrow(InvalidDataError);
  });
});

describe('the funnel', () => {
  const found = funnel(drawn.observed, drawn.expected);

  test('has the z-scores, phi and tau2 of FunnelPlotR', () => {
    expectClose(found.z, drawn.z, 1e-12, 1);
    expectClose([found.phi, found.tau2], [drawn.phi, drawn.tau2]);
  });

  test('has the squares of FunnelPlotR’s additive limits, which it leaves as square roots', () => {
    drawn.expected.forEach((expected, i) => {
      const inner = funnelLimits(found, expected, 0.95, 'additive');
      const outer = funnelLimits(found, expected, 0.998, 'additive');
      const squared = [drawn.low95, drawn.high95, drawn.low998, drawn.high998].map(
        (limits) => Math.max(0, limits[i]!) ** 2,
      );
      expectClose([inner.low, inner.high, outer.low, outer.high], squared, 1e-6, 1);
    });
  });

  test('places units alike whatever the unit of measurement, by multiplicative limits', () => {
    const scaled = funnel(
      drawn.observed.map((one) => 37.5 * one),
      drawn.expected.map((one) => 37.5 * one),
    );
    drawn.expected.forEach((expected, i) => {
      const one = funnelLimits(found, expected, 0.998, 'multiplicative');
      const other = funnelLimits(scaled, 37.5 * drawn.expected[i]!, 0.998, 'multiplicative');
      expectClose([other.low, other.high], [one.low, one.high], 1e-10);
    });
  });

  test('takes a unit of nothing and refuses one of which nothing is expected', () => {
    expect(funnel([0, 3], [1, 2]).z[0]).toBe(-2);
    expect(() => funnel([1, 3], [0, 2])).toThrow(InvalidDataError);
  });
});

describe('resampling by units', () => {
  const units = { of: golden.group, count: 5 };
  const index = drawnConcentration({ values, ranking: byNeed, population: patients }, units);
  const data = {
    units: 5,
    statistics: (often: Float64Array) => [index(often)],
    seed: 1,
    specification: 'x',
    level: 0.95,
  };

  test('leaves out whole units: the jackknife by hand', () => {
    const [found] = resampleUnits({ ...data, replicates: 0 });
    const without = [0, 1, 2, 3, 4].map((unit) => {
      const kept = values.map((_, i) => i).filter((i) => golden.group[i] !== unit);
      const of = (all: readonly number[]) => kept.map((i) => all[i]!);
      return concentrationIndex({
        values: of(values),
        ranking: rankingOf(of(need)),
        population: of(patients),
      });
    });
    const middle = without.reduce((a, b) => a + b) / 5;
    const squares = without.reduce((sum, one) => sum + (one - middle) ** 2, 0);
    expectClose([found!.stdError!], [Math.sqrt((4 / 5) * squares)], 1e-9);
    expect(found!.bootLow).toBeNull();
  });

  test('draws the same for the same seed and others for another', () => {
    const low = (seed: number) => resampleUnits({ ...data, seed, replicates: 199 })[0]!;
    expect(low(1)).toEqual(low(1));
    expect(low(2).bootLow).not.toBe(low(1).bootLow);
    expect(low(1).bootLow!).toBeLessThan(low(1).estimate);
    expect(low(1).bootHigh!).toBeGreaterThan(low(1).estimate);
  });

  test.each([
    ['few units', golden.group, 5],
    ['each observation for itself', values.map((_, i) => i), n],
  ])('measures of a draw are those of the drawn observations: %s', (_, of, count) => {
    const often = Float64Array.from({ length: count }, (__, unit) => (unit * 7) % 4);
    const population = patients.map((one, i) => one * often[of[i]!]!);
    const own = { of, count };
    for (const by of [need, golden.tied]) {
      const ranking = rankingOf(by);
      const drawnIndex = drawnConcentration({ values, ranking, population: patients }, own)(often);
      expectClose([drawnIndex], [concentrationIndex({ values, ranking, population })], 1e-12, 1);
    }
    const data = { values, ranking: byNeed, population: patients };
    const drawnInequity = drawnHorizontalInequity(data, golden.standard, own)(often);
    const plain = horizontalInequity({ ...data, population }, golden.standard);
    expectClose([drawnInequity.inequity, drawnInequity.index], [plain.inequity, plain.index], 1e-12, 1);
    const parts = drawnTheil(values, patients, golden.group, own)(often);
    const whole = theil(values, population, golden.group);
    expectClose([parts.total, parts.within], [whole.total, whole.within], 1e-12, 1);
    const share = golden.standard.map((one) => one / 2);
    const gap = drawnGroupGap(values, patients, share, own)(often);
    expectClose(
      [gap.difference, gap.ratio],
      [groupGap(values, population, share).difference, groupGap(values, population, share).ratio],
    );
  });
});
