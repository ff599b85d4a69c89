import { surveyErrorWords } from '../language/survey-error-words.js';
import { definitions, paragraph, tables } from './block.js';
import { ofEngland, type Section } from './section.js';
import { surveyErrorView } from './tables/survey-error-table.js';

/** How much of surveyed need is sampling error, and what that hides. */
export const surveyErrors: Section = {
  id: 'survey-error',
  heading: 'How reliably surveys measure need',
  series: 'E',
  ofStudy: true,
  shows: ['survey_error.csv', 'survey_base.csv'],
  applies: (input, scope) => ofEngland(input, scope) && surveyErrorWords(input).length > 0,
  blocks(input) {
    const exact = input.data.synthetic
      ? ' In Synthetic England the need of a PCN is exact, however few answered: the corrections show how a run tells them, and correct what is not there.'
      : '';
    return [
      paragraph(
        `Some needs are shares of survey answers. The fewer answered, the more of what differs between PCNs is chance, which draws a coefficient towards zero. What follows is of sampling error alone.${exact}`,
      ),
      ...tables(surveyErrorView(input)),
      ...definitions('findings', surveyErrorWords(input)),
    ];
  },
};
