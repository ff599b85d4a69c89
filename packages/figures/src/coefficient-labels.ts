import { known, type StyledSeries } from './coefficient-series.js';
import { marker } from './marker.js';
import { colours } from './palette.js';
import { placeLabels } from './place-labels.js';
import { lineHeight, textSize } from './sizes.js';
import { coordinate, element, textLines } from './svg.js';
import { wrapText } from './text.js';
import type { ValueAxis } from './value-axis.js';

const labelGap = 26;
const labelLines = (label: string, width: number) => wrapText(label, width - labelGap, textSize);

/** Height of a direct label in a column of the given width. */
export function labelHeight(label: string, width: number): number {
  return labelLines(label, width).length * lineHeight + 4;
}

/** The column of direct labels beside a panel, where it stands in the figure. */
export interface LabelColumn {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the panel. */
  axis: ValueAxis;
}

/** A direct label: its box, and the height of the point that it names. */
interface DirectLabel {
  series: StyledSeries;
  lines: string[];
  top: number;
  height: number;
  anchor: number;
}

/** Boxes of the direct labels: the tests check that none overlap. */
export function directLabels(series: readonly StyledSeries[], column: LabelColumn): DirectLabel[] {
  const { left, right, top, bottom, axis } = column;
  const width = right - left;
  const labelled = series.flatMap((item) => {
    const last = item.points.filter(({ estimate }) => known(estimate)).at(-1);
    if (last === undefined) return [];
    const lines = labelLines(item.label, width);
    return [{ series: item, lines, height: labelHeight(item.label, width), anchor: axis.y(last.estimate) }];
  });
  const tops = placeLabels(
    labelled.map(({ anchor, height }) => ({ wanted: anchor, height })),
    top,
    bottom,
  );
  return labelled.map((label, index) => ({ ...label, top: tops[index]! }));
}

/** Direct labels with their markers, and a line to the point where a label had to move away from it. */
export function drawDirectLabels(series: readonly StyledSeries[], column: LabelColumn): string {
  const { left } = column;
  return directLabels(series, column)
    .map(({ series: item, lines, top, height, anchor }) => {
      const middle = top + height / 2;
      const leader =
        Math.abs(middle - anchor) > 6
          ? element('path', {
              d: `M${left + 2},${coordinate(anchor)}L${left + 10},${coordinate(middle)}`,
              stroke: colours.noneBorder,
              fill: 'none',
            })
          : '';
      return (
        leader +
        marker(item.shape, left + labelGap - 10, middle, 4.2, item.colour, true) +
        textLines(lines, left + labelGap, top + 2 + textSize - 1, lineHeight)
      );
    })
    .join('');
}
