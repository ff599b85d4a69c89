import { longDate, type Study } from '@inverse-care/domain';
import type { Association, Direction } from './association.js';
import { inWords } from './numbers.js';
import { capital, fewer, staffOf } from './words.js';

/** How many associations go each way. */
export function sides(all: readonly Association[]): Record<Direction, number> {
  const of = (side: Direction) => all.filter(({ direction }) => direction === side).length;
  return { less: of('less'), more: of('more'), none: of('none') };
}

const graded = (all: readonly Association[], ...grades: Association['finding']['grade'][]) =>
  all.filter(({ finding }) => grades.includes(finding.grade));

/** Where nothing can be said by any measure: whether PCNs are too few, and of which snapshot that is. */
function nothingClear(all: readonly Association[], staff: string): string {
  if (all.every(({ finding }) => finding.reason === 'few PCNs'))
    return `Too few PCNs to say whether ${staff} follow need`;
  const alone = all.filter(({ clear }) => clear !== 'none');
  if (alone.length > 0) {
    const firstAlone = alone[0]!.clear === 'less' ? fewer(staff) : 'more';
    return alone.every(({ clear }) => clear === alone[0]!.clear)
      ? `${capital(firstAlone)} ${staff} where need is greater, by ${alone.length === 1 ? 'one interval' : 'intervals'} alone`
      : `Intervals alone point both ways: whether ${staff} follow need cannot be said`;
  }
  // All snapshots together may say more than the last by itself.
  const more = all.some(({ finding }) => !['', 'neither'].includes(finding.together));
  const at = more ? ` at ${longDate(all[0]!.finding.snapshot)}` : '';
  return `No clear link between need and ${staff}${at}`;
}

/** "more link workers where need is greater", by the findings that go one way. */
const found = ({ less }: Record<Direction, number>, staff: string) =>
  `${less > 0 ? fewer(staff) : 'more'} ${staff} where need is greater`;

/** The finding as a title, over all measures of need at the last snapshot, by the grades. */
export function headline(all: readonly Association[], study: Study): string {
  const staff = staffOf(study);
  const [first] = all;
  if (first === undefined) return `No measure of need to set beside the ${staff}`;
  const held = graded(all, 'holds').filter(({ direction }) => direction !== 'none');
  const firm = sides(held);
  if (firm.less > 0 && firm.more > 0) return `Whether ${staff} follow need depends on how need is measured`;
  if (held.length > 0) {
    const words = found(firm, staff);
    if (held.length === all.length) return capital(words);
    const number = inWords(held.length);
    return held.includes(first)
      ? `${capital(words)}, by ${number} of ${inWords(all.length)} measures of need`
      : `No ${first.finding.grade === 'fragile' ? 'firm' : 'clear'} link with ${first.name}; ${words} by ${number} other ${held.length === 1 ? 'measure' : 'measures'}`;
  }
  const fragile = graded(all, 'fragile').filter(({ direction }) => direction !== 'none');
  if (fragile.length > 0) {
    const ways = sides(fragile);
    const by =
      all.length === 1
        ? ''
        : fragile.length === all.length && all.length === 2
          ? ' by both measures'
          : ` by ${inWords(fragile.length)} of ${inWords(all.length)} measures`;
    return ways.less > 0 && ways.more > 0
      ? `No firm link between need and ${staff}: fragile findings point both ways`
      : `No firm link between need and ${staff}: ${found(ways, staff)}${by}, but that is fragile`;
  }
  // What is left of these grades is small.
  if (graded(all, 'holds').length === all.length) return `${capital(staff)} hardly differ with need`;
  return graded(all, 'holds', 'fragile').length === all.length
    ? `${capital(staff)} seem to differ little with need, but that is fragile`
    : nothingClear(all, staff);
}
