import { figureDocument } from './frame.js';
import { drawHorizontalAxis, horizontalAxis } from './horizontal-axis.js';
import { isoline, type Piece } from './isolines.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { placeLabels } from './place-labels.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wrapText } from './text.js';
import { valueAxis } from './value-axis.js';

/** An observed covariate, or a multiple of one, as a confounder would be: partial R2 with need and with the outcome. */
export interface ContourBenchmark {
  code: string;
  label: string;
  x: number;
  y: number;
  /** The value that the surface takes there, such as the adjusted estimate. */
  value: number;
}

export interface RobustnessContourOptions {
  text: FigureText;
  /** Ascending partial R2 with need and with the outcome, 0 to 1. */
  x: readonly number[];
  y: readonly number[];
  /** values[row][column] at (x[column], y[row]): the estimate or t value that remains. */
  values: readonly (readonly number[])[];
  /** Values of the lines to be drawn, and the one at which the finding is gone. */
  levels: readonly number[];
  critical: { value: number; label: string };
  /** Without a confounder: stands at the origin. */
  unadjusted: number;
  benchmarks: readonly ContourBenchmark[];
  xLabel: string;
  yLabel: string;
  format: (value: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** The contour in words: where it starts, and what each benchmark would leave. */
export function describeContour(options: Omit<RobustnessContourOptions, 'text' | 'width'>): string {
  const { unadjusted, critical, benchmarks, format, xLabel, yLabel } = options;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const said = benchmarks.map(
    ({ label, x, y, value }) =>
      `${label} (${percent(x)} and ${percent(y)}) leaves ${format(value)}${(unadjusted - critical.value) * (value - critical.value) <= 0 ? ', past the critical line' : ''}.`,
  );
  return [
    `What an unobserved confounder would leave of ${format(unadjusted)}, by ${xLabel} and ${yLabel}; ${critical.label} at ${format(critical.value)}.`,
    ...(said.length > 0 ? ['As strong as:', ...said] : ['No benchmark.']),
  ].join(' ');
}

const plotHeight = 380;

/**
 * Lines of equal remaining estimate or t value by the strength of an unobserved confounder, with observed covariates
 * as benchmarks (Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82, 39-67, section 5), as an SVG
 * document.
 */
export function robustnessContour(options: RobustnessContourOptions): string {
  const {
    text,
    x,
    y,
    values,
    critical,
    unadjusted,
    benchmarks,
    format,
    note = '',
    width = figureWidth,
  } = options;
  const narrow = width < 600;
  const benchmarkWidth = narrow ? 0 : 170;
  const yLines = wrapText(options.yLabel, width, textSize);
  const top = lineHeight * (yLines.length + 1) + 14;
  const bottom = top + (narrow ? 300 : plotHeight);
  const yMax = Math.max(0, ...y.filter(Number.isFinite));
  const yAxis = valueAxis([yMax], bottom, top);
  const tickWords = (value: number) => `${Number((100 * value).toFixed(1))}%`;
  const left = 14 + Math.max(0, ...yAxis.ticks.map(({ value }) => textWidth(tickWords(value), textSize)));
  const right = width - benchmarkWidth - 18;
  const axis = horizontalAxis(x, { left, right, fromZero: true, format: tickWords });
  const path = (pieces: readonly Piece[]) =>
    pieces
      .map(([[ax, ay], [bx, by]]) => {
        const at = (px: number, py: number) => `${coordinate(axis.x(px))},${coordinate(yAxis.y(py))}`;
        return `M${at(ax, ay)}L${at(bx, by)}`;
      })
      .join('');
  const xLines = wrapText(options.xLabel, right - left, textSize);
  const list = narrow
    ? benchmarks.map(({ label, value }, index) => `${index + 1} ${label}: ${format(value)}`)
    : [];
  const listLines = list.flatMap((line) => wrapText(line, width - 4, textSize));
  const notes = wrapText(note, width - 4, textSize);

  /** The words of a line stand where it comes nearest to the plot's diagonal. */
  const labelAt = (pieces: readonly Piece[], words: string, bold: boolean) => {
    const off = ([[px, py]]: Piece) =>
      Math.abs((axis.x(px) - left) / (right - left) - (bottom - yAxis.y(py)) / (bottom - top));
    if (pieces.length === 0) return '';
    const [[px, py]] = pieces.reduce((a, b) => (off(b) < off(a) ? b : a));
    const length = textWidth(words, textSize, bold);
    const middle = Math.min(right - length / 2, Math.max(left + length / 2, axis.x(px)));
    return (
      element('rect', {
        x: middle - length / 2 - 2,
        y: yAxis.y(py) - 9,
        width: length + 4,
        height: 17,
        fill: '#FFFFFF',
      }) +
      element(
        'text',
        { x: middle, y: yAxis.y(py) + 4.5, 'text-anchor': 'middle', 'font-weight': bold ? 600 : undefined },
        escapeXml(words),
      )
    );
  };
  const draw = () => {
    let marks = textLines(yLines, 0, textSize, lineHeight, { fill: colours.quiet });
    marks += drawHorizontalAxis(axis, [[top, bottom]], bottom);
    for (const { value } of yAxis.ticks) {
      const at = yAxis.y(value);
      marks += element('path', {
        d: `M${coordinate(left)},${coordinate(at)}H${coordinate(right)}`,
        stroke: value === 0 ? colours.ink : '#DADDDF',
      });
      marks += element(
        'text',
        { x: left - 6, y: at + 4.5, 'text-anchor': 'end', fill: colours.quiet },
        tickWords(value),
      );
    }
    let labels = '';
    for (const level of options.levels.filter((one) => one !== critical.value)) {
      const pieces = isoline(x, y, values, level);
      if (pieces.length === 0) continue;
      marks += element('path', { d: path(pieces), fill: 'none', stroke: '#6BACE6', 'stroke-width': 1.4 });
      labels += labelAt(pieces, format(level), false);
    }
    const gone = isoline(x, y, values, critical.value);
    if (gone.length > 0) {
      marks += element('path', {
        class: 'critical',
        d: path(gone),
        fill: 'none',
        stroke: seriesColours[3],
        'stroke-width': 2.4,
        'stroke-linecap': 'round',
      });
      labels += labelAt(gone, `${critical.label}: ${format(critical.value)}`, true);
    }
    marks += labels;
    marks += marker('triangle', axis.x(0), yAxis.y(0), 5, colours.ink, true);
    marks += marker('triangle', 6, top - lineHeight, 4, colours.ink, true);
    marks += textLines([`no confounder: ${format(unadjusted)}`], 16, top - lineHeight + 4.5, lineHeight, {
      fill: colours.quiet,
    });
    const lines = benchmarks.map(({ label, value }) =>
      wrapText(`${label}: ${format(value)}`, benchmarkWidth - 16, textSize),
    );
    const tops = placeLabels(
      benchmarks.map((one, index) => ({
        wanted: yAxis.y(one.y),
        height: lines[index]!.length * lineHeight + 3,
      })),
      top,
      bottom,
    );
    benchmarks.forEach((one, index) => {
      const [px, py] = [axis.x(one.x), yAxis.y(one.y)];
      const words = narrow
        ? element('text', { x: px + 7, y: py + 4.5, 'font-weight': 600 }, String(index + 1))
        : element('path', {
            d: `M${coordinate(px)},${coordinate(py)}L${coordinate(right + 8)},${coordinate(tops[index]! + textSize - 4)}`,
            stroke: colours.noneBorder,
            'stroke-width': 0.8,
          }) + textLines(lines[index]!, right + 12, tops[index]! + textSize, lineHeight);
      marks += element(
        'g',
        markData({
          code: one.code,
          label: one.label,
          value: `${format(one.value)} at ${tickWords(one.x)} and ${tickWords(one.y)}`,
        }),
        words + marker('diamond', px, py, 4.5, seriesColours[0], true),
      );
    });
    let at = bottom + lineHeight + 6;
    marks += textLines(xLines, left, at + textSize, lineHeight, { fill: colours.quiet });
    at += xLines.length * lineHeight + 6;
    marks += textLines(listLines, 0, at + textSize, lineHeight);
    at += listLines.length * lineHeight;
    return marks + textLines(notes, 0, at + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(
    text,
    {
      height: bottom + lineHeight + 12 + (xLines.length + listLines.length + notes.length) * lineHeight,
      draw: (at) => element('g', { transform: `translate(0 ${coordinate(at)})` }, draw()),
    },
    width,
  );
}
