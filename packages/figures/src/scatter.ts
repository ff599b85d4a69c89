import { figureDocument } from './frame.js';
import { drawHorizontalAxis, horizontalAxis, type Span } from './horizontal-axis.js';
import { markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wholeNumber, wrapText } from './text.js';
import { valueAxis } from './value-axis.js';

/** One PCN: need and provision. */
export interface ScatterPoint {
  code: string;
  name: string;
  x: number;
  y: number;
  /** Did not report: a zero that nobody said. */
  reported: boolean;
}

/** The fitted line at x with its interval. */
export interface ScatterLine {
  x: number;
  fit: number;
  low: number;
  high: number;
}

export interface ScatterOptions {
  text: FigureText;
  points: readonly ScatterPoint[];
  /** From left to right; empty where no line is fitted. */
  line: readonly ScatterLine[];
  xLabel: string;
  yLabel: string;
  formatX: (value: number) => string;
  /** Of the ticks; `formatX` where left out. */
  formatTickX?: (value: number) => string;
  formatY: (value: number) => string;
  /** What is counted: "PCNs". */
  units: string;
  /** Of the line's band, such as 0.95. */
  level: number;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** Points above zero, zeros that were reported, and zeros that stand for no report. */
function parts(points: readonly ScatterPoint[]) {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  return {
    finite,
    some: finite.filter(({ y }) => y !== 0),
    none: finite.filter(({ y, reported }) => y === 0 && reported),
    absent: finite.filter(({ y, reported }) => y === 0 && !reported),
  };
}

/** The plot in words: counts, ranges, and where the line begins and ends. */
export function describeScatter(options: Omit<ScatterOptions, 'text' | 'width'>): string {
  const { points, line, xLabel, yLabel, formatX, formatY, units, level } = options;
  const { finite, some, none, absent } = parts(points);
  if (finite.length === 0) return `${yLabel} against ${xLabel}: nothing to show.`;
  const lowest = (key: 'x' | 'y', from: readonly ScatterPoint[]) =>
    from.reduce((a, b) => (b[key] < a[key] ? b : a))[key];
  const highest = (key: 'x' | 'y', from: readonly ScatterPoint[]) =>
    from.reduce((a, b) => (b[key] > a[key] ? b : a));
  const sentences = [
    `${yLabel} against ${xLabel} for ${wholeNumber(finite.length)} ${units}. ${xLabel} runs from ${formatX(lowest('x', finite))} to ${formatX(highest('x', finite).x)}.`,
  ];
  if (some.length > 0) {
    const top = highest('y', some);
    sentences.push(`The highest provision is ${formatY(top.y)} in ${top.name}.`);
  }
  sentences.push(
    `${wholeNumber(none.length)} ${units} reported none and ${wholeNumber(absent.length)} did not report and count as none; ${wholeNumber(some.length)} have some.`,
  );
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined) return [...sentences, 'No line is fitted.'].join(' ');
  const moved = last.fit > first.fit ? 'rises' : last.fit < first.fit ? 'falls' : 'stays';
  const at = ({ x, fit, low, high }: ScatterLine) =>
    `${formatY(fit)} (${formatY(low)} to ${formatY(high)}) at ${formatX(x)}`;
  return [
    ...sentences,
    `The fitted line ${moved} from ${at(first)} to ${at(last)}; in brackets its ${Number((100 * level).toFixed(2))}% band.`,
  ].join(' ');
}

const laneHeight = 16;

/**
 * Provision against need with the fitted line and its band, as an SVG document. PCNs without any provision stand as
 * strokes in lanes beneath the plot, so that many at zero are seen as many; the line is fitted through them too.
 */
