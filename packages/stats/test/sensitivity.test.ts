import { describe, expect, test } from 'vitest';
import {
  adjustForOmitted,
  benchmarkStrength,
  dfbetas,
  InvalidDataError,
  leastSquares,
  outcomeBounds,
  robustnessValue,
  selectionProportionality,
  tippingPoint,
} from '../src/index.js';
import { readGolden } from './golden.js';
import { expectClose, panel } from './resampling-golden.js';

// By R 4.2: test-fixtures/golden/sensitivity/sensitivity.R.
const golden = readGolden<{
  omitted: Record<
    | 'estimate'
    | 'classicalError'
    | 'degreesOfFreedom'
    | 'withColumn'
    | 'withOutcome'
    | 'adjusted'
    | 'adjustedError'
    | 'confLow'
    | 'confHigh',
    number
  >;
  selection: { delta: number; y: number[]; column: number[]; control: number[]; maximum: number }[];
  bounds: { low: number; high: number; confLow: number; confHigh: number };
  limits: Record<'confLow' | 'confHigh' | 'atLeast' | 'atGreatest', number> &
    Record<'y' | 'need' | 'unknown', number[]>;
  tipping: { y: number[]; direction: number[]; slope: number; zero: number; insignificant: number };
  dfbeta: number[];
  dfbetas: number[];
}>('golden/sensitivity/sensitivity.json');

// Cinelli and Hazlett (2020), section 5: the effect of direct harm on the wish for peace in Darfur.
const darfur = { estimate: 0.09732, classicalError: 0.02326, degreesOfFreedom: 783 };

describe('an omitted variable', () => {
  test('robustness values of the Darfur study are those published: 13.9% and 7.6%, partial R-squared 2.2%', () => {
    const { point, interval, partialRSquared } = robustnessValue(darfur);
    expect(point.toFixed(3)).toBe('0.139');
    expect(interval.toFixed(3)).toBe('0.076');
    expect(partialRSquared.toFixed(3)).toBe('0.022');
  });

  // The least share for which the worst of all strengths with the outcome, none above that with the column, brings the
  // limit to zero: mpmath 1.3 with 30 digits, a search over strengths by trisection and bisection. The first is
  // sensemakr's rule by hand: (f^2 - w^2) / (1 + f^2) with f = 1 / (0.3 sqrt(7)) and w = 2.4469 / sqrt(6).
  test.each([
    [{ estimate: 1, classicalError: 0.3, degreesOfFreedom: 7 }, 0.227806963949],
    [{ estimate: -2, classicalError: 0.3, robustError: 0.45, degreesOfFreedom: 6 }, 0.527374998544],
    [{ estimate: 1, classicalError: 0.3, degreesOfFreedom: 40 }, 0.18356563853],
    [{ estimate: 1, classicalError: 0.5, robustError: 0.4, degreesOfFreedom: 5 }, 0],
  ])('robustness of the interval of %o is that of the worst strength', (summary, expected) => {
    expect(robustnessValue(summary).interval).toBeCloseTo(expected, 10);
  });

  test('that is as strong as a robustness value brings the estimate, or the end of its interval, to zero', () => {
    const robust = { ...darfur, robustError: 0.03 };
    const { point, interval } = robustnessValue(robust);
    expect(adjustForOmitted(robust, { withColumn: point, withOutcome: point }).estimate).toBeCloseTo(0, 12);
    expect(adjustForOmitted(robust, { withColumn: interval, withOutcome: interval }).confLow).toBeCloseTo(
      0,
      12,
    );
    expect(interval).toBeLessThan(robustnessValue(darfur).interval);
  });

  test('that is known gives the coefficient, error and interval of the regression that has it', () => {
    const { omitted } = golden;
    const found = adjustForOmitted(omitted, omitted);
    expectClose(
      [found.estimate, found.stdError, found.confLow, found.confHigh],
      [omitted.adjusted, omitted.adjustedError, omitted.confLow, omitted.confHigh],
    );
  });

  test('twice and three times as strong as being female has the published strength in the Darfur study', () => {
    // One, two and three times: 0.0092, 0.0183, 0.0275 with the column, 0.125, 0.249, 0.374 with the outcome.
    const observed = { withColumn: 0.009164 / 1.009164, withOutcome: 0.122377 / 1.122377 };
    const strengths = [1, 2, 3].map((times) => benchmarkStrength(observed, times)!);
    expect(strengths.map(({ withColumn }) => withColumn.toFixed(4))).toEqual(['0.0092', '0.0183', '0.0275']);
    expect(strengths.map(({ withOutcome }) => withOutcome.toFixed(3))).toEqual(['0.125', '0.249', '0.374']);
    const adjusted = adjustForOmitted(darfur, strengths[0]!);
    expect(
      [adjusted.estimate, adjusted.stdError, adjusted.confLow, adjusted.confHigh].map((v) => v.toFixed(3)),
    ).toEqual(['0.075', '0.022', '0.032', '0.118']);
  });

  test('cannot be stronger than a benchmark that explains everything already', () => {
    expect(benchmarkStrength({ withColumn: 0.6, withOutcome: 0.1 })).toBeNull();
    expect(benchmarkStrength({ withColumn: 0.1, withOutcome: 1 })).toBeNull();
  });

  test.each([
    ['an error of zero', { ...darfur, classicalError: 0 }, 'A standard error is 0'],
    ['an estimate that is no number', { ...darfur, estimate: Number.NaN }, 'The estimate is NaN'],
    ['one degree of freedom', { ...darfur, degreesOfFreedom: 1 }, 'There are 1 degrees of freedom'],
  ])('%s is an error that says so', (_, summary, message) => {
    expect(() => robustnessValue(summary)).toThrow(message);
    expect(() => adjustForOmitted(summary, { withColumn: 0.1, withOutcome: 0.1 })).toThrow(message);
  });

  test('a strength beyond 0 to 1 is an error', () => {
    expect(() => adjustForOmitted(darfur, { withColumn: 1, withOutcome: 0.1 })).toThrow(InvalidDataError);
    expect(() => benchmarkStrength({ withColumn: -0.1, withOutcome: 0.1 })).toThrow(InvalidDataError);
  });
});

