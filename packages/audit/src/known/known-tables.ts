import { readFileSync } from 'node:fs';
import { type FilledTable, type FilledTables, filled } from '@inverse-care/domain';
import { articleRows } from './article-rows.js';
import type { Known } from './from-ledger.js';
import { knownArticle, knownReview, knownStudies, knownSurvey } from './known-definitions.js';

/** What scripts/known.mjs has made of the ledgers: to read those takes longer than many a run. */
const known = (): Known =>
  JSON.parse(readFileSync(new URL('../../data/known.json', import.meta.url), 'utf8'));

/** What is known from elsewhere about link workers, with the numbers of a news article beside those of a run. */
export function knownTables(run: { tables: FilledTables; synthetic: boolean }): FilledTable[] {
  const { survey, review, article, studies } = known();
  return [
    filled(knownSurvey, survey),
    filled(knownReview, review),
    filled(knownArticle, articleRows(article, run)),
    filled(knownStudies, studies),
  ];
}
