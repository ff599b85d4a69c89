import type { Unit } from '@inverse-care/domain';

/** A value with the counts that it is said to come from, where the download has them. */
export interface Counted {
  value: number;
  count: number | null;
  denominator: number | null;
}

/** What values are, and what they are multiplied by to be in that unit. */
export interface FingertipsUnit {
  unit: Unit;
  times: number;
}

const rates: readonly (readonly [per: number, unit: Unit])[] = [
  [100, 'share'],
  [1000, 'per 1,000'],
  [10_000, 'per 10,000'],
  [100_000, 'per 100,000'],
];

/** Values are rounded by the publisher to a few places; counts are whole. */
const agrees = (per: number, { value, count, denominator }: Counted): boolean => {
  const expected = (per * (count ?? 0)) / (denominator ?? 1);
  return Math.abs(value - expected) <= 0.06 + 0.005 * expected;
};

/**
 * The unit of an indicator, of which a download does not tell it: a percentage, which becomes a share, or a rate where
 * each value is its count over its denominator at that rate; a percentage too where the name says so and no value
 * is beyond 100; else a score.
 */
export function unitOf(name: string, values: readonly Counted[]): FingertipsUnit {
  const counted = values.filter(
    ({ count, denominator }) => count !== null && count > 0 && (denominator ?? 0) > 0,
  );
  const rate = rates.find(([per]) => counted.length > 0 && counted.every((one) => agrees(per, one)));
  if (rate !== undefined) return { unit: rate[1], times: rate[1] === 'share' ? 0.01 : 1 };
  const named = /%|per ?cent|proportion|prevalence/i.test(name);
  if (counted.length === 0 && named && values.every(({ value }) => value >= 0 && value <= 100)) {
    return { unit: 'share', times: 0.01 };
  }
  return { unit: 'score', times: 1 };
}
