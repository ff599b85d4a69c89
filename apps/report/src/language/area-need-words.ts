import { needWords } from '@inverse-care/domain';
import type { Icb, IcbNeed } from '../areas/gather-icb.js';
import { directionOf } from './association.js';
import { type CellNumber, cited, per } from './cells.js';
import { count, decimal, interval, percent, signed } from './numbers.js';
import { wholeOf } from './whole.js';
import { levelOf, stepOf } from './words.js';

const bracketed = (low: CellNumber, high: CellNumber, digits: number) =>
  low.value === null || high.value === null ? '' : ` (${interval(low, high, digits)})`;

const ways = {
  more: 'more where need is greater',
  less: 'less where need is greater',
  none: 'neither way shown',
} as const;

/** The slope of provision on a need among an ICB’s own PCNs, with England’s beside it. */
export function slopeSentence({ here, england, need, name }: IcbNeed, { input }: Icb): string {
  if (here.estimate === null)
    return `Too few of its PCNs reported (${count(cited(here, 'n'))}), or they are too alike, to say how provision goes with ${name} among them.`;
  const { words, unit } = stepOf(need, input);
  const { more } = needWords(input.data.panel, need);
  const slope = (row: typeof here, column: 'estimate' | 'conf_low' | 'conf_high') =>
    per(cited(row, column), unit);
  const whole = (row: typeof here) =>
    `${signed(slope(row, 'estimate'), 3)}${bracketed(slope(row, 'conf_low'), slope(row, 'conf_high'), 3)}`;
  const own = directionOf(here.conf_low, here.conf_high);
  const beside = england.estimate === null ? '' : `; among ${wholeOf(input.study).its} ${whole(england)}`;
  return `Among the ${count(cited(here, 'n'))} PCNs that reported, ${words} ${more} go with ${whole(here)} FTE per 10,000 patients: ${ways[own]}${beside}.`;
}

/** What Core20 have beside all others; null where the run does not know. */
export function core20Sentence({ core20, input }: Icb): string | null {
  if (core20 === undefined) return null;
  const { here, england } = core20;
  if (here.share === null) return null;
  const whose = `In PCNs that reported ${percent(cited(here, 'share'))} of patients are Core20: they live in the most deprived fifth of England’s neighbourhoods`;
  if (here.difference === null)
    return `${whose}; the PCNs are too few, or the group too small, to set them against all others.`;
  const beside =
    england === undefined
      ? ''
      : `; ${wholeOf(input.study).name} ${signed(cited(england, 'estimate'), 3)}${bracketed(cited(england, 'conf_low'), cited(england, 'conf_high'), 3)}`;
  const bounds = bracketed(cited(here, 'conf_low'), cited(here, 'conf_high'), 3);
  const way = { more: 'more', less: 'less', none: 'not shown to be more or less' }[
    directionOf(here.conf_low, here.conf_high)
  ];
  return `${whose}. Taken to have what their PCN has, they have ${decimal(cited(here, 'inside'), 3)} FTE per 10,000, all others ${decimal(cited(here, 'outside'), 3)}: ${signed(cited(here, 'difference'), 3)}${bounds}, ${way}${beside}.`;
}

/** What brackets hold. */
export const bracketsSentence = ({ input }: Icb): string =>
  `In brackets: ${levelOf(input.study)} intervals, each by itself: some leave out zero by chance.`;
