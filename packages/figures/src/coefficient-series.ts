import { distinct } from '@inverse-care/domain';
import { type MarkerShape, markerShapes } from './marker.js';
import { seriesColours } from './palette.js';

/** An estimate in one snapshot with its interval. */
export interface CoefficientPoint {
  /** ISO date. */
  snapshot: string;
  /** The paper's quarter: "2020/21 Q1". */
  label: string;
  estimate: number;
  /** The interval that conclusions rest on; NaN where there is none. */
  low: number;
  high: number;
  /** Another interval to set beside it, by a method that assumes more. */
  other_low?: number | null;
  other_high?: number | null;
  /** Bootstrap interval. */
  boot_low?: number | null;
  boot_high?: number | null;
  /** Simultaneous band over the snapshots of the series. */
  band_low?: number | null;
  band_high?: number | null;
}

/** A coefficient over snapshots. */
export interface CoefficientSeries {
  key: string;
  label: string;
  points: readonly CoefficientPoint[];
}

/** A series with how it is drawn. */
export interface StyledSeries extends CoefficientSeries {
  colour: string;
  shape: MarkerShape;
}

/** Looks by key, so that a series looks the same in every group. */
export function styled(groups: readonly (readonly CoefficientSeries[])[]): StyledSeries[][] {
  const keys = distinct(groups.flatMap((series) => series.map(({ key }) => key)));
  return groups.map((series) =>
    series.map((item) => {
      const index = keys.indexOf(item.key);
      return {
        ...item,
        colour: seriesColours[index % seriesColours.length]!,
        shape: markerShapes[index % markerShapes.length]!,
      };
    }),
  );
}

/** A number that is known. */
export const known = (value: number | null | undefined): value is number => Number.isFinite(value);

/** Every number of a panel that its axis has to hold. */
export function panelValues(series: readonly CoefficientSeries[]): number[] {
  return series
    .flatMap(({ points }) => points)
    .filter(({ estimate }) => known(estimate))
    .flatMap((point) => [
      point.estimate,
      point.low,
      point.high,
      point.other_low,
      point.other_high,
      point.boot_low,
      point.boot_high,
      point.band_low,
      point.band_high,
    ])
    .filter(known);
}

/** Three decimals with a true minus sign; powers of ten where they would not do. */
const decimals = (value: number) => {
  const size = Math.abs(value);
  const text = size >= 1e6 || (size > 0 && size < 1e-3) ? value.toExponential(2) : value.toFixed(3);
  return text.replace('-', '−');
};

/** "−0.350 (−0.634 to −0.066), band −0.7 to 0.01": an estimate with its interval and band, where they are known. */
export function pointWords(point: CoefficientPoint): string {
  const { estimate, low, high, other_low, other_high, band_low, band_high } = point;
  const interval = known(low) && known(high) ? ` (${decimals(low)} to ${decimals(high)})` : '';
  const band =
    known(band_low) && known(band_high)
      ? `, simultaneous band ${decimals(band_low)} to ${decimals(band_high)}`
      : '';
  const other =
    known(other_low) && known(other_high)
      ? `, other interval ${decimals(other_low)} to ${decimals(other_high)}`
      : '';
  return `${decimals(estimate)}${interval}${other}${band}`;
}
