import type { Study } from '@inverse-care/domain';
import type { Association, Direction } from './association.js';
import { inWords } from './numbers.js';
import { capital, staffOf } from './words.js';

/** How many associations go each way. */
export function sides(all: readonly Association[]): Record<Direction, number> {
  const of = (side: Direction) => all.filter(({ direction }) => direction === side).length;
  return { less: of('less'), more: of('more'), none: of('none') };
}

/** The finding as a title, over all measures of need at the last snapshot. */
export function headline(all: readonly Association[], study: Study): string {
  const staff = staffOf(study);
  const { less, more, none } = sides(all);
  if (all.length === 0) return `No measure of need to set beside the ${staff}`;
  if (less > 0 && more > 0) return `Whether ${staff} follow need depends on how need is measured`;
  if (less === 0 && more === 0) return `No clear link between need and ${staff}`;
  const found = `${less > 0 ? 'fewer' : 'more'} ${staff} where need is greater`;
  if (none === 0) return capital(found);
  const others = inWords(less + more);
  return all[0]!.direction === 'none'
    ? `No clear link with ${all[0]!.name}; ${found} by ${others} other ${less + more === 1 ? 'measure' : 'measures'}`
    : `${capital(found)}, by ${others} of ${inWords(all.length)} measures of need`;
}
