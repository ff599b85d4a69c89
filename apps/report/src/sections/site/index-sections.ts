import { panelTable } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { cited, rowsWith } from '../../language/cells.js';
import { count, decimal, interval } from '../../language/numbers.js';
import { areaAt } from '../../language/pcn-words.js';
import { wholeOf } from '../../language/whole.js';
import { levelOf, staffOf } from '../../language/words.js';
import { icbPlaceOf, placesOf } from '../../places/places.js';
import { figures, heading, type Link, links, list, paragraph } from '../block.js';
import { figuresOf, type Section, type SectionInput } from '../section.js';

function englandSaid(input: SectionInput): string {
  const { last } = placesOf(input);
  const england = areaAt(last, 'England', input);
  const pcns = rowsWith(input.tables, panelTable, { snapshot: last });
  const here = `This site has a page for each of the ${count(pcns)} PCNs that were open at ${longDate(last)}, and for each ICB.`;
  if (england === undefined || england.value === null) return here;
  return `${here} The ${count(cited(england, 'reporters'))} PCNs that reported had ${decimal(cited(england, 'value'), 2)} FTE ${staffOf(input.study)} for every 10,000 patients (${levelOf(input.study)} interval ${interval(cited(england, 'conf_low'), cited(england, 'conf_high'), 2)}); ${count(cited(england, 'not_reported'))} did not report, and nobody knows what those have.`;
}

/** The search for places. */
export const siteFind: Section = {
  id: 'find',
  heading: 'Find a place',
  shows: [],
  blocks: (input) => [{ kind: 'finder' }, paragraph(englandSaid(input))],
};

/** Maps whose areas lead to the page of their ICB. */
export const siteMapsSection: Section = {
  id: 'maps',
  heading: 'On the map',
  series: '',
  shows: [],
  applies: (input) => figuresOf(input, 'site').length > 0,
  blocks: (input) => [
    paragraph('An area leads to the page of its ICB. The list below has the same links.'),
    ...figures(figuresOf(input, 'site')),
  ],
};

/** Every ICB, by region. */
export const siteIcbs: Section = {
  id: 'icbs',
  heading: 'Integrated care boards',
  shows: [],
  blocks(input) {
    const all = [...placesOf(input).icbs.values()];
    const regions = [...new Set(all.map(({ region }) => region))].sort();
    return regions.flatMap((region) => [
      heading(region),
      ...links(
        all
          .filter((icb) => icb.region === region)
          .map(({ code }) => {
            const { name } = icbPlaceOf(code, input);
            return { href: `icb/${code}.html`, text: name, note: ` (${code})`, download: false };
          }),
      ),
    ]);
  },
};

/** What the pages say and do not say. */
export const siteReading: Section = {
  id: 'reading',
  heading: 'How to read the pages',
  shows: [],
  blocks: ({ study, data }) => [
    list([
      'A PCN that did not report is never shown as having none: nothing is known of it, and it has no place among those that reported.',
      `There is no league. A rank or percentile is told only with its interval; where none is known, a PCN’s need is told by the fifth of ${wholeOf(study).its} patients in which it falls.`,
      'A PCN that reported none may have a post that another PCN or a partner hosts for it.',
      'What a PCN is due depends on the measure of need. Each page has the range over the measures, which is part of the answer.',
      `FTE are those of ${staffOf(study)} in the workforce publication; ${data.synthetic ? 'here they are generated' : 'staff employed elsewhere may not be in it'}.`,
    ]),
  ],
};

const documents: Readonly<Record<string, Pick<Link, 'text' | 'note' | 'download'>>> = {
  'report.html': { text: 'The report', note: ', a page with all methods and tables', download: false },
  'report.pdf': { text: 'The report as PDF', note: null, download: true },
  'briefing.html': { text: 'The briefing', note: ', all of the study in two pages', download: false },
  'briefing.pdf': { text: 'The briefing as PDF', note: null, download: true },
  'tables.xlsx': { text: 'All tables as one workbook', note: null, download: true },
};

/** The documents of the run, and its tables. */
export const siteFiles = (files: readonly string[]): Section => ({
  id: 'files',
  heading: 'Report and data',
  shows: [],
  blocks: () =>
    links([
      ...Object.entries(documents).flatMap(([href, said]) =>
        files.includes(href) ? [{ href, ...said }] : [],
      ),
      { href: 'data.html', text: 'Every table as CSV', note: ', with what it holds', download: false },
    ]),
});
