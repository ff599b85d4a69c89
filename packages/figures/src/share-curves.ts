import { figureDocument } from './frame.js';
import { horizontalAxis, onAxis } from './horizontal-axis.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { quietWords } from './paragraph.js';
import { place } from './scatter-layout.js';
import { figureWidth, isNarrow, textSize } from './sizes.js';
import { after, type Block, grouped, space, stack } from './stack.js';
import { element } from './svg.js';
import { type FigureText, widestText } from './text.js';
import { drawValueAxis, valueAxis } from './value-axis.js';

/** A Lorenz or concentration curve. */
export interface ShareCurve {
  code: string;
  label: string;
  /** From 0, 0 to 1, 1. */
  points: readonly { population: number; amount: number }[];
}

export interface ShareCurvesOptions {
  text: FigureText;
  /** In the order of their colours; six at most are told apart. */
  curves: readonly ShareCurve[];
  xLabel: string;
  yLabel: string;
  /** Shares in words. */
  format: (share: number) => string;
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

const dashes = ['', '8 3', '3 3', '10 3 2 3', '1 4', '14 4'] as const;
const lookOf = (index: number) => {
  const dash = dashes[index % dashes.length]!;
  return {
    fill: 'none',
    stroke: seriesColours[index % seriesColours.length]!,
    'stroke-width': 2.2,
    ...(dash === '' ? {} : { 'stroke-dasharray': dash }),
  };
};

const middleOf = ({ points }: ShareCurve) =>
  points.reduce((a, b) => (Math.abs(b.population - 0.5) < Math.abs(a.population - 0.5) ? b : a));

/** What the first half of people have by each curve, in words. */
export function describeShareCurves({
  curves,
  format,
}: Pick<ShareCurvesOptions, 'curves' | 'format'>): string {
  if (curves.length === 0) return 'No curve.';
  const each = curves.map((curve) => {
    const { population, amount } = middleOf(curve);
    return `${curve.label}: the first ${format(population)} of patients have ${format(amount)}`;
  });
  return `Shares of staff by shares of patients. ${each.join('. ')}.`;
}

/** Curves of shares beside the diagonal on which all would have the same, as an SVG document. */
export function shareCurves(options: ShareCurvesOptions): string {
  const { text, curves, xLabel, yLabel, format, note = '', width = figureWidth } = options;
  const height = isNarrow(width) ? 280 : 360;
  const axisAt = (top: number) => valueAxis([1], top + height, top + 4, format);
  const left =
    10 +
    widestText(
      axisAt(0).ticks.map((tick) => tick.text),
      textSize,
    );
  const right = Math.min(width - 10, left + (isNarrow(width) ? width : 480));
  const axis = horizontalAxis([0, 1], { left: left + 6, right: right - 6, fromZero: true, format });
  const entries: KeyEntry[] = [
    ...curves.map(
      ({ label }, index): KeyEntry => ({
        words: label,
        indent: 32,
        sign: (x, top) => element('path', { d: `M${place(x, top + 9)}h26`, ...lookOf(index) }),
      }),
    ),
    {
      words: 'all have the same',
      indent: 32,
      sign: (x, top) => element('path', { d: `M${place(x, top + 9)}h26`, stroke: colours.ink }),
    },
  ];
  const plot: Block = {
    height,
    draw: (top) => {
      const { y } = axisAt(top);
      const paths = curves.map((curve, index) => {
        const { population, amount } = middleOf(curve);
        return element('path', {
          d: `M${curve.points.map((point) => place(axis.x(point.population), y(point.amount))).join('L')}`,
          ...lookOf(index),
          ...markData({
            code: curve.code,
            label: curve.label,
            value: `${format(amount)} at ${format(population)}`,
          }),
        });
      });
      return [
        drawValueAxis(axisAt(top), left, right, 6),
        element('path', {
          d: `M${place(axis.x(0), y(0))}L${place(axis.x(1), y(1))}`,
          stroke: colours.ink,
        }),
        ...paths,
      ].join('');
    },
  };
  const body = stack([
    key(entries, width, 16, 2),
    space(8),
    quietWords(yLabel, width),
    space(4),
    onAxis(plot, axis, [[0, height]]),
    after(6, quietWords(xLabel, width - left - 4, left)),
    after(4, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width);
}
