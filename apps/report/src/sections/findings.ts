import { findingsView } from '../language/findings-words.js';
import { headlineIsPlain } from '../language/model-words.js';
import { type Block, definitions, heading, keptTables, type PlainBlock, paragraph } from './block.js';
import { ofEngland, type Section } from './section.js';
import { gradesView } from './tables/grades-table.js';

const under = (text: string, blocks: PlainBlock[]): Block[] =>
  blocks.length === 0 ? [] : [heading(text), ...blocks];

/** The answer, need by need, and what else the numbers say. */
export const findings: Section = {
  id: 'findings',
  heading: 'Findings',
  series: 'G',
  shows: [
    'findings.csv',
    'finding_tests.csv',
    'table1.csv',
    'figure3.csv',
    'slopes.csv',
    'published_numbers.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const { prefix, answer, needs, others } = findingsView(input);
    return [
      paragraph(answer, 'answer', prefix),
      ...(input.study.model === undefined ? [] : [paragraph(headlineIsPlain)]),
      ...keptTables(gradesView(input)),
      ...under('Need by need', definitions('findings', needs)),
      ...under('The staff and the files', definitions('findings', others)),
    ];
  },
};
