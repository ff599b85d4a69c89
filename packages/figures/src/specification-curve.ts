import { figureDocument } from './frame.js';
import { estimateWords, markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { columnsOf, optionSummaries, type SpecificationColumn } from './specification-columns.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wholeNumber, wrapText } from './text.js';
import { valueAxis } from './value-axis.js';

/** One specification: its estimate, and the option it takes in each dimension. */
export interface SpecificationPoint {
  /** Unique, such as a row number or a hash. */
  code: string;
  /** What it is in words, or the command that computes it again. */
  label: string;
  estimate: number;
  low: number;
  high: number;
  /** Index of the option taken, one a dimension. */
  choices: readonly number[];
  /** The paper's own. */
  published: boolean;
}

/** A choice that the analysis turns on, such as the measure of need, with its options. */
export interface SpecificationDimension {
  label: string;
  options: readonly string[];
}

export interface SpecificationCurveOptions {
  text: FigureText;
  dimensions: readonly SpecificationDimension[];
  points: readonly SpecificationPoint[];
  yLabel: string;
  format: (value: number) => string;
  /** Of the intervals, such as 0.95. */
  level: number;
  /** What the marked specification is called: "the paper’s own" where left out. */
  ownLabel?: string;
  note?: string;
}

const finite = ({ estimate }: SpecificationPoint) => Number.isFinite(estimate);
const percentOf = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)}%`;
const levelWords = (level: number) => `${Number((100 * level).toFixed(2))}%`;

/** The curve in words: how many, their range and median, shares by sign and significance, and where the paper stands. */
export function describeSpecificationCurve(options: Omit<SpecificationCurveOptions, 'text'>): string {
  const { dimensions, format, level, yLabel, ownLabel = 'the paper’s own' } = options;
  const points = options.points.filter(finite).sort((a, b) => a.estimate - b.estimate);
  if (points.length === 0) return `${yLabel}: no specification has an estimate.`;
  const n = points.length;
  const count = (passes: (point: SpecificationPoint) => boolean) => points.filter(passes).length;
  const middle = (points[Math.floor((n - 1) / 2)]!.estimate + points[Math.ceil((n - 1) / 2)]!.estimate) / 2;
  const sentences = [
    `${yLabel} in ${wholeNumber(n)} ${n === 1 ? 'specification' : 'specifications'} over ${dimensions.length} choices, from ${format(points[0]!.estimate)} to ${format(points.at(-1)!.estimate)}, median ${format(middle)}.`,
    `Below zero: ${percentOf(
      count(({ estimate }) => estimate < 0),
      n,
    )}, ${percentOf(
      count(({ high }) => high < 0),
      n,
    )} with an interval (${levelWords(level)}) below zero. Above zero: ${percentOf(
      count(({ estimate }) => estimate > 0),
      n,
    )}, ${percentOf(
      count(({ low }) => low > 0),
      n,
    )} with an interval above zero.`,
  ];
  const own = points.findIndex(({ published }) => published);
  if (own >= 0) {
    sentences.push(
      `${ownLabel.charAt(0).toUpperCase()}${ownLabel.slice(1)}, ${estimateWords(points[own]!, format)}, stands at rank ${wholeNumber(own + 1)} from the lowest.`,
    );
  }
  for (const [index, { label, options: names }] of dimensions.entries()) {
    const summaries = optionSummaries(points, index, names.length);
    sentences.push(
      `Median by ${label}: ${names.map((name, at) => `${name} ${summaries[at] === null ? 'not run' : format(summaries[at]!.median)}`).join(', ')}.`,
    );
  }
  return sentences.join(' ');
}

const plotHeight = 250;
const rowHeight = 15;
const labelWidth = 190;
const medianWidth = 58;

function intervals(
  columns: readonly SpecificationColumn[],
  xOf: (index: number) => number,
  yOf: (value: number) => number,
  step: number,
): string {
  const path = (pick: (column: SpecificationColumn) => readonly [number, number]) =>
    columns
      .flatMap((column, index) => {
        const [low, high] = pick(column);
        if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
        return [`M${coordinate(xOf(index))},${coordinate(yOf(low))}V${coordinate(yOf(high))}`];
      })
      .join('');
  const stroke = (d: string, paint: Record<string, string | number>) =>
    d === '' ? '' : element('path', { d, 'stroke-width': Math.min(6, Math.max(0.6, step * 0.8)), ...paint });
  return (
    stroke(
      path(({ lowest, highest }) => [lowest, highest]),
      { stroke: '#D3E6F6' },
    ) +
    stroke(
      path(({ low, high }) => [low, high]),
      { stroke: '#6BACE6' },
    )
  );
}

/**
 * Estimates in ascending order with their intervals, and beneath them which options made them, as an SVG document
 * (Simonsohn, Simmons and Nelson 2020, Nature Human Behaviour 4, 1208-1214). More specifications than columns share
 * columns of equal count: then a dot is the median, the dark line the median bounds, the pale one the outermost, and
 * the height of a bar beneath is the share of the column's specifications that take the option. The paper's own is
 * marked at its rank.
 */
export function specificationCurve(options: SpecificationCurveOptions): string {
  const { text, dimensions, yLabel, format, level, ownLabel = 'the paper’s own', note = '' } = options;
  const points = options.points
    .filter(finite)
    .sort((a, b) => a.estimate - b.estimate || (a.code < b.code ? -1 : 1));
  const columns = columnsOf(points);
  const shared = columns.length < points.length;
  const left = labelWidth + 10;
  const right = figureWidth - medianWidth;
  const step = (right - left) / Math.max(1, columns.length);
  const xOf = (index: number) => left + (index + 0.5) * step;
  const own = points.findIndex(({ published }) => published);
  const ownColumn = own < 0 ? -1 : columns.findIndex(({ members }) => members.includes(points[own]!));
  const yLines = wrapText(yLabel, figureWidth, textSize);
  const explained = shared
    ? `${wholeNumber(points.length)} specifications in ${columns.length} columns. Dot: median of the column; line: median ${levelWords(level)} interval, pale: the outermost bounds. Height of a bar: share of the column that takes the option.`
    : `${wholeNumber(points.length)} specifications. Dot: estimate, filled where its ${levelWords(level)} interval (line) leaves out zero. Bars: the options it takes.`;
  const keyLines = wrapText(explained, figureWidth - 4, textSize);
  const top = keyLines.length * lineHeight + 8 + yLines.length * lineHeight + 22;
  const axis = valueAxis(
    columns.flatMap(({ estimate, lowest, highest }) => [estimate, lowest, highest]).filter(Number.isFinite),
    top + plotHeight,
    top,
  );
  const rowsOf = dimensions.map(({ options: names }) => names.length);
  const matrixTop = top + plotHeight + 22;
  const dimensionTop = (index: number) =>
    matrixTop + rowsOf.slice(0, index).reduce((sum, rows) => sum + lineHeight + 4 + rows * rowHeight, 0);
  const bottom = dimensionTop(dimensions.length);
  const notes = wrapText(note, figureWidth - 4, textSize);

  const draw = () => {
    let marks = textLines(keyLines, 0, textSize, lineHeight, { fill: colours.quiet });
    marks += textLines(yLines, 0, keyLines.length * lineHeight + 8 + textSize, lineHeight, {
      fill: colours.quiet,
    });
    for (const { value, text: said } of axis.ticks) {
      const y = axis.y(value);
      marks += element('path', {
        d: `M${coordinate(left)},${coordinate(y)}H${coordinate(right)}`,
        stroke: value === 0 ? colours.ink : '#DADDDF',
      });
      marks += element(
        'text',
        { x: left - 8, y: y + 4.5, 'text-anchor': 'end', fill: colours.quiet },
        escapeXml(said),
      );
    }
    marks += intervals(columns, xOf, axis.y, step);
    const radius = Math.min(3.6, Math.max(1.1, step * 0.45));
    columns.forEach((column, index) => {
      const [first] = column.members;
      const many = column.members.length > 1;
      const span = `${format(column.members[0]!.estimate)} to ${format(column.members.at(-1)!.estimate)}`;
      marks += element('circle', {
        cx: coordinate(xOf(index)),
        cy: coordinate(axis.y(column.estimate)),
        r: radius,
        fill: many || column.significant === 1 ? seriesColours[0] : '#FFFFFF',
        stroke: seriesColours[0],
        ...markData({
          code: many ? `column-${index + 1}` : first!.code,
          label: many ? `${column.members.length} specifications` : first!.label,
          value: many
            ? `${span}; ${percentOf(column.significant * column.members.length, column.members.length)} with an interval that leaves out zero. In the middle: ${column.members[column.members.length >> 1]!.label}`
            : estimateWords(first!, format),
        }),
      });
    });
    if (ownColumn >= 0) {
      const point = points[own]!;
      const x = xOf(ownColumn);
      const words = `${ownLabel}: ${format(point.estimate)}`;
      const half = textWidth(words, textSize, true) / 2;
      marks += element('path', {
        d: `M${coordinate(x)},${coordinate(top - 2)}V${coordinate(bottom)}`,
        stroke: seriesColours[3],
        'stroke-dasharray': '3 3',
      });
      marks += marker('diamond', x, axis.y(point.estimate), 5, seriesColours[3], true);
      marks += element(
        'text',
        {
          x: Math.min(right - half, Math.max(left + half, x)),
          y: top - 7,
          'text-anchor': 'middle',
          'font-weight': 600,
          fill: seriesColours[3],
        },
        escapeXml(words),
      );
    }
    marks += element(
      'text',
      { x: figureWidth, y: matrixTop - 6, 'text-anchor': 'end', fill: colours.quiet },
      'median',
    );
    dimensions.forEach(({ label, options: names }, dimension) => {
      let y = dimensionTop(dimension) + textSize;
      const summaries = optionSummaries(points, dimension, names.length);
      marks += element(
        'text',
        { x: 0, y, 'font-weight': 600 },
        escapeXml(wrapText(label, left - 8, textSize, true)[0] ?? ''),
      );
      y += 5;
      names.forEach((name, option) => {
        const floor = y + (option + 1) * rowHeight - 2;
        const bars = columns
          .map((column, index) => {
            const share = column.shares(dimension, option);
            return share === 0
              ? ''
              : `M${coordinate(xOf(index))},${coordinate(floor)}v-${coordinate((rowHeight - 4) * share)}`;
          })
          .join('');
        const summary = summaries[option] ?? null;
        const shownName = wrapText(name, left - 20, textSize);
        marks += element(
          'g',
          markData({
            code: `${label}: ${name}`,
            label: `${label}: ${name}`,
            value:
              summary === null
                ? 'not run'
                : `${wholeNumber(summary.n)} specifications, median ${format(summary.median)}`,
          }),
          element('path', {
            d: `M${left},${coordinate(floor + 0.5)}H${coordinate(right)}`,
            stroke: '#DADDDF',
          }) +
            (bars === ''
              ? ''
              : element('path', {
                  d: bars,
                  stroke: colours.quiet,
                  'stroke-width': Math.max(0.7, step * 0.85),
                })) +
            element(
              'text',
              { x: 10, y: floor },
              escapeXml(shownName.length > 1 ? `${shownName[0]}…` : (shownName[0] ?? '')),
            ) +
            element(
              'text',
              { x: figureWidth, y: floor, 'text-anchor': 'end', fill: colours.quiet },
              summary === null ? 'not run' : escapeXml(format(summary.median)),
            ),
        );
      });
    });
    return marks + textLines(notes, 0, bottom + 10 + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(text, {
    height: bottom + 10 + notes.length * lineHeight,
    draw: (y) => element('g', { transform: `translate(0 ${coordinate(y)})` }, draw()),
  });
}
