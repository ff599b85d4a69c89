import { ofNeedAlone } from '../language/declared-words.js';
import { mainAssociations } from '../language/main-associations.js';
import { paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { briefGradesView } from './tables/grades-table.js';

/** Every measure of need with its finding and grade, for a short document. */
export const grades: Section = {
  id: 'grades',
  heading: 'By every measure of need',
  series: 'G',
  shows: ['findings.csv', 'model_findings.csv'],
  applies: ofEngland,
  blocks(input) {
    const view = briefGradesView(input);
    if (view === null) return [paragraph('No measure of need could be set beside the staff.')];
    const apart = ofNeedAlone(mainAssociations(input));
    return [...tables(view), ...(apart === null ? [] : [paragraph(apart)])];
  },
};
