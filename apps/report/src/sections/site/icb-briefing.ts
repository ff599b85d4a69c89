import { links } from '../block.js';
import type { Section } from '../section.js';

/** Links to the briefing of an ICB, where the site has it. @param files from the root of the site. */
export const icbBriefingSection = (files: readonly string[]): Section => ({
  id: 'briefing',
  heading: 'Its briefing',
  shows: [],
  applies: () => files.length > 0,
  blocks: () =>
    links(
      files.map((file) => ({
        href: `../${file}`,
        text: file.endsWith('.pdf') ? 'The briefing to print (PDF)' : 'The briefing as a page',
        note: null,
        download: file.endsWith('.pdf'),
      })),
    ),
});