describe("Oster's delta", () => {
  test.each(golden.selection)('is the selection of $delta that the outcomes were built with', (made) => {
    const found = selectionProportionality({
      y: Float64Array.from(made.y),
      column: Float64Array.from(made.column),
      controls: [Float64Array.from(made.control)],
      maximum: made.maximum,
    });
    expect(found.delta).toBeCloseTo(made.delta, 8);
  });

  test('asks for a control, and for a maximum that the controls do not exceed', () => {
    const { y, need: column, share65 } = panel;
    expect(() => selectionProportionality({ y, column, controls: [], maximum: 1 })).toThrow(
      'at least one observed',
    );
    expect(() => selectionProportionality({ y, column, controls: [share65], maximum: 0.01 })).toThrow(
      'cannot be 0.01',
    );
  });
});

describe('outcomes that are not known', () => {
  const columns = [panel.ones, panel.need, panel.share65];
  const lowest = panel.y.map((y, i) => (i < 8 ? 0 : y));
  const highest = panel.y.map((y, i) => (i < 8 ? 2 : y));

  test('bound a coefficient as the best and the worst of all corners do', () => {
    const found = outcomeBounds({ columns, coefficient: 1, lowest, highest, covariance: 'HC1' });
    expectClose(
      [found.low, found.high, found.confLow, found.confHigh],
      [golden.bounds.low, golden.bounds.high, golden.bounds.confLow, golden.bounds.confHigh],
    );
    expect(found.unknown).toBe(8);
  });

  test('have their least and greatest limit where R finds it over all corners, not at the extreme coefficients', () => {
    const { y, need, unknown, confLow, confHigh, atLeast, atGreatest } = golden.limits;
    const x = Float64Array.from(need);
    const found = outcomeBounds({
      columns: [x.map(() => 1), x],
      coefficient: 1,
      lowest: Float64Array.from(y, (value, i) => (unknown.includes(i) ? 0 : value)),
      highest: Float64Array.from(y, (value, i) => (unknown.includes(i) ? 3 : value)),
      covariance: 'HC1',
    });
    expectClose([found.confLow, found.confHigh], [confLow, confHigh]);
    expect(found.confLow).toBeLessThan(atLeast - 0.1);
    expect(found.confHigh).toBeGreaterThan(atGreatest + 0.1);
  });

  test.each(['HC3', 'CR1', 'CR2'] as const)('have limits by %s that no corner takes further', (type) => {
    const clusters = Array.from(panel.y, (_, i) => i % 9);
    const options = { covariance: type, ...(type !== 'HC3' && { clusters }) };
    const data = { columns: [panel.ones, panel.need], coefficient: 1, ...options };
    const found = outcomeBounds({ ...data, lowest, highest });
    // Every corner of the eight: the first ones in the panel.
    for (let corner = 0; corner < 256; corner++) {
      const known = panel.y.map((value, i) => (i < 8 ? 2 * ((corner >> i) & 1) : value));
      const { confLow, confHigh } = outcomeBounds({ ...data, lowest: known, highest: known });
      expect(confLow).toBeGreaterThan(found.confLow - 1e-9);
      expect(confHigh).toBeLessThan(found.confHigh + 1e-9);
    }
  });

  test('of which more are unknown than are listed have limits that no ends at random go beyond', () => {
    const data = { columns: [panel.ones, panel.need], coefficient: 1, covariance: 'HC1' as const };
    const many = (value: number) => panel.y.map((y, i) => (i < 20 ? value : y));
    const found = outcomeBounds({ ...data, lowest: many(0), highest: many(2) });
    // Ends drawn from a linear congruence: all bits of its state are used.
    let state = 7;
    for (let trial = 0; trial < 300; trial++) {
      state = (state * 16807) % 2147483647;
      const known = panel.y.map((y, i) => (i < 20 ? 2 * ((state >> (i + 5)) & 1) : y));
      const { confLow, confHigh } = outcomeBounds({ ...data, lowest: known, highest: known });
      expect(confLow).toBeGreaterThan(found.confLow);
      expect(confHigh).toBeLessThan(found.confHigh);
    }
  });

  test('that are all known leave one estimate', () => {
    const found = outcomeBounds({
      columns,
      coefficient: 1,
      lowest: panel.y,
      highest: panel.y,
      covariance: 'HC1',
    });
    expect(found.low).toBe(found.high);
    expect(found.unknown).toBe(0);
  });

  test('must not have a range that ends below its beginning', () => {
    expect(() =>
      outcomeBounds({ columns, coefficient: 1, lowest: highest, highest: lowest, covariance: 'HC1' }),
    ).toThrow('Outcome 0 cannot lie from 2 to 0');
  });
});

