import { sequentialColours } from './palette.js';

/** A class of values on a map: lower <= value < upper. The last class holds its upper end. */
export interface ValueClass {
  kind: 'none' | 'range';
  lower: number;
  upper: number;
  label: string;
  colour: string;
}

const maximumClasses = 5;

/** A step of 1, 2, 2.5 or 5 times a power of ten, and the multiples k * step as the nearest doubles. */
function multiplesOf(mantissa: number, exponent: number) {
  const value = (k: number) => Number(`${k * mantissa}e${exponent}`);
  return { step: value(1), value };
}

/** Equal steps that cover the values in at most five classes; the finest such. */
function equalBreaks(low: number, high: number): number[] {
  for (let exponent = Math.floor(Math.log10((high - low) / maximumClasses)) - 1; ; exponent++) {
    for (const mantissa of [1, 2, 2.5, 5]) {
      const { step, value } = multiplesOf(mantissa, exponent);
      const first = Math.floor(low / step) + 1;
      const last = Math.ceil(high / step) - 1;
      if (last - first + 2 > maximumClasses) continue;
      return Array.from({ length: last - first + 1 }, (_, k) => value(first + k));
    }
  }
}

/** Fifths of the sorted values, each rounded to the coarsest step that keeps them apart. */
function quantileBreaks(
  sorted: readonly number[],
  distinct: (breaks: readonly number[]) => boolean,
): number[] {
  const low = sorted[0]!;
  const high = sorted[sorted.length - 1]!;
  const quantiles = [1, 2, 3, 4].map((k) => sorted[Math.floor((k * sorted.length) / maximumClasses)]!);
  const top = Math.floor(Math.log10(high - low));
  for (let exponent = top; exponent >= top - 6; exponent--) {
    for (const mantissa of [5, 2, 1]) {
      const { step, value } = multiplesOf(mantissa, exponent);
      const breaks = quantiles.map((quantile) => value(Math.round(quantile / step)));
      if (breaks.every((at) => at > low && at < high) && distinct(breaks)) return breaks;
    }
  }
  return [];
}

/** The share of values in the fullest class. */
function fullest(sorted: readonly number[], breaks: readonly number[]): number {
  const counts = new Array<number>(breaks.length + 1).fill(0);
  for (const value of sorted) counts[breaks.filter((at) => at <= value).length]!++;
  return Math.max(...counts) / sorted.length;
}

/**
 * Classes common to all panels of a map. Exact zeros have a class of their own, "none". The rest goes into at most
 * five classes with round limits: equal steps, or rounded fifths where one equal step would hold more than half of
 * the values. Limits that `format` cannot tell apart are not used.
 */
export function valueClasses(
  values: readonly (number | null)[],
  format: (value: number) => string,
): ValueClass[] {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const sorted = finite.filter((value) => value !== 0).sort((a, b) => a - b);
  const classes: ValueClass[] = [];
  if (sorted.length > 0) {
    const low = sorted[0]!;
    const high = sorted[sorted.length - 1]!;
    const distinct = (breaks: readonly number[]) =>
      new Set(breaks.map(format)).size === breaks.length && new Set(breaks).size === breaks.length;
    let breaks = high - low > Number.MIN_VALUE * 1e9 ? equalBreaks(low, high) : [];
    if (!distinct(breaks)) breaks = [];
    if (high > low && breaks.length > 0 && fullest(sorted, breaks) > 0.5) {
      const rounded = quantileBreaks(sorted, distinct);
      if (rounded.length > 0) breaks = rounded;
    }
    const palette = sequentialColours(breaks.length + 1);
    palette.forEach((colour, index) => {
      const lower = breaks[index - 1] ?? low;
      const upper = breaks[index] ?? high;
      classes.push({
        kind: 'range',
        lower,
        upper,
        label: rangeLabel(index, breaks, low, high, format),
        colour,
      });
    });
  }
  if (sorted.length < finite.length) {
    const zero: ValueClass = { kind: 'none', lower: 0, upper: 0, label: 'None', colour: '#FFFFFF' };
    classes.unshift(zero);
  }
  return classes;
}

function rangeLabel(
  index: number,
  breaks: readonly number[],
  low: number,
  high: number,
  format: (value: number) => string,
): string {
  if (breaks.length === 0) {
    return format(low) === format(high) ? format(low) : `${format(low)} to ${format(high)}`;
  }
  if (index === 0) return `under ${format(breaks[0]!)}`;
  if (index === breaks.length) return `${format(breaks[index - 1]!)} and over`;
  return `${format(breaks[index - 1]!)} to ${format(breaks[index]!)}`;
}

/** Index of the class a value belongs to; null for a missing value. */
export function classOf(classes: readonly ValueClass[], value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  if (value === 0 && classes[0]?.kind === 'none') return 0;
  if (classes.length === 0) return null;
  const last = classes.length - 1;
  const first = classes[0]?.kind === 'none' ? 1 : 0;
  for (let index = first; index < last; index++) if (value < classes[index]!.upper) return index;
  return last;
}
