import { paragraph } from '../../sections/block.js';
import { closing } from './closing.js';
import type { SiteDocument } from './site-document.js';

/** What stands at the address of a page that could not be made. */
export const failedDocument = (name: string, area: string): SiteDocument => ({
  name,
  kind: null,
  contents: false,
  scope: { kind: 'england' },
  closing,
  title: () => area,
  skip: { to: 'failed', text: 'Skip to what happened' },
  sections: [
    {
      id: 'failed',
      heading: 'This page could not be made',
      shows: [],
      blocks: () => [
        paragraph(
          'The program could not make the page of this area, and has told whoever made the site why. The tables have its numbers.',
        ),
      ],
    },
  ],
});
