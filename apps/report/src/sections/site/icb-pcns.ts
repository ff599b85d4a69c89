import { distinct, order } from '@inverse-care/domain';
import { icbPlaceOf, subIcbWords } from '../../places/places.js';
import { heading, tables } from '../block.js';
import { pcnListView } from '../pcn/tables.js';
import type { Section } from '../section.js';

/** The PCNs of an ICB by sub-ICB location, each with a link to its page. */
export const icbPcns: Section = {
  id: 'pcns',
  heading: 'Its PCNs',
  series: 'P',
  shows: [],
  applies: (_, scope) => scope.kind === 'icb',
  blocks(input, scope) {
    if (scope.kind !== 'icb') return [];
    const { pcns } = icbPlaceOf(scope.code, input);
    const areas = distinct(pcns.map(({ now }) => now.sub_icb_code)).sort(order);
    return areas.flatMap((area) => [
      heading(subIcbWords(area), area),
      ...tables(
        pcnListView(
          pcns.filter(({ now }) => now.sub_icb_code === area),
          input,
          { id: `table-${area}`, caption: `PCNs of ${subIcbWords(area)}` },
        ),
      ),
    ]);
  },
};
