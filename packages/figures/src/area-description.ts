import { order } from '@inverse-care/domain';
import { wholeNumber } from './text.js';

/** An area of a map, with its name as a sentence has it. */
export interface DescribedArea {
  code: string;
  name: string;
  /** null where it has none. */
  value: number | null;
}

type Known = DescribedArea & { value: number };

/** The values of a map in words: from the lowest to the highest area, and that of the area in the middle. */
export function describeAreas(areas: readonly DescribedArea[], format: (value: number) => string): string {
  const sorted = areas
    .filter((area): area is Known => area.value !== null)
    .sort((a, b) => a.value - b.value || order(a.code, b.code));
  if (sorted.length === 0) return 'no area has a value';
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const absent = areas.length - sorted.length;
  const gap = absent > 0 ? `, ${wholeNumber(absent)} without a value` : '';
  return `from ${format(low.value)} in ${low.name} to ${format(high.value)} in ${high.name}, half of the areas at or below ${format(middle.value)}${gap}`;
}
