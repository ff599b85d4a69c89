import { scaleLinear } from 'd3-scale';
import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import { type Block, painted, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { widestText } from './text.js';

/** Where values sit on a horizontal axis, and its ticks in words. */
export interface HorizontalAxis {
  x: (value: number) => number;
  ticks: readonly { value: number; text: string }[];
  left: number;
  right: number;
}

export interface HorizontalAxisOptions {
  left: number;
  right: number;
  /** Start at zero where all values are above it. */
  fromZero: boolean;
  /** Tick labels; the shortest exact decimals where left out. */
  format?: ((value: number) => string) | undefined;
}

/** An axis that holds all finite values. Of no value or of one alone it makes a range about it. */
export function horizontalAxis(values: readonly number[], options: HorizontalAxisOptions): HorizontalAxis {
  const { left, right, fromZero, format } = options;
  const finite = values.filter(Number.isFinite);
  let low = finite.reduce((a, b) => Math.min(a, b), fromZero ? 0 : Number.POSITIVE_INFINITY);
  let high = finite.reduce((a, b) => Math.max(a, b), fromZero ? 0 : Number.NEGATIVE_INFINITY);
  if (low > high) [low, high] = [0, 1];
  if (low === high) {
    const about = Math.abs(low) > 0 ? Math.abs(low) / 2 : 1;
    [low, high] = fromZero && low === 0 ? [0, about] : [low - about, high + about];
  }
  const scale = scaleLinear([low, high], [left, right]);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const ticksOf = (count: number) => {
    const words = format ?? scale.tickFormat(count, largest >= 1e9 || largest < 1e-6 ? '~e' : undefined);
    return scale.ticks(count).map((value) => ({ value, text: words(value) }));
  };
  let ticks = ticksOf(Math.max(2, Math.round((right - left) / 80)));
  const widest = widestText(
    ticks.map(({ text }) => text),
    textSize,
  );
  if (ticks.length > 1 && (right - left) / ticks.length < widest + 8) ticks = ticksOf(2);
  return { x: (value) => scale(value), ticks, left, right };
}

/** From one height to another. */
export type Span = readonly [top: number, bottom: number];

/** Short spans about the middles of rows, where words stand between the rows. */
export const spansAbout = (middles: readonly number[], half: number): Span[] =>
  middles.map((middle) => [middle - half, middle + half]);

/** Vertical strokes at x through the spans, as path data. */
export const strokesAt = (x: number, spans: readonly Span[]): string =>
  spans.map(([top, bottom]) => `M${coordinate(x)},${coordinate(top)}V${coordinate(bottom)}`).join('');

/** Grid lines through the spans, with the ticks' words below the bottom. */
function drawHorizontalAxis(axis: HorizontalAxis, spans: readonly Span[], bottom: number): string {
  return axis.ticks
    .map(({ value, text }) => {
      const x = axis.x(value);
      return (
        element('path', {
          d: strokesAt(x, spans),
          stroke: value === 0 ? colours.rule : '#DADDDF',
        }) +
        element(
          'text',
          { x, y: bottom + lineHeight - 1, 'text-anchor': 'middle', fill: colours.quiet },
          escapeXml(text),
        )
      );
    })
    .join('');
}

/** Room for the ticks' words beneath what stands on an axis. */
export const tickRoom: Block = space(lineHeight);

/**
 * A block on a horizontal axis: grid lines through the spans, which count from the block's upper edge, and the ticks'
 * words beneath. `marks` are drawn over the grid and under the block; `foot` has room for the ticks' words and may
 * hold more.
 */
export function onAxis(
  block: Block,
  axis: HorizontalAxis,
  spans: readonly Span[],
  marks: (spans: readonly Span[], top: number) => string = () => '',
  foot: Block = tickRoom,
): Block {
  return painted(stack([block, foot]), ([top, bottom], id) => {
    const placed = spans.map(([from, to]): Span => [top! + from, top! + to]);
    return (
      drawHorizontalAxis(axis, placed, bottom!) +
      marks(placed, top!) +
      block.draw(top!, id) +
      foot.draw(bottom!, id)
    );
  });
}
