import { isOfProvision, ofNeedAlone } from '../language/declared-words.js';
import { findingsView } from '../language/findings-words.js';
import { mainAssociations } from '../language/main-associations.js';
import { type Block, definitions, heading, keptTables, type PlainBlock, paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { aloneView, gradesView } from './tables/grades-table.js';

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
    'model_findings.csv',
    'model_finding_tests.csv',
    'model_influence.csv',
    'table1.csv',
    'figure3.csv',
    'slopes.csv',
    'published_numbers.csv',
  ],
  applies: ofEngland,
  blocks(input) {
    const { prefix, answer, needs, alone, others } = findingsView(input);
    const apart = ofNeedAlone(mainAssociations(input));
    return [
      paragraph(answer, 'answer', prefix),
      ...(apart === null ? [] : [paragraph(apart)]),
      ...keptTables(gradesView(input)),
      ...under('Need by need', definitions('findings', needs)),
      ...under(isOfProvision(input.study) ? 'Need alone, unadjusted' : 'Provision on need alone', [
        ...definitions('findings', alone),
      ]),
      ...tables(aloneView(input)),
      ...under('The staff and the files', definitions('findings', others)),
    ];
  },
};
