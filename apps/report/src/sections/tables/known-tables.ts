import {
  type KnownArticleRow,
  type KnownSurveyRow,
  knownArticle,
  knownStudies,
  knownSurvey,
} from '@inverse-care/audit';
import { type CellView, cell, head, type TableView } from '../../html/table.js';
import { asPrinted, baseWords, isDoubtful, monthWords, shareInterval } from '../../language/known-words.js';
import { plain } from '../../language/marks.js';
import { count, missing, significant } from '../../language/numbers.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

type Parts = Pick<TableView, 'id' | 'caption' | 'head' | 'rows'> & { source: string; notes: string[] };

const viewOf = ({ data }: ReportInput, { source, notes, ...parts }: Parts): TableView => ({
  number: null,
  ...parts,
  notes: [`Source: ${source}.`, ...notes],
  synthetic: data.synthetic ? syntheticNotice : null,
  kind: 'prose',
});

const words = (...texts: string[]) => [texts.map((text) => head(text, { numeric: false }))];

/** The verdict of the audit, with its calculation where it finds fault. */
const verdictCell = (row: { verdict: string; calculation: string }): CellView =>
  isDoubtful(row)
    ? cell(row.verdict, { sub: asPrinted(row.calculation), mark: 'differs' })
    : cell(row.verdict, { mark: 'silent' });

const baseWord = { follows: 'worked out', assumed: 'assumed' } as const;

/** Of whom a share is, and how that is known where it is not printed. */
const baseCell = ({ among, base, basis }: KnownSurveyRow): CellView =>
  base === 'printed' ? cell(among) : cell(among, { sub: `${baseWord[base]}: ${basis}`, mark: 'silent' });

/** Shares of the survey of patient groups; null where the run has none. */
export function surveyView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(knownSurvey);
  const [first] = rows;
  if (first === undefined) return null;
  return viewOf(input, {
    id: 'table-known-survey',
    caption: 'What patient participation groups answered in early 2022',
    head: words('Share of', 'Printed', '95% interval', 'n', 'Base', 'Audit'),
    rows: rows.map((row) => ({
      header: cell(row.quantity, { sub: row.place }),
      cells: [
        cell(row.printed),
        cell(plain(shareInterval(row))),
        cell(plain(baseWords(row))),
        baseCell(row),
        verdictCell(row),
      ],
    })),
    source: first.source,
    notes: [
      `Intervals: Wilson’s, the widest over every count and base that can print so; none where a bound is printed. Counts are in results/${knownSurvey.file}. Audit: whether the number can stand beside the others of its document.`,
    ],
  });
}

const ours = ({ ours: value, in_this_run }: KnownArticleRow): CellView =>
  value === null ? cell(in_this_run) : cell(significant(value, 4), { sub: in_this_run, mark: 'silent' });

/** The article beside the run; null where the run has none. */
export function articleView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(knownArticle);
  const [first] = rows;
  if (first === undefined) return null;
  return viewOf(input, {
    id: 'table-known-article',
    caption: 'What a news article prints, beside this run',
    head: words('Quantity', 'The article', 'This run', 'Audit'),
    rows: rows.map((row) => ({
      header: cell(row.quantity, { sub: row.date === '' ? null : monthWords(row.date) }),
      cells: [cell(row.printed, { sub: row.unit, mark: 'silent' }), ours(row), verdictCell(row)],
    })),
    source: first.source,
    notes: ['Audit: whether the number can stand beside the paper’s own and the others of the article.'],
  });
}

/** The studies of the bulletin; null where the run has none. */
export function studiesView(input: ReportInput): TableView | null {
  const rows = input.tables.rows(knownStudies);
  const [first] = rows;
  if (first === undefined) return null;
  return viewOf(input, {
    id: 'table-known-studies',
    caption: 'What the studies of the bulletin report',
    head: words('Study', 'Design', 'n', 'Result', 'Audit'),
    rows: rows.map((row) => ({
      header: cell(`${row.authors} (${row.year})`, { sub: row.reference }),
      cells: [
        cell(row.design),
        cell(row.n === null ? missing : count(row.n), { sub: row.n_of, mark: 'silent' }),
        cell(row.result),
        isDoubtful(row)
          ? verdictCell(row)
          : cell(row.statements === 0 ? missing : row.verdict, {
              sub:
                row.statements === 0
                  ? 'no number but volume and pages'
                  : `${count(row.checked)} of ${count(row.statements)} numbers checked`,
              mark: 'silent',
            }),
      ],
    })),
    source: first.source,
    notes: [
      'The bulletin’s comment, news and pages of organisations are left out. Audit: the gravest verdict on what the bulletin prints of the study, by that text alone.',
    ],
  });
}
