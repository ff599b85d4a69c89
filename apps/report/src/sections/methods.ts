import { methodsView } from '../language/methods-words.js';
import { definitions } from './block.js';
import type { Section } from './section.js';

/** How it was done, in plain words. */
export const methods: Section = {
  id: 'methods',
  heading: 'Methods',
  shows: [],
  blocks: (input) =>
    definitions(
      'methods',
      methodsView(input).map(({ term, text }) => ({ label: term, text })),
    ),
};
