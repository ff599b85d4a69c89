import type { RobustnessContourOptions } from './contour-benchmark.js';
import { type ContourLevel, contourLines, type Plane } from './contour-lines.js';
import { figureDocument } from './frame.js';
import { type HorizontalAxis, horizontalAxis, onAxis } from './horizontal-axis.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { placeLabels } from './place-labels.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, grouped, painted, type Stack, space, stack } from './stack.js';
import { coordinate, element, textLines } from './svg.js';
import { widestText, wrapText } from './text.js';
import { drawValueAxis, type ValueAxis, valueAxis } from './value-axis.js';

const tickWords = (value: number) => `${Number((100 * value).toFixed(1))}%`;

/** Where the plane stands across; benchmarks have their words to the right of it, or numbers in a narrow figure. */
interface ContourLayout {
  narrow: boolean;
  benchmarkWidth: number;
  plotHeight: number;
  axis: HorizontalAxis;
  /** The vertical axis of a plane whose upper edge is at `top`. */
  yAxisAt: (top: number) => ValueAxis;
}

function contourLayout({ x, y, width = figureWidth }: RobustnessContourOptions): ContourLayout {
  const narrow = isNarrow(width);
  const benchmarkWidth = narrow ? 0 : 170;
  const plotHeight = narrow ? 300 : 380;
  const highest = Math.max(0, ...y.filter(Number.isFinite));
  const yAxisAt = (top: number) => valueAxis([highest], top + plotHeight, top, tickWords);
  const ticks = yAxisAt(0).ticks.map(({ text }) => text);
  const axis = horizontalAxis(x, {
    left: 14 + widestText(ticks, textSize),
    right: width - benchmarkWidth - 18,
    fromZero: true,
    format: tickWords,
  });
  return { narrow, benchmarkWidth, plotHeight, axis, yAxisAt };
}

/** What stands at the origin. */
function originKey({ unadjusted, format }: RobustnessContourOptions): Block {
  return {
    height: lineHeight + 14,
    draw: (top) =>
      marker('triangle', 6, top + 14, 4, colours.ink, true) +
      textLines([`no confounder: ${format(unadjusted)}`], 16, top + 18.5, lineHeight, {
        fill: colours.quiet,
      }),
  };
}

/** Benchmarks at their strengths, with words or numbers. */
function benchmarkMarks(options: RobustnessContourOptions, layout: ContourLayout, plane: Plane): string {
  const { benchmarks, format } = options;
  const { axis, yAxis, top, bottom } = plane;
  const lines = benchmarks.map(({ label, value }) =>
    wrapText(`${label}: ${format(value)}`, layout.benchmarkWidth - 16, textSize),
  );
  const tops = placeLabels(
    benchmarks.map(({ y }, index) => ({
      wanted: yAxis.y(y),
      height: lines[index]!.length * lineHeight + 3,
    })),
    top,
    bottom,
  );
  const words = (x: number, y: number, index: number) => {
    if (layout.narrow)
      return element('text', { x: x + 7, y: y + 4.5, 'font-weight': 600 }, String(index + 1));
    const to = `${coordinate(axis.right + 8)},${coordinate(tops[index]! + textSize - 4)}`;
    const d = `M${coordinate(x)},${coordinate(y)}L${to}`;
    return (
      element('path', { d, stroke: colours.noneBorder, 'stroke-width': 0.8 }) +
      textLines(lines[index]!, axis.right + 12, tops[index]! + textSize, lineHeight)
    );
  };
  return benchmarks
    .map(({ code, label, x, y, value }, index) => {
      const [px, py] = [axis.x(x), yAxis.y(y)];
      return element(
        'g',
        markData({ code, label, value: `${format(value)} at ${tickWords(x)} and ${tickWords(y)}` }),
        words(px, py, index) + marker('diamond', px, py, 4.5, seriesColours[0], true),
      );
    })
    .join('');
}

/** The plane under the key of its origin: vertical axis, lines and benchmarks. */
function planeOf(options: RobustnessContourOptions, layout: ContourLayout): Stack {
  const { critical, levels, format } = options;
  const { axis, yAxisAt } = layout;
  const drawn: ContourLevel[] = [
    ...levels
      .filter((value) => value !== critical.value)
      .map((value) => ({ value, words: format(value), critical: false })),
    { value: critical.value, words: `${critical.label}: ${format(critical.value)}`, critical: true },
  ];
  const head = originKey(options);
  return painted(stack([head, space(layout.plotHeight)]), ([headTop, top, bottom], id) => {
    const yAxis = yAxisAt(top!);
    const plane: Plane = { axis, yAxis, top: top!, bottom: bottom! };
    return (
      drawValueAxis(yAxis, axis.left, axis.right, 6) +
      contourLines(options, drawn, plane) +
      marker('triangle', axis.x(0), yAxis.y(0), 5, colours.ink, true) +
      head.draw(headTop!, id) +
      benchmarkMarks(options, layout, plane)
    );
  });
}

/** The benchmarks by number, where the plane has no room for their words. */
function benchmarkList({ benchmarks, format }: RobustnessContourOptions, width: number): Block {
  const list = benchmarks.map(({ label, value }, index) => `${index + 1} ${label}: ${format(value)}`);
  return paragraph(list.flatMap((line) => wrapText(line, width - 4, textSize)));
}

/**
 * Lines of equal remaining estimate or t value by the strength of an unobserved confounder, with observed covariates
 * as benchmarks (Cinelli and Hazlett 2020, Journal of the Royal Statistical Society B 82, 39-67, section 5), as an SVG
 * document.
 */
export function robustnessContour(options: RobustnessContourOptions): string {
  const { text, xLabel, yLabel, note = '', width = figureWidth } = options;
  const layout = contourLayout(options);
  const { axis, narrow } = layout;
  const plane = planeOf(options, layout);
  const [, top, bottom] = plane.edges;
  const body = stack([
    quietWords(yLabel, width),
    onAxis(plane, axis, [[top!, bottom!]]),
    space(6),
    quietWords(xLabel, axis.right - axis.left, axis.left),
    space(6),
    ...(narrow ? [benchmarkList(options, width)] : []),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
