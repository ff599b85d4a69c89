import { markData } from './mark.js';
import { type MarkerShape, marker } from './marker.js';
import { colours } from './palette.js';
import { placeLabels } from './place-labels.js';
import { ribbon } from './ribbon.js';
import { lineHeight, textSize } from './sizes.js';
import { coordinate, element, textLines } from './svg.js';
import { wrapText } from './text.js';
import type { ValueAxis } from './value-axis.js';

/** An estimate in one snapshot with its 95% interval. */
export interface CoefficientPoint {
  /** ISO date. */
  snapshot: string;
  /** The paper's quarter: "2020/21 Q1". */
  label: string;
  estimate: number;
  low: number;
  high: number;
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

/** Does the interval leave out zero? Not where it is unknown. */
export function isSignificant({ low, high }: { low: number; high: number }): boolean {
  return Number.isFinite(low) && Number.isFinite(high) && (low > 0 || high < 0);
}

const finite = (value: number | null | undefined): value is number => Number.isFinite(value);

/** Every number of a panel that its axis has to hold. */
export function panelValues(series: readonly CoefficientSeries[]): number[] {
  return series
    .flatMap(({ points }) => points)
    .filter(({ estimate }) => finite(estimate))
    .flatMap((point) => [
      point.estimate,
      point.low,
      point.high,
      point.boot_low,
      point.boot_high,
      point.band_low,
      point.band_high,
    ])
    .filter(finite);
}

/** Where a panel sits and what it shares with others. */
export interface PanelPlace {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Right edge of the figure: direct labels sit between `right` and it. */
  edge: number;
  xOf: (snapshot: string) => number;
  /** Distance between the two nearest snapshots. */
  step: number;
  axis: ValueAxis;
}

const number = (value: number) => {
  const size = Math.abs(value);
  const text = size >= 1e6 || (size > 0 && size < 1e-3) ? value.toExponential(2) : value.toFixed(3);
  return text.replace('-', '−');
};

/** "−0.350 (−0.634 to −0.066), band −0.7 to 0.01": an estimate with its interval and band, where they are known. */
function pointWords({ estimate, low, high, band_low, band_high }: CoefficientPoint): string {
  const interval = finite(low) && finite(high) ? ` (${number(low)} to ${number(high)})` : '';
  const band =
    finite(band_low) && finite(band_high)
      ? `, simultaneous band ${number(band_low)} to ${number(band_high)}`
      : '';
  return `${number(estimate)}${interval}${band}`;
}

const labelGap = 26;
const labelLines = (label: string, width: number) => wrapText(label, width - labelGap, textSize);

/** Height of a direct label in a column of the given width. */
export function labelHeight(label: string, width: number): number {
  return labelLines(label, width).length * lineHeight + 4;
}

/** Boxes of the direct labels: the tests check that none overlap. */
export function directLabels(
  series: readonly StyledSeries[],
  place: PanelPlace,
): { series: StyledSeries; lines: string[]; top: number; height: number; anchor: number }[] {
  const labelled = series.flatMap((item) => {
    const last = item.points.filter(({ estimate }) => finite(estimate)).at(-1);
    if (last === undefined) return [];
    const width = place.edge - place.right;
    const lines = labelLines(item.label, width);
    return [
      { series: item, lines, height: labelHeight(item.label, width), anchor: place.axis.y(last.estimate) },
    ];
  });
  const tops = placeLabels(
    labelled.map(({ anchor, height }) => ({ wanted: anchor, height })),
    place.top,
    place.bottom,
  );
  return labelled.map((label, index) => ({ ...label, top: tops[index]! }));
}

/** Ticks, zero line, intervals, markers and direct labels of one panel. */
export function coefficientPanel(series: readonly StyledSeries[], place: PanelPlace): string {
  const { left, right, axis } = place;
  let marks = '';
  for (const { value, text } of axis.ticks) {
    const y = axis.y(value);
    if (value !== 0) {
      marks += element('path', {
        d: `M${coordinate(left)},${coordinate(y)}H${coordinate(right)}`,
        stroke: '#DADDDF',
        'stroke-width': 1,
      });
    }
    marks += element('text', { x: left - 8, y: y + 4.5, 'text-anchor': 'end', fill: colours.quiet }, text);
  }
  marks += element('path', {
    d: `M${coordinate(left)},${coordinate(axis.y(0))}H${coordinate(right)}`,
    stroke: colours.ink,
    'stroke-width': 1.2,
  });

  const slot = Math.min(14, (place.step * 0.9) / Math.max(1, series.length));
  const vertical = (x: number, from: number, to: number) =>
    `M${coordinate(x)},${coordinate(axis.y(from))}V${coordinate(axis.y(to))}`;
  const radius = Math.min(4.2, Math.max(2.2, slot * 0.32));
  const shift = (index: number) => (index - (series.length - 1) / 2) * slot;
  series.forEach(({ points, colour }, index) => {
    marks += ribbon(points, (snapshot) => place.xOf(snapshot) + shift(index), axis.y, colour);
  });
  series.forEach(({ label, points, colour, shape }, index) => {
    for (const point of points) {
      let lines = '';
      if (!finite(point.estimate)) continue;
      const x = place.xOf(point.snapshot) + shift(index);
      if (finite(point.low) && finite(point.high)) {
        lines += element('path', {
          d: vertical(x, point.low, point.high),
          stroke: colour,
          'stroke-width': 2,
        });
      }
      if (finite(point.boot_low) && finite(point.boot_high)) {
        const offset = x + Math.min(5.5, slot * 0.45);
        lines += element('path', {
          d: vertical(offset, point.boot_low, point.boot_high),
          stroke: colour,
          'stroke-width': 1,
          'stroke-dasharray': '2.5 1.5',
        });
      }
      marks += element(
        'g',
        markData({
          code: point.snapshot,
          label: [label, point.snapshot, point.label].filter(Boolean).join(', '),
          value: pointWords(point),
        }),
        lines + marker(shape, x, axis.y(point.estimate), radius, colour, isSignificant(point)),
      );
    }
  });

  for (const { series: item, lines, top, height, anchor } of directLabels(series, place)) {
    const middle = top + height / 2;
    if (Math.abs(middle - anchor) > 6) {
      marks += element('path', {
        d: `M${right + 2},${coordinate(anchor)}L${right + 10},${coordinate(middle)}`,
        stroke: colours.noneBorder,
        fill: 'none',
      });
    }
    marks += marker(item.shape, right + labelGap - 10, middle, 4.2, item.colour, true);
    marks += textLines(lines, right + labelGap, top + 2 + textSize - 1, lineHeight);
  }
  return marks;
}
