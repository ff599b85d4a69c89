import { unseen } from '@inverse-care/domain';
import { plain } from './language/marks.js';

/** What does something to a terminal instead of being seen; line feed and tabulator may. */
const obeyed = new RegExp(`(?![\\n\\t])[${unseen}]`, 'gu');

const hex = (character: string) => character.charCodeAt(0).toString(16);

/** Text as it can be shown: what a terminal would obey is written out, an escape as `\x1b`. */
export const visible = (text: string): string =>
  plain(text).replace(obeyed, (character) =>
    character.charCodeAt(0) < 256
      ? `\\x${hex(character).padStart(2, '0')}`
      : `\\u${hex(character).padStart(4, '0')}`,
  );

/** As `visible`, of every text in plain data. */
export function visibleIn<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(visibleIn) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [visible(key), visibleIn(one)])) as T;
}

/** JSON in which what a terminal would obey is an escape; what it says is the same. */
export const visibleJson = (json: string): string =>
  json.replace(obeyed, (character) => `\\u${hex(character).padStart(4, '0')}`);

/** The colours that the program itself writes. */
const ownColours = ['\x1b[1;31m', '\x1b[33m', '\x1b[36m', '\x1b[0m'];

/** Says something on standard output. All that is said goes through this function or the next. */
export const say = (text: string): void => console.log(visible(text));

/** Says what went wrong on standard error. */
export const complain = (text: string): void => console.error(visible(text));

/** Says a text whose own parts are visible already, with the program's colours. */
export function sayInColour(text: string): void {
  const parts = text.split('\x1b');
  const coloured = parts.map((part, i) => {
    if (i === 0) return visible(part);
    const colour = ownColours.find((one) => `\x1b${part}`.startsWith(one));
    return colour === undefined
      ? visible(`\x1b${part}`)
      : `${colour}${visible(part.slice(colour.length - 1))}`;
  });
  console.log(coloured.join(''));
}
