import { scaleLinear } from 'd3-scale';
import { colours } from './palette.js';
import { coordinate, element, escapeXml } from './svg.js';

/** Where values sit on a vertical axis, and its ticks in words with a true minus sign. */
export interface ValueAxis {
  y: (value: number) => number;
  ticks: readonly { value: number; text: string }[];
}

/** An axis that holds all values and zero, from `bottom` up to `top`; ticks in the shortest exact decimals, or by `format`. */
export function valueAxis(
  values: readonly number[],
  bottom: number,
  top: number,
  format?: (value: number) => string,
): ValueAxis {
  let low = Math.min(0, ...values);
  let high = Math.max(0, ...values);
  if (low === high) [low, high] = [-1, 1];
  const padding = (high - low) * 0.03;
  if (low < 0) low -= padding;
  if (high > 0) high += padding;
  const count = Math.max(3, Math.round((bottom - top) / 45));
  const scale = scaleLinear([low, high], [bottom, top]);
  const largest = Math.max(-low, high);
  const words = format ?? scale.tickFormat(count, largest >= 1e9 || largest < 1e-6 ? '~e' : undefined);
  return {
    y: (value) => scale(value),
    ticks: scale.ticks(count).map((value) => ({ value, text: words(value) })),
  };
}

/** Grid lines from left to right, that of zero in ink, with the ticks' words `gap` to the left of them. */
export function drawValueAxis({ y, ticks }: ValueAxis, left: number, right: number, gap: number): string {
  return ticks
    .map(
      ({ value, text }) =>
        element('path', {
          d: `M${coordinate(left)},${coordinate(y(value))}H${coordinate(right)}`,
          stroke: value === 0 ? colours.ink : '#DADDDF',
        }) +
        element(
          'text',
          { x: left - gap, y: y(value) + 4.5, 'text-anchor': 'end', fill: colours.quiet },
          escapeXml(text),
        ),
    )
    .join('');
}