export function scatterPlot(options: ScatterOptions): string {
  const {
    text,
    line,
    xLabel,
    yLabel,
    formatX,
    formatY,
    units,
    level,
    note = '',
    width = figureWidth,
  } = options;
  const { finite, some, none, absent } = parts(options.points);
  const plotHeight = width < 600 ? 300 : 360;
  const bounds = line.flatMap(({ fit, low, high }) => [fit, low, high]).filter(Number.isFinite);
  const yAxisAt = (top: number) =>
    valueAxis([...some.map(({ y }) => y), ...bounds], top + plotHeight, top + 4);
  const left = 10 + Math.max(...yAxisAt(0).ticks.map((tick) => textWidth(tick.text, textSize)));
  const right = width - 10;
  const axis = horizontalAxis([...finite.map(({ x }) => x), ...line.map(({ x }) => x)], {
    left: left + 6,
    right: right - 6,
    fromZero: false,
    format: options.formatTickX ?? formatX,
  });
  const lanes = [
    {
      points: none,
      words: `reported none: ${wholeNumber(none.length)} of ${wholeNumber(finite.length)} ${units}`,
    },
    {
      points: absent,
      words: `did not report, counted as none: ${wholeNumber(absent.length)} of ${wholeNumber(finite.length)} ${units}`,
    },
  ].filter((lane) => lane.points.length > 0);
  const percent = `${Number((100 * level).toFixed(2))}%`;
  const keyWords = [
    { kind: 'dot', words: `one of ${wholeNumber(some.length)} ${units} with some` },
    ...(line.length > 0 ? [{ kind: 'line', words: `fitted line and its ${percent} band` }] : []),
  ];
  const keyRows = width < 600 ? keyWords.length : 1;
  const yLines = wrapText(yLabel, width, textSize);
  const plotTop = keyRows * lineHeight + 8 + yLines.length * lineHeight + 4;
  const plotBottom = plotTop + plotHeight;
  const lanesBottom = plotBottom + lanes.length * (laneHeight + lineHeight + 4) + (lanes.length > 0 ? 4 : 0);
  const xLines = wrapText(xLabel, right - left, textSize);
  const notes = wrapText(note, width - 4, textSize);
  const height = lanesBottom + lineHeight + 6 + xLines.length * lineHeight + notes.length * lineHeight + 8;
  const yAxis = yAxisAt(plotTop);
  const place = (x: number, y: number) => `${coordinate(x)},${coordinate(y)}`;
  const words = (point: ScatterPoint) => ({
    code: point.code,
    label: point.name,
    value: `${formatY(point.y)}; ${formatX(point.x)}`,
  });

  const band = () => {
    if (line.length === 0) return '';
    const highs = line.map(({ x, high }) => place(axis.x(x), yAxis.y(high)));
    const lows = line.map(({ x, low }) => place(axis.x(x), yAxis.y(low))).reverse();
    const fits = line.map(({ x, fit }) => place(axis.x(x), yAxis.y(fit)));
    return (
      element('path', {
        d: `M${[...highs, ...lows].join('L')}Z`,
        fill: seriesColours[1],
        'fill-opacity': 0.4,
      }) +
      element('path', { d: `M${fits.join('L')}`, fill: 'none', stroke: '#FFFFFF', 'stroke-width': 4.4 }) +
      element('path', {
        class: 'fitted',
        d: `M${fits.join('L')}`,
        fill: 'none',
        stroke: colours.ink,
        'stroke-width': 2.2,
      })
    );
  };
  const laneTop = (index: number) => plotBottom + 4 + index * (laneHeight + lineHeight + 4) + lineHeight;
  const laneSpans = lanes.map((_, index): Span => [laneTop(index), laneTop(index) + laneHeight]);
  const draw = () => {
    let marks = '';
    let x = 0;
    keyWords.forEach(({ kind, words: said }, index) => {
      const y = textSize + (keyRows > 1 ? index * lineHeight : 0);
      if (keyRows > 1) x = 0;
      marks +=
        kind === 'dot'
          ? element('circle', {
              cx: x + 12,
              cy: y - 4.5,
              r: 3.2,
              fill: seriesColours[0],
              'fill-opacity': 0.6,
            })
          : element('rect', {
              x,
              y: y - 10,
              width: 24,
              height: 11,
              fill: seriesColours[1],
              'fill-opacity': 0.4,
            }) + element('path', { d: `M${place(x, y - 4.5)}h24`, stroke: colours.ink, 'stroke-width': 2.2 });
      marks += element('text', { x: x + 30, y, fill: colours.quiet }, escapeXml(said));
      x += 30 + textWidth(said, textSize) + 20;
    });
    marks += textLines(yLines, 0, keyRows * lineHeight + 8 + textSize, lineHeight, { fill: colours.quiet });
    marks += drawHorizontalAxis(axis, [[plotTop, plotBottom], ...laneSpans], lanesBottom);
    for (const { value, text: said } of yAxis.ticks) {
      const y = yAxis.y(value);
      marks += element('path', {
        d: `M${place(left, y)}H${coordinate(right)}`,
        stroke: value === 0 ? colours.ink : '#DADDDF',
      });
      marks += element(
        'text',
        { x: left - 6, y: y + 4.5, 'text-anchor': 'end', fill: colours.quiet },
        escapeXml(said),
      );
    }
    // A dot is the round end of a stroke without length: the shortest markup for a thousand of them.
    marks += element(
      'g',
      {
        class: 'points',
        stroke: seriesColours[0],
        'stroke-opacity': 0.42,
        'stroke-width': 6,
        'stroke-linecap': 'round',
      },
      some
        .map((point) =>
          element('path', {
            d: `M${place(axis.x(point.x), yAxis.y(point.y))}h.01`,
            ...markData(words(point)),
          }),
        )
        .join(''),
    );
    lanes.forEach((lane, index) => {
      const y = laneTop(index) - lineHeight;
      marks += element('rect', {
        x: left,
        y: y + lineHeight,
        width: right - left,
        height: laneHeight,
        fill: colours.shade,
      });
      marks += textLines(
        wrapText(lane.words, right - left - 4, textSize).slice(0, 1),
        left + 4,
        y + textSize,
        lineHeight,
        {
          fill: colours.quiet,
        },
      );
      marks += element(
        'g',
        { class: 'zeros', stroke: seriesColours[0], 'stroke-width': 1.4, 'stroke-opacity': 0.5 },
        lane.points
          .map((point) =>
            element('path', {
              d: `M${place(axis.x(point.x), y + lineHeight + 1)}v${laneHeight - 2}`,
              ...markData(words(point)),
            }),
          )
          .join(''),
      );
    });
    marks += band();
    let y = lanesBottom + lineHeight + 6;
    marks += textLines(xLines, left, y + textSize, lineHeight, { fill: colours.quiet });
    y += xLines.length * lineHeight + 4;
    return marks + textLines(notes, 0, y + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(
    text,
    { height, draw: (top) => element('g', { transform: `translate(0 ${coordinate(top)})` }, draw()) },
    width,
  );
}
