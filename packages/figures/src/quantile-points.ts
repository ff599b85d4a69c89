import type { FigureText } from './text.js';

/** A slope at one quantile of the outcome; null where there is no interval or band. */
export interface QuantilePoint {
  /** Above 0 and below 1. */
  tau: number;
  estimate: number;
  conf_low: number | null;
  conf_high: number | null;
  /** Simultaneous band over the quantiles. */
  band_low: number | null;
  band_high: number | null;
}

export interface QuantilePlotOptions {
  text: FigureText;
  /** In the order of their quantiles. */
  points: readonly QuantilePoint[];
  /** Slope of the mean; null where it is not known. */
  mean: number | null;
  xLabel: string;
  yLabel: string;
  format: (value: number) => string;
  /** Of intervals and band, such as 0.95. */
  level: number;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** "median", "75th percentile". */
export function quantileName(tau: number): string {
  const percentile = Number((100 * tau).toFixed(4));
  return percentile === 50 ? 'median' : `${percentile}th percentile`;
}

/** The slopes in words: the least, the greatest, that of the mean, and how many the band leaves off zero. */
export function describeQuantiles({
  points,
  mean,
  yLabel,
  format,
}: Pick<QuantilePlotOptions, 'points' | 'mean' | 'yLabel' | 'format'>): string {
  if (points.length === 0) return `${yLabel}: no quantile has a slope.`;
  const least = points.reduce((a, b) => (b.estimate < a.estimate ? b : a));
  const greatest = points.reduce((a, b) => (b.estimate > a.estimate ? b : a));
  const say = ({ tau, estimate }: QuantilePoint) => `${format(estimate)} at the ${quantileName(tau)}`;
  const clear = points.filter(
    ({ band_low, band_high }) => band_low !== null && band_high !== null && (band_low > 0 || band_high < 0),
  ).length;
  const average = mean === null ? '' : ` Slope of the mean: ${format(mean)}.`;
  return `${yLabel}, by quantile of provision. Least: ${say(least)}. Greatest: ${say(greatest)}.${average} The band over all quantiles leaves out zero at ${clear} of ${points.length}.`;
}
