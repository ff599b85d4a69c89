import { scaleLinear } from 'd3-scale';

/** Where values sit on a vertical axis, and its ticks in words with a true minus sign. */
export interface ValueAxis {
  y: (value: number) => number;
  ticks: readonly { value: number; text: string }[];
}

/** An axis that holds all values and zero, from `bottom` up to `top`. */
export function valueAxis(values: readonly number[], bottom: number, top: number): ValueAxis {
  let low = Math.min(0, ...values);
  let high = Math.max(0, ...values);
  if (low === high) [low, high] = [-1, 1];
  const padding = (high - low) * 0.03;
  if (low < 0) low -= padding;
  if (high > 0) high += padding;
  const count = Math.max(3, Math.round((bottom - top) / 45));
  const scale = scaleLinear([low, high], [bottom, top]);
  const largest = Math.max(-low, high);
  const words = scale.tickFormat(count, largest >= 1e9 || largest < 1e-6 ? '~e' : undefined);
  return {
    y: (value) => scale(value),
    ticks: scale.ticks(count).map((value) => ({ value, text: words(value) })),
  };
}
