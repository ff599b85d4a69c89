import type { Icb } from '../areas/gather-icb.js';
import { icbTitle } from '../language/area-words.js';
import {
  areaChange,
  areaDue,
  areaNeed,
  areaNext,
  areaPcns,
  areaQuality,
  areaStanding,
} from '../sections/area/sections.js';
import { heading, sources } from '../sections/block.js';
import { attributions } from '../sections/tables/sources-tables.js';
import type { Document } from './document.js';

/** Two pages for one ICB: where it stands, whether it goes to need, what it would have, its PCNs, and what to do next. */
export const icbBriefing = (icb: Icb): Document => ({
  name: `briefing-${icb.code}`,
  kind: 'Briefing',
  subject: `${icb.name} (${icb.code})`,
  layout: 'area',
  margins: '15mm 15mm 14mm',
  title: () => icbTitle(icb),
  skip: { to: 'standing', text: 'Skip to the answer' },
  contents: false,
  sections: [
    areaStanding(icb),
    areaChange(icb),
    areaNeed(icb),
    areaDue(icb),
    areaPcns(icb),
    areaQuality(icb),
    areaNext(icb),
  ],
  closing: (input) => ({
    text: 'Every number is a row of the tables in results/ of the run; methods and limits are in its full report.',
    blocks: [heading('Sources', null, 2), sources(attributions(input))],
  }),
});