describe('a tipping point', () => {
  const { tipping } = golden;
  const y = Float64Array.from(tipping.y);
  const direction = Float64Array.from(tipping.direction);
  const data = { y, columns: [panel.ones, panel.need], coefficient: 1, covariance: 'HC1' as const };

  test('is where the coefficient is zero, and before it where its HC1 interval reaches zero', () => {
    const found = tippingPoint({ ...data, direction });
    expectClose(
      [found.slope, found.zero!, found.insignificant!],
      [tipping.slope, tipping.zero, tipping.insignificant],
    );
  });

  test('is not there where more moves the coefficient away from zero', () => {
    const found = tippingPoint({ ...data, direction: direction.map((value) => 1 - value) });
    expect(found.zero).toBeNull();
  });

  test('is zero where zero is in the interval from the start', () => {
    const flat = y.map((_, i) => (i % 2) + (i % 3));
    expect(tippingPoint({ ...data, y: flat, direction }).insignificant).toBe(0);
  });
});

test("DFBETA and DFBETAS are those of R's own functions", () => {
  const fit = leastSquares({ y: panel.y, columns: [panel.ones, panel.need, panel.share65] });
  const { change, standardised } = dfbetas(fit, 1);
  expectClose(change, golden.dfbeta);
  expectClose(standardised, golden.dfbetas);
});
