import { element } from './svg.js';

/** The id of the pattern that fills areas without a value. */
export const hatchId = (id: string) => `${id}-hatch`;

/** Diagonal grey lines on white. */
export function hatch(id: string): string {
  const line = element('path', { d: 'M0,0V6', stroke: '#8A8F94', 'stroke-width': 2.4 });
  return element(
    'pattern',
    {
      id: hatchId(id),
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('rect', { width: 6, height: 6, fill: '#FFFFFF' }) + line,
  );
}

/** What an area, tile or bar without a value is filled with. */
export const hatchFill = (id: string): string => `url(#${hatchId(id)})`;
