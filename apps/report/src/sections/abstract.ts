import { abstractWords } from '../language/abstract-words.js';
import { definitions } from './block.js';
import { ofEngland, type Section } from './section.js';

/** The whole study on half a page: background, methods, findings, interpretation. */
export const abstract: Section = {
  id: 'abstract',
  heading: 'Abstract',
  shows: ['table1.csv', 'figure3.csv', 'findings.csv', 'flow.csv'],
  applies: ofEngland,
  blocks: (input) => definitions('findings', abstractWords(input)),
};
