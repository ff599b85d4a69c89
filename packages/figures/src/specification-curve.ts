import { figureDocument } from './frame.js';
import { levelWords } from './interval.js';
import { colours } from './palette.js';
import { quietWords } from './paragraph.js';
import { figureWidth, isNarrow } from './sizes.js';
import { columnsOf, type SpecificationColumn } from './specification-columns.js';
import { type ColumnPlaces, dot, intervals, type Own, ownMark } from './specification-marks.js';
import { specificationMatrix } from './specification-matrix.js';
import {
  ascending,
  papersOwn,
  type SpecificationCurveOptions,
  type SpecificationPoint,
} from './specification-points.js';
import { type Block, grouped, painted, space, stack } from './stack.js';
import { coordinate, element } from './svg.js';
import { wholeNumber } from './text.js';
import { drawValueAxis, type ValueAxis, valueAxis } from './value-axis.js';

const plotHeight = 250;
const labelWidth = 206;
const tickWidth = 30;
const medianWidth = 58;

function placesOf(columns: number, width: number): ColumnPlaces {
  const left = (isNarrow(width) ? tickWidth : labelWidth) + 10;
  const right = isNarrow(width) ? width - 4 : width - medianWidth;
  const step = (right - left) / Math.max(1, columns);
  return { left, right, step, xOf: (index) => left + (index + 0.5) * step };
}

function ownOf(
  points: readonly SpecificationPoint[],
  columns: readonly SpecificationColumn[],
  { format, ownLabel = papersOwn }: SpecificationCurveOptions,
): Own | null {
  const point = points.find(({ published }) => published);
  if (point === undefined) return null;
  return {
    point,
    column: columns.findIndex(({ members }) => members.includes(point)),
    words: `${ownLabel}: ${format(point.estimate)}`,
  };
}

/** The head of the column of medians. */
const medianHead = (width: number): Block => ({
  height: 22,
  draw: (top) =>
    element('text', { x: width, y: top + 16, 'text-anchor': 'end', fill: colours.quiet }, 'median'),
});

/** What a page needs to set a mark of its own: where columns lie, and how values go over into heights. */
const scaleData = (
  { left, right }: ColumnPlaces,
  columns: number,
  { y }: ValueAxis,
  [top, bottom]: readonly [number, number],
) => ({
  'data-columns': columns,
  'data-left': coordinate(left),
  'data-right': coordinate(right),
  'data-zero': coordinate(y(0)),
  'data-unit': (y(0) - y(1)).toFixed(3),
  'data-top': coordinate(top),
  'data-bottom': coordinate(bottom),
});

/** Estimates over the options that made them; the line of the marked specification runs through both. */
function curveOf(
  points: readonly SpecificationPoint[],
  columns: readonly SpecificationColumn[],
  options: SpecificationCurveOptions,
): Block {
  const { dimensions, format, range = [], width = figureWidth } = options;
  const places = placesOf(columns.length, width);
  const own = ownOf(points, columns, options);
  const values = columns
    .flatMap(({ estimate, lowest, highest }) => [estimate, lowest, highest])
    .concat(range)
    .filter(Number.isFinite);
  const matrix = specificationMatrix(dimensions, points, { columns, places, format, width });
  const medians = medianHead(width);
  const room = stack([space(22), space(plotHeight), medians, matrix]);
  return painted(room, ([, top, plotBottom, matrixTop, bottom], id) => {
    const axis = valueAxis(values, plotBottom!, top!);
    return element(
      'g',
      scaleData(places, columns.length, axis, [top!, bottom!]),
      drawValueAxis(axis, places.left, places.right, 8) +
        intervals(columns, places, axis) +
        columns.map((column, index) => dot(column, index, places, axis, format)).join('') +
        (own === null ? '' : ownMark(own, places, axis, top!, bottom!)) +
        medians.draw(plotBottom!, id) +
        matrix.draw(matrixTop!, id),
    );
  });
}

function explanation(specifications: number, columns: number, level: number): string {
  const count = `${wholeNumber(specifications)} specifications`;
  return columns < specifications
    ? `${count} in ${columns} columns. Dot: median of the column; line: median ${levelWords(level)} interval, pale: the outermost bounds. Height of a bar: share of the column that takes the option.`
    : `${count}. Dot: estimate, filled where its ${levelWords(level)} interval (line) leaves out zero. Bars: the options it takes.`;
}

/**
 * Estimates in ascending order with their intervals, and beneath them which options made them, as an SVG document
 * (Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4, 1208-1214). More specifications than columns share
 * columns of equal count: then a dot is the median, the dark line the median bounds, the pale one the outermost, and
 * the height of a bar beneath is the share of the column's specifications that take the option. The paper's own is
 * marked at its rank.
 */
export function specificationCurve(options: SpecificationCurveOptions): string {
  const { text, yLabel, level, note = '', width = figureWidth } = options;
  const points = ascending(options.points);
  const columns = columnsOf(points);
  const body = stack([
    quietWords(explanation(points.length, columns.length, level), width - 4),
    space(8),
    quietWords(yLabel, width),
    curveOf(points, columns, options),
    space(10),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
