/** Both ends are known. */
export const hasInterval = ({ low, high }: { low: number; high: number }): boolean =>
  Number.isFinite(low) && Number.isFinite(high);

/** Does the interval leave out zero? Not where it is unknown. */
export function isSignificant(interval: { low: number; high: number }): boolean {
  return hasInterval(interval) && (interval.low > 0 || interval.high < 0);
}

/** The level of an interval in words: 0.95 is "95%". */
export const levelWords = (level: number): string => `${Number((100 * level).toFixed(2))}%`;
