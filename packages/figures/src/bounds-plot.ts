import { figureDocument } from './frame.js';
import { drawHorizontalAxis, horizontalAxis, type Span, strokesAt } from './horizontal-axis.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, textWidth, wrapText } from './text.js';

/** Bounds of a coefficient at one snapshot, when what was not reported may be anything in a stated range. */
export interface BoundsRow {
  snapshot: string;
  /** The date in words, and the paper's quarter or "". */
  date: string;
  label: string;
  /** As the study counts what was not reported. */
  estimate: number;
  bound_low: number;
  bound_high: number;
  /** Confidence limits about the bounds; null where there are none. */
  conf_low: number | null;
  conf_high: number | null;
}

export interface BoundsPlotOptions {
  text: FigureText;
  rows: readonly BoundsRow[];
  xLabel: string;
  format: (value: number) => string;
  level: number;
  /** What the estimate assumes: "non-reporting counted as none". */
  estimateLabel: string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const bounded = ({ bound_low, bound_high }: BoundsRow) =>
  Number.isFinite(bound_low) && Number.isFinite(bound_high);
const decided = (row: BoundsRow) => bounded(row) && (row.bound_low > 0 || row.bound_high < 0);

/** The bounds in words: the widest, the narrowest, the last, and at how many snapshots the sign is settled. */
export function describeBounds({ rows, xLabel, format }: Omit<BoundsPlotOptions, 'text' | 'width'>): string {
  const known = rows.filter(bounded);
  if (known.length === 0) return `${xLabel}: no snapshot has bounds.`;
  const span = (row: BoundsRow) => row.bound_high - row.bound_low;
  const widest = known.reduce((a, b) => (span(b) > span(a) ? b : a));
  const narrowest = known.reduce((a, b) => (span(b) < span(a) ? b : a));
  const say = (row: BoundsRow) => `${format(row.bound_low)} to ${format(row.bound_high)} at ${row.date}`;
  return `${xLabel}, bounds over all values of what was not reported. Widest: ${say(widest)}. Narrowest: ${say(narrowest)}. Last: ${say(known.at(-1)!)}. The bounds lie below zero at ${known.filter(({ bound_high }) => bound_high < 0).length} and above zero at ${known.filter(({ bound_low }) => bound_low > 0).length} of ${known.length} snapshots.`;
}

/** Bounds by snapshot (Manski 1990, American Economic Review 80, 319-323) as an SVG document; dark where they leave out zero. */
export function boundsPlot(options: BoundsPlotOptions): string {
  const { text, rows, xLabel, format, level, estimateLabel, note = '', width = figureWidth } = options;
  const narrow = width < 600;
  const rowHeight = narrow ? 42 : 26;
  const labelLeft = Math.max(0, ...rows.map(({ date }) => textWidth(date, textSize))) + 8;
  const left = narrow
    ? 12
    : labelLeft + Math.max(0, ...rows.map(({ label }) => textWidth(label, textSize))) + 20;
  const right = width - 16;
  const axis = horizontalAxis(
    rows.flatMap((row) => [
      row.estimate,
      row.bound_low,
      row.bound_high,
      row.conf_low ?? Number.NaN,
      row.conf_high ?? Number.NaN,
    ]),
    { left, right, fromZero: true },
  );
  const entries: (readonly [kind: 'open' | 'settled' | 'limits' | 'dot', words: string])[] = [
    ...(rows.some((row) => bounded(row) && !decided(row))
      ? [['open', 'bounds that include zero'] as const]
      : []),
    ...(rows.some(decided) ? [['settled', 'bounds that leave out zero'] as const] : []),
    ...(rows.some(({ conf_low }) => conf_low !== null)
      ? [['limits', `${Number((100 * level).toFixed(2))}% limits about the bounds`] as const]
      : []),
    ['dot', estimateLabel],
  ];
  let keyX = 0;
  let keyY = 0;
  const places = entries.map(([, words]) => {
    const needed = 32 + textWidth(words, textSize) + 16;
    if (keyX > 0 && keyX + needed > width + 16) {
      keyX = 0;
      keyY += lineHeight + 2;
    }
    const place = { x: keyX, y: keyY };
    keyX += needed;
    return place;
  });
  const rowsTop = keyY + lineHeight + 12;
  const rowsBottom = rowsTop + rows.length * rowHeight;
  const middleOf = (index: number) =>
    rowsTop + index * rowHeight + (narrow ? lineHeight + 12 : rowHeight / 2);
  const spans = narrow
    ? rows.map((_, index): Span => [middleOf(index) - 9, middleOf(index) + 9])
    : [[rowsTop - 2, rowsBottom] as const];
  const xLines = wrapText(xLabel, width - left, textSize);
  const notes = wrapText(note, width - 4, textSize);
  const bar = (from: number, to: number, y: number, thick: number, colour: string) =>
    element('path', {
      d: `M${coordinate(from)},${coordinate(y)}H${coordinate(to)}`,
      stroke: colour,
      'stroke-width': thick,
    });
  const sign = (kind: (typeof entries)[number][0], x: number, y: number) =>
    kind === 'dot'
      ? marker('diamond', x + 12, y, 4, seriesColours[3], false)
      : bar(x, x + 24, y, kind === 'limits' ? 1.6 : 10, kind === 'open' ? '#A6CCEE' : seriesColours[0]);

  const draw = () => {
    let marks = '';
    entries.forEach(([kind, words], index) => {
      const { x, y } = places[index]!;
      marks += sign(kind, x, y + 9);
      marks += textLines(
        wrapText(words, width - 32, textSize).slice(0, 1),
        x + 32,
        y + textSize,
        lineHeight,
        {
          fill: colours.quiet,
        },
      );
    });
    marks += drawHorizontalAxis(axis, spans, rowsBottom);
    marks += element('path', { d: strokesAt(axis.x(0), spans), stroke: colours.ink, 'stroke-width': 1.2 });
    rows.forEach((row, index) => {
      const y = middleOf(index);
      const baseline = narrow ? y - 14 : y + 4.5;
      let content =
        element('text', { x: 0, y: baseline }, escapeXml(row.date)) +
        element('text', { x: labelLeft, y: baseline, fill: colours.quiet }, escapeXml(row.label));
      if (bounded(row)) {
        if (row.conf_low !== null && row.conf_high !== null) {
          content += bar(axis.x(row.conf_low), axis.x(row.conf_high), y, 1.6, seriesColours[0]);
        }
        content += bar(
          axis.x(row.bound_low),
          axis.x(row.bound_high),
          y,
          10,
          decided(row) ? seriesColours[0] : '#A6CCEE',
        );
      }
      if (Number.isFinite(row.estimate)) {
        content += marker('diamond', axis.x(row.estimate), y, 4, seriesColours[3], false);
      }
      marks += element(
        'g',
        markData({
          code: row.snapshot,
          label: [row.date, row.label].filter(Boolean).join(', '),
          value: bounded(row)
            ? `${format(row.bound_low)} to ${format(row.bound_high)}${Number.isFinite(row.estimate) ? `; ${estimateLabel}: ${format(row.estimate)}` : ''}`
            : 'no bounds',
        }),
        content,
      );
    });
    let y = rowsBottom + lineHeight + 6;
    marks += textLines(xLines, left, y + textSize, lineHeight, { fill: colours.quiet });
    y += xLines.length * lineHeight + 6;
    return marks + textLines(notes, 0, y + textSize, lineHeight, { fill: colours.quiet });
  };
  return figureDocument(
    text,
    {
      height: rowsBottom + lineHeight + 12 + (xLines.length + notes.length) * lineHeight,
      draw: (top) => element('g', { transform: `translate(0 ${coordinate(top)})` }, draw()),
    },
    width,
  );
}
