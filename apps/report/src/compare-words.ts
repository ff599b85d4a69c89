import { type FindingRow, findings, modelFindings } from '@inverse-care/core/tables';
import { type Cell, variableOf } from '@inverse-care/domain';
import {
  type Cause,
  type CellChange,
  type Comparison,
  causeInWords,
  type RunRecord,
} from '@inverse-care/record';
import { interval, intervalDigits, signed } from './language/numbers.js';

/** Two runs, and how they differ. */
export interface ComparedRuns {
  before: RunRecord;
  after: RunRecord;
  comparison: Comparison;
  causes: readonly Cause[];
}

const mostCells = 20;
const mostCauses = 12;

function effectOf({ estimate, conf_low, conf_high, told_for }: FindingRow): string {
  if (conf_low === null || conf_high === null) return `${signed(estimate, 3)} for ${told_for}`;
  // So many digits that a limit beside zero is not printed as zero.
  const digits = intervalDigits(conf_low, conf_high, 3);
  return `${signed(estimate, digits)} (${interval(conf_low, conf_high, digits)}) for ${told_for}`;
}
const gradeOf = ({ finding, grade }: FindingRow) => `${finding}, ${grade}`;

type Runs = Pick<ComparedRuns, 'before' | 'after'>;

/** What became of the graded finding of each need. */
export const findingLines = ({ before, after }: Runs): string[] =>
  movedLines(before.tables.rows(findings), after.tables.rows(findings), { before, after });

/** The same of the models that the studies declare; none where neither declares one. */
export const declaredLines = ({ before, after }: Runs): string[] =>
  movedLines(before.tables.rows(modelFindings), after.tables.rows(modelFindings), { before, after });

function movedLines(
  old: readonly FindingRow[],
  now: readonly FindingRow[],
  { before, after }: Runs,
): string[] {
  const needs = [...new Set([...old, ...now].map(({ need }) => need))];
  return needs.map((need) => {
    const [was, is] = [old, now].map((rows) => rows.find((row) => row.need === need));
    const { label } = variableOf((is === undefined ? before : after).data.panel, need);
    if (was === undefined) return `${label}: new; ${gradeOf(is!)}, ${effectOf(is!)}`;
    if (is === undefined) return `${label}: no longer asked`;
    const date = was.snapshot === is.snapshot ? '' : `${was.snapshot} to ${is.snapshot}; `;
    const effect = effectOf(was) === effectOf(is) ? effectOf(is) : `${effectOf(was)}, now ${effectOf(is)}`;
    const grade =
      gradeOf(was) === gradeOf(is) ? `still ${gradeOf(is)}` : `was ${gradeOf(was)}, now ${gradeOf(is)}`;
    return `${label}: ${date}${grade}; ${effect}`;
  });
}

const shown = (cell: Cell) =>
  cell === null || cell === ''
    ? 'empty'
    : typeof cell === 'number'
      ? String(Number(cell.toPrecision(6)))
      : String(cell).length > 60
        ? `${String(cell).slice(0, 57)}…`
        : String(cell);

/** How large a change is, in standard errors where there are such. */
function sizeOf({ in_std_errors, relative }: CellChange): string {
  if (in_std_errors !== null) return ` (${signed(in_std_errors, 2)} standard errors)`;
  if (relative === null) return '';
  return relative < 1e-6
    ? ` (last digits: ${relative.toExponential(1)})`
    : ` (${(100 * relative).toFixed(1)}%)`;
}

export const cellLine = (change: CellChange) =>
  `${change.table}, ${change.row}, ${change.column}: ${shown(change.before)}, now ${shown(change.after)}${sizeOf(change)}`;

const counted = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

/** One line a table that is other. */
export const tableLines = ({ tables }: Comparison): string[] =>
  tables.map((one) => {
    const parts = [
      one.cells_changed > 0 && `${counted(one.cells_changed, 'cell')} other`,
      one.rows_added > 0 && `${counted(one.rows_added, 'row')} new`,
      one.rows_removed > 0 && `${counted(one.rows_removed, 'row')} gone`,
      one.columns_added.length > 0 && `columns new: ${one.columns_added.join(', ')}`,
      one.columns_removed.length > 0 && `columns gone: ${one.columns_removed.join(', ')}`,
    ].filter((part) => part !== false);
    return `${one.table}: ${parts.join('; ')}`;
  });

const causeNames = { code: 'Code', engine: 'Engine', study: 'Study', data: 'Data' } as const;

const causeLine = ({ kind, what, before, after }: Cause) =>
  before === '' || after === ''
    ? `${causeNames[kind]}: ${what} is ${before === '' ? 'new' : 'gone'}`
    : `${causeNames[kind]}: ${what}: ${before}, now ${after}`;

const some = (lines: readonly string[], most: number, of: string) =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most), `and ${lines.length - most} more ${of}`];

/** A heading with its lines. */
export interface Passage {
  title: string;
  /** Under the title, before the lines. */
  said?: string;
  lines: string[];
}

/** Two runs side by side, in words: what became of the findings, the largest changes, all tables, and the cause. */
export function comparisonPassages(compared: ComparedRuns): Passage[] {
  const { comparison, causes } = compared;
  if (comparison.tables.length === 0)
    return [{ title: 'Nothing is other', said: 'All tables of both runs hold the same.', lines: [] }];
  const cells = comparison.cells.map(cellLine);
  const declared = declaredLines(compared);
  return [
    ...(declared.length === 0 ? [] : [{ title: 'Findings of the declared model', lines: declared }]),
    { title: declared.length === 0 ? 'Findings' : 'Findings of need alone', lines: findingLines(compared) },
    {
      title: 'Largest changes',
      said:
        cells.length === 0
          ? 'No cell of a row that is in both has changed.'
          : 'Texts first, then numbers by standard errors and by their relative size.',
      lines: some(cells, mostCells, 'cells'),
    },
    { title: 'Tables', lines: tableLines(comparison) },
    {
      title: 'Why',
      said: causeInWords(causes),
      lines: some(causes.map(causeLine), mostCauses, 'differences'),
    },
  ];
}

/** Passages for a terminal. */
export const asText = (passages: readonly Passage[]): string =>
  passages
    .map(({ title, said, lines }) =>
      [title, ...(said === undefined ? [] : [`  ${said}`]), ...lines.map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n\n');

const markdownText = (line: string) => line.replaceAll(/([\\`*_[\]<>|])/g, '\\$1');

/** Passages as Markdown, for the notes of a release. */
export const asMarkdown = (passages: readonly Passage[]): string =>
  passages
    .map(({ title, said, lines }) =>
      [
        `## ${title}`,
        ...(said === undefined ? [] : ['', markdownText(said)]),
        ...(lines.length === 0 ? [] : ['', ...lines.map((line) => `- ${markdownText(line)}`)]),
      ].join('\n'),
    )
    .join('\n\n');
