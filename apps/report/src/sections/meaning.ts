import { briefingWords } from '../language/briefing-words.js';
import { list, paragraph } from './block.js';
import { ofEngland, type Section } from './section.js';

/** What the answer means: how much it leaves open, and how it moved. */
export const meaning: Section = {
  id: 'meaning',
  heading: 'What it means',
  shows: ['figure3.csv', 'slopes.csv', 'joint_tests.csv', 'table1.csv'],
  applies: ofEngland,
  blocks(input) {
    const { means } = briefingWords(input);
    return means.length === 0
      ? [paragraph('Without a measure of need there is nothing to conclude.')]
      : [list(means)];
  },
};
