import { icbPlaceOf } from '../../places/places.js';
import type { ReportInput } from '../../report-input.js';
import { icbPcns } from '../../sections/site/icb-pcns.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** The page of one ICB. */
export const icbDocument = (code: string, input: ReportInput): SiteDocument => ({
  name: `icb/${code}`,
  kind: 'Integrated Care Board',
  title: () => `${icbPlaceOf(code, input).name} (${code})`,
  skip: { to: 'pcns', text: 'Skip to its PCNs' },
  contents: false,
  sections: [icbPcns],
  scope: { kind: 'icb', code },
  closing,
});
