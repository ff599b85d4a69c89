import { order } from '@inverse-care/domain';
import { wholeNumber } from './text.js';

/** An area of a map, with its name as a sentence has it. */
export interface DescribedArea {
  code: string;
  name: string;
  /** null where it has none. */
  value: number | null;
  /** Nobody reported in it, which is why it has none. */
  silent?: boolean;
}

type Known = DescribedArea & { value: number };

/** The values of a map in words: from the lowest to the highest area, and that of the area in the middle. */
export function describeAreas(areas: readonly DescribedArea[], format: (value: number) => string): string {
  const sorted = areas
    .filter((area): area is Known => area.value !== null)
    .sort((a, b) => a.value - b.value || order(a.code, b.code));
  const silent = areas.filter((area) => area.value === null && area.silent === true);
  const quiet =
    silent.length === 0
      ? ''
      : `nobody reported in ${wholeNumber(silent.length)} (${silent
          .map(({ code }) => code)
          .sort(order)
          .join(', ')})`;
  if (sorted.length === 0) return ['no area has a value', quiet].filter(Boolean).join('; ');
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const absent = areas.length - sorted.length - silent.length;
  const gap = absent > 0 ? `, ${wholeNumber(absent)} without a value` : '';
  return `from ${format(low.value)} in ${low.name} to ${format(high.value)} in ${high.name}, half of the areas at or below ${format(middle.value)}${gap}${quiet === '' ? '' : `; ${quiet}`}`;
}
