import { headlineIsPlain } from '../language/model-words.js';
import { paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { briefGradesView } from './tables/grades-table.js';

/** Every measure of need with its finding and grade, for a short document. */
export const grades: Section = {
  id: 'grades',
  heading: 'By every measure of need',
  series: 'G',
  shows: ['findings.csv'],
  applies: ofEngland,
  blocks(input) {
    const view = briefGradesView(input);
    if (view === null) return [paragraph('No measure of need could be set beside the staff.')];
    // Grades are not of the model that a study declares besides.
    return [...tables(view), ...(input.study.model === undefined ? [] : [paragraph(headlineIsPlain)])];
  },
};
