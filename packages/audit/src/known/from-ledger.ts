import { evaluate } from '../checks/expression.js';
import { type JudgedStatement, judgeChecks, judgeStatements, verdicts } from '../judge.js';
import type { Ledger } from '../ledger.js';
import type { KnownArticleRow, KnownReviewRow, KnownStudyRow, KnownSurveyRow } from './known-definitions.js';
import type { ListedCount } from './listed.js';
import { studyRow } from './study-row.js';
import { surveyRow } from './survey-rows.js';

/** What a ledger has of a news article; a run adds its own side. */
export type ToldByArticle = Omit<KnownArticleRow, 'ours' | 'in_this_run' | 'table' | 'row' | 'column'>;

/** What is known from elsewhere, as far as no run has to speak to it. */
export interface Known {
  survey: readonly KnownSurveyRow[];
  review: readonly KnownReviewRow[];
  article: readonly ToldByArticle[];
  studies: readonly KnownStudyRow[];
}

/** Ids of the statements that an expression names. */
function idsIn(expression: ListedCount['count']): string[] {
  if (typeof expression === 'number') return [];
  if (typeof expression === 'string') return [expression];
  return Object.values(expression).flatMap((parts) => (parts as ListedCount['count'][]).flatMap(idsIn));
}

/** The gravest verdict of some statements. */
const gravest = (judged: readonly JudgedStatement[]) =>
  verdicts.flatMap((verdict) => judged.filter((one) => one.verdict === verdict)).at(0);

/**
 * What is known from elsewhere: shares of surveys, flows of reviews, studies of bulletins and statements of news
 * articles, each with the verdict of the ledger's checks. No run is asked.
 */
export function knownFrom(ledger: Ledger): Known {
  const noRun = () => null;
  const judged = new Map(
    judgeStatements(ledger, judgeChecks(ledger, noRun), noRun).map((one) => [one.statement.id, one]),
  );
  const of = (id: string) => judged.get(id)!;
  const numberOf = (id: string) => of(id).statement.number;
  const sources = new Map(
    ledger.documents.map(({ id, authors, year, title }) => [id, `${authors} (${year}). ${title}`]),
  );
  const articles = new Set(
    ledger.documents.filter(({ kind }) => kind === 'news article').map(({ id }) => id),
  );
  const reviewRow = (
    { id, count, unit, label }: ListedCount,
    document: string,
    line: number,
    part: KnownReviewRow['part'],
  ): KnownReviewRow => {
    const worst = gravest(idsIn(count).map(of));
    return {
      id,
      source: sources.get(document)!,
      line,
      part,
      count: evaluate(count, numberOf).value,
      unit,
      label,
      given: typeof count === 'string' ? 'printed' : 'worked out',
      verdict: worst?.verdict ?? 'not checkable here',
      calculation: worst?.calculation ?? '',
    };
  };
  return {
    survey: ledger.listed.flatMap(({ document, proportions }) =>
      proportions.map((one) =>
        surveyRow(one, of(one.statement), { source: sources.get(document)!, numberOf }),
      ),
    ),
    review: ledger.listed.flatMap(({ document, flow }) =>
      flow.flatMap(({ boxes, leaving }, index) => [
        ...boxes.map((one) => reviewRow(one, document, index + 1, 'goes on')),
        ...leaving.map((one) => reviewRow(one, document, index + 1, 'leaves')),
      ]),
    ),
    article: [...judged.values()]
      .filter(({ statement }) => articles.has(statement.document))
      .map(({ statement: { id, document, place, quantity, printed, unit, date }, verdict, calculation }) => ({
        id,
        source: sources.get(document)!,
        place,
        quantity,
        printed,
        unit,
        date,
        verdict,
        calculation,
      })),
    studies: ledger.listed.flatMap(({ document, studies }) =>
      studies.map((one) =>
        studyRow(
          one,
          [...judged.values()].filter(({ statement }) => statement.id.startsWith(`${document}.${one.id}.`)),
          { source: sources.get(document)!, numberOf },
        ),
      ),
    ),
  };
}
