// What the report says as it is read: its sentences without where their numbers come from.
import { amounts as amountsMarked } from '../src/language/amount.js';
import { associationSentences as associationSentencesMarked } from '../src/language/association-words.js';
import { briefingWords as briefingWordsMarked } from '../src/language/briefing-words.js';
import {
  apartWords as apartWordsMarked,
  disagreementWords as disagreementWordsMarked,
} from '../src/language/disagreement-words.js';
import {
  fifthsParagraph as fifthsParagraphMarked,
  gapSentence as gapSentenceMarked,
  gapTitle as gapTitleMarked,
} from '../src/language/fifths-words.js';
import { findingsView as findingsViewMarked } from '../src/language/findings-words.js';
import { levelsWords as levelsWordsMarked } from '../src/language/levels-words.js';
import { dependenceSentences as dependenceSentencesMarked } from '../src/language/likeness-words.js';
import { marginWords as marginWordsMarked } from '../src/language/margin-words.js';
import { bare } from '../src/language/marks.js';
import {
  limitsView as limitsViewMarked,
  methodsView as methodsViewMarked,
} from '../src/language/methods-words.js';
import { placeboSentences as placeboSentencesMarked } from '../src/language/placebo-words.js';
import { rangeName as rangeNameMarked } from '../src/language/range-words.js';
import { sensitivityWords as sensitivityWordsMarked } from '../src/language/sensitivity-words.js';
import { sincePaper as sincePaperMarked } from '../src/language/since-paper.js';
import {
  bothTrendsSentence as bothTrendsSentenceMarked,
  changeSentence as changeSentenceMarked,
} from '../src/language/trend-words.js';

/** A page as it reads, without what marks its numbers. */
export const unmarked = (html: string): string =>
  html.replace(/<\/?data\b[^>]*>/g, '').replace(/<span data-(?:fixed|record|place)>(.*?)<\/span>/gs, '$1');

const read =
  <A extends unknown[], T>(say: (...of: A) => T) =>
  (...of: A): T =>
    bare(say(...of));

export const amounts = read(amountsMarked);
export const apartWords = read(apartWordsMarked);
export const associationSentences = read(associationSentencesMarked);
export const bothTrendsSentence = read(bothTrendsSentenceMarked);
export const briefingWords = read(briefingWordsMarked);
export const changeSentence = read(changeSentenceMarked);
export const dependenceSentences = read(dependenceSentencesMarked);
export const disagreementWords = read(disagreementWordsMarked);
export const fifthsParagraph = read(fifthsParagraphMarked);
export const findingsView = read(findingsViewMarked);
export const gapSentence = read(gapSentenceMarked);
export const gapTitle = read(gapTitleMarked);
export const levelsWords = read(levelsWordsMarked);
export const limitsView = read(limitsViewMarked);
export const marginWords = read(marginWordsMarked);
export const methodsView = read(methodsViewMarked);
export const placeboSentences = read(placeboSentencesMarked);
export const rangeName = read(rangeNameMarked);
export const sensitivityWords = read(sensitivityWordsMarked);
export const sincePaper = read(sincePaperMarked);
