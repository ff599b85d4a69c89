import { colours } from './palette.js';
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

/** What fills an area without a value where the hatched ones are those in which nobody reported. */
export const noValueFill = colours.shade;

/** Thin lines over a colour, dark beside white, so that they are seen on light and dark and in grey print. */
function sparse(id: string): string {
  const line = (x: number, stroke: string) =>
    element('path', { d: `M${x},0V7`, stroke, 'stroke-width': 1.1 });
  return element(
    'pattern',
    {
      id: `${id}-sparse`,
      width: 7,
      height: 7,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(-45)',
    },
    line(1, colours.ink) + line(2.1, '#FFFFFF'),
  );
}

/** The patterns of a map: areas without a value, and areas of whose value little is known. */
export const mapPatterns = (id: string): string => hatch(id) + sparse(id);

/** What lies over the colour of an area of whose value little is known. */
export const sparseFill = (id: string): string => `url(#${id}-sparse)`;

/** What an area, tile or bar without a value is filled with. */
export const hatchFill = (id: string): string => `url(#${hatchId(id)})`;
