import { jsonForPage } from '../html/json-for-page.js';
import { isPageName } from '../places/addresses.js';
import { placesOf, subIcbWords } from '../places/places.js';
import type { ReportInput } from '../report-input.js';

const kinds = [
  { word: 'ICB', folder: 'icb/' },
  { word: 'sub-ICB location', folder: 'icb/' },
  { word: 'PCN', folder: 'pcn/' },
  { word: 'practice', folder: 'pcn/' },
] as const;

type Place = [kind: 0 | 1 | 2 | 3, code: string, name: string, page: string];

/**
 * The index of the search as a script, which a page may load where it may fetch nothing: from a disk. Names are data in
 * it, as in a page.
 */
export function placesScript(input: ReportInput): string {
  const { icbs, pcns } = placesOf(input);
  const boards = [...icbs.values()].map(({ code, name }): Place => [0, code, name, `${code}.html`]);
  const areas = new Map([...pcns.values()].map(({ now }) => [now.sub_icb_code, now.icb_code]));
  const locations = [...areas]
    .map(([code, icb]): Place => [1, code, subIcbWords(code), `${icb}.html#${encodeURIComponent(code)}`])
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
  const paged = [...pcns.values()].filter(({ code }) => isPageName(code));
  const networks = paged.map(({ code, name }): Place => [2, code, name, `${code}.html`]);
  const practices = paged.flatMap(({ code, practices: own }) =>
    own.map((practice): Place => [3, practice.code, practice.name, `${code}.html#practices`]),
  );
  const places = [...boards, ...locations, ...networks, ...practices];
  return `globalThis.inverseCarePlaces=${jsonForPage({ kinds, places })};\n`;
}
