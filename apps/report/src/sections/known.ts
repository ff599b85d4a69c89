import { knownArticle, knownReview, knownStudies, knownSurvey } from '@inverse-care/audit';
import { knownDocuments } from '../beside-paper.js';
import { articleSentence, reviewFaults, reviewSentence, surveySentence } from '../language/known-words.js';
import { type Block, definitions, figures, heading, paragraph, reason, tables } from './block.js';
import { figuresOf, ofEngland, type Section, type SectionInput } from './section.js';
import { articleView, studiesView, surveyView } from './tables/known-tables.js';
import { reasonFor } from './tables/omissions-tables.js';

const dropped = ({ omissions }: SectionInput) => omissions.some(({ what }) => what === knownDocuments);
const shown = ({ tables: all }: SectionInput) => all.rows(knownSurvey).length > 0;

const part = (id: string, words: string, sentence: string | null, ...rest: readonly Block[][]): Block[] => {
  const blocks = [...(sentence === null ? [] : [paragraph(sentence)]), ...rest.flat()];
  return blocks.length === 0 ? [] : [heading(words, id), ...blocks];
};

/** What other documents print about link workers, with the verdicts of the audit; a study of another role has none. */
export const known: Section = {
  id: 'known',
  heading: 'What else is known',
  series: 'W',
  shows: [knownSurvey.file, knownReview.file, knownArticle.file, knownStudies.file],
  applies: (input, scope) => ofEngland(input, scope) && (shown(input) || dropped(input)),
  blocks(input) {
    if (!shown(input)) return [reason(reasonFor(input, knownDocuments))];
    const { tables: all, data } = input;
    const real = data.synthetic
      ? ' The documents are real; that this page is of synthetic data says nothing of them.'
      : '';
    return [
      paragraph(
        `What follows are numbers that four documents print about link workers. None is a finding of this run, and none is used in it. Where the audit of published numbers found one inconsistent or unsupported, this section says so, and why.${real}`,
      ),
      ...part(
        'known-survey',
        'A survey of patient groups',
        surveySentence(all.rows(knownSurvey)),
        tables(surveyView(input)),
        figures(figuresOf(input, 'known-survey')),
      ),
      ...part(
        'known-review',
        'A review of studies of health inequalities',
        reviewSentence(all.rows(knownReview)),
        definitions('findings', reviewFaults(all.rows(knownReview))),
        [
          paragraph(
            `Source: ${all.rows(knownReview)[0]?.source ?? ''}. Every count with its verdict: results/${knownReview.file}.`,
          ),
        ],
        figures(figuresOf(input, 'known-review')),
      ),
      ...part(
        'known-article',
        'A news article',
        articleSentence(all.rows(knownArticle)),
        tables(articleView(input)),
      ),
      ...part(
        'known-studies',
        'Studies in an evidence bulletin',
        'Designs and results are in our words, from abstracts that a bulletin of October and November 2024 reprints; the studies themselves were not read, and a protocol has no result yet.',
        tables(studiesView(input)),
      ),
    ];
  },
};
