import { normalQuantile, type RandomSlopeTest, randomSlopeTest } from '@inverse-care/stats';
import type { DeclaredDesign } from '../../model/declared/design.js';

/** A place's slope, drawn towards what all places have in common. */
export interface ShrunkenSlope {
  shrunken: number;
  shrunken_error: number;
  shrunken_low: number;
  shrunken_high: number;
}

/** Slopes of all places by one mixed model, and how much they vary. */
export interface Shrunken {
  byPlace: ReadonlyMap<string, ShrunkenSlope>;
  /** Slope of an average place, with its error. */
  common: number;
  common_error: number;
  /** Standard deviation of slopes between places. */
  slope_sd: number;
  /** That slopes are the same: likelihood ratio, by half chi-squared(1) and half chi-squared(2). */
  statistic: number;
  p_value: number;
  boundary: string;
}

/**
 * Slopes of need by place from a mixed model in which intercept and slope vary by place (REML): best linear unbiased
 * predictions, each drawn towards the common slope the more, the less its place tells (Robinson 1991, Statistical Science
 * 6, 15-32). Intervals take the variances as known.
 *
 * @param places place of each row.
 * @throws InvalidDataError, RankDeficientError, NoConvergenceError where the data do not allow it.
 */
export function shrunkenSlopes(
  { y, columns, names }: Pick<DeclaredDesign, 'y' | 'columns' | 'names'>,
  places: readonly string[],
  level: number,
): Shrunken {
  const test: RandomSlopeTest = randomSlopeTest({ y, columns, names, groups: [...places], slope: 1 });
  const { withSlope: fit } = test;
  const width = normalQuantile((1 + level) / 2);
  const byPlace = new Map(
    fit.groups.map(({ id, effects, totalError }) => {
      const shrunken = fit.coefficients[1]! + effects[1]!;
      return [
        String(id),
        {
          shrunken,
          shrunken_error: totalError,
          shrunken_low: shrunken - width * totalError,
          shrunken_high: shrunken + width * totalError,
        },
      ];
    }),
  );
  return {
    byPlace,
    common: fit.coefficients[1]!,
    common_error: fit.standardErrors[1]!,
    slope_sd: Math.sqrt(fit.effectCovariance[3]!),
    statistic: test.statistic,
    p_value: test.pValue,
    boundary: fit.boundary,
  };
}
