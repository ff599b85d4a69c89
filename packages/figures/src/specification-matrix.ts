import { markData } from './mark.js';
import { colours } from './palette.js';
import { isNarrow, lineHeight, textSize } from './sizes.js';
import { optionSummaries, type SpecificationColumn } from './specification-columns.js';
import type { ColumnPlaces } from './specification-marks.js';
import type { SpecificationDimension, SpecificationPoint } from './specification-points.js';
import { type Block, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { wholeNumber, wrapText } from './text.js';

const rowHeight = 15;

/** What the rows of all options share. */
interface Matrix {
  columns: readonly SpecificationColumn[];
  places: ColumnPlaces;
  format: (value: number) => string;
  width: number;
}

type Summary = ReturnType<typeof optionSummaries>[number];

function firstLine(words: string, width: number): string {
  const [first = '', ...others] = wrapText(words, width, textSize);
  return escapeXml(others.length > 0 ? `${first}…` : first);
}

/** A row of bars: the share of each column's specifications that take the option. */
function bars(dimension: number, option: number, { columns, places }: Matrix, floor: number): string {
  const d = columns
    .map((column, index) => {
      const share = column.shares(dimension, option);
      if (share === 0) return '';
      return `M${coordinate(places.xOf(index))},${coordinate(floor)}v-${coordinate((rowHeight - 4) * share)}`;
    })
    .join('');
  if (d === '') return '';
  return element('path', { d, stroke: colours.quiet, 'stroke-width': Math.max(0.7, places.step * 0.85) });
}

function optionRow(
  { label, options }: SpecificationDimension,
  dimension: number,
  option: number,
  summary: Summary,
  matrix: Matrix,
): Block {
  const { left, right } = matrix.places;
  const { width } = matrix;
  const narrow = isNarrow(width);
  const name = options[option]!;
  const median = summary === null ? 'not run' : matrix.format(summary.median);
  const data = markData({
    code: `${label}: ${name}`,
    label: `${label}: ${name}`,
    value: summary === null ? median : `${wholeNumber(summary.n)} specifications, median ${median}`,
  });
  return {
    height: narrow ? 2 * rowHeight : rowHeight,
    draw: (top) => {
      const words = top + rowHeight - 2;
      const floor = narrow ? words + rowHeight : words;
      const line = `M${left},${coordinate(floor + 0.5)}H${coordinate(right)}`;
      return element(
        'g',
        data,
        element('path', { d: line, stroke: '#DADDDF' }) +
          bars(dimension, option, matrix, floor) +
          element(
            'text',
            { x: narrow ? left : 10, y: words },
            firstLine(name, narrow ? right - left - 50 : left - 20),
          ) +
          element(
            'text',
            { x: width, y: words, 'text-anchor': 'end', fill: colours.quiet },
            escapeXml(median),
          ),
      );
    },
  };
}

/** The label of a dimension in one line. */
function dimensionName(label: string, { places: { left, right }, width }: Matrix): Block {
  const [first = ''] = wrapText(label, isNarrow(width) ? right : left - 8, textSize, true);
  return {
    height: lineHeight + 1,
    draw: (top) => element('text', { x: 0, y: top + textSize, 'font-weight': 600 }, escapeXml(first)),
  };
}

/**
 * Dimensions beneath each other with a row for each option: which columns take it, and the median over the
 * specifications (not columns) that do. `points` are those with an estimate.
 */
export function specificationMatrix(
  dimensions: readonly SpecificationDimension[],
  points: readonly SpecificationPoint[],
  matrix: Matrix,
): Block {
  return stack(
    dimensions.flatMap((dimension, index) => {
      const summaries = optionSummaries(points, index, dimension.options.length);
      return [
        dimensionName(dimension.label, matrix),
        ...summaries.map((summary, option) => optionRow(dimension, index, option, summary, matrix)),
        space(3),
      ];
    }),
  );
}
