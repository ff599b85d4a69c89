import type { Icb } from '../../areas/gather-icb.js';
import {
  areaChange,
  areaDue,
  areaNeed,
  areaNext,
  areaQuality,
  areaStanding,
} from '../../sections/area/sections.js';
import { icbBriefingSection } from '../../sections/site/icb-briefing.js';
import { icbPcns } from '../../sections/site/icb-pcns.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** The page of one ICB: what its briefing says, and its PCNs with their pages. @param briefings files of its briefing. */
export const icbDocument = (icb: Icb, briefings: readonly string[]): SiteDocument => ({
  name: `icb/${icb.code}`,
  kind: 'Integrated Care Board',
  title: () => `${icb.name} (${icb.code})`,
  skip: { to: 'standing', text: 'Skip to the answer' },
  contents: false,
  sections: [
    areaStanding(icb),
    icbBriefingSection(briefings),
    icbPcns,
    areaChange(icb),
    areaNeed(icb),
    areaDue(icb),
    areaQuality(icb),
    areaNext(icb),
  ],
  scope: { kind: 'icb', code: icb.code },
  closing,
});
