import { siteTables } from '../../sections/site/data-section.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** Every table of the run as a file. */
export const dataDocument: SiteDocument = {
  name: 'data',
  kind: null,
  title: () => 'Every table, to download',
  skip: { to: 'tables', text: 'Skip to the tables' },
  contents: false,
  sections: [siteTables],
  scope: { kind: 'england' },
  closing,
};
