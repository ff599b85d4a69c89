import {
  choiceColumn,
  countColumn,
  defineTable,
  type FilledTable,
  filled,
  none,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';
import { type JudgedCheck, type JudgedStatement, type Verdict, verdicts } from './judge.js';
import type { PublishedDocument, Severity } from './ledger.js';
import { rowText } from './results.js';

const document = textColumn('Document', 'whose statement it is');
const calculation = textColumn('Calculation', 'from which the verdict follows', none);
const severity = textColumn('Severity', 'how much it matters: high, medium or low', none);

/** Every quantitative statement of the documents with its verdict. */
export const auditTable = defineTable({
  file: 'audit.csv',
  title: 'Published numbers, checked',
  description: 'Every quantitative statement of the documents, with a verdict and its calculation.',
  key: ['id'],
  columns: {
    id: textColumn('Id', 'of the statement'),
    document,
    place: textColumn('Place', 'in the document'),
    quantity: textColumn('Quantity', 'what the number is of'),
    printed: textColumn('Printed', 'as the document has it'),
    unit: textColumn('Unit', 'of the number', none),
    verdict: choiceColumn('Verdict', 'what is said of it', verdicts),
    severity,
    calculation,
    table: textColumn('Table', 'of the run that speaks to it', none),
    row: textColumn('Row', 'of that table: key columns and their values', none),
    column: textColumn('Column', 'of that table', none),
  },
});

/** Every check with what it came to. */
export const auditChecks = defineTable({
  file: 'audit_checks.csv',
  title: 'The checks on published numbers',
  description: 'Every check with its verdict, its calculation, and why it may tempt a reader.',
  key: ['id'],
  columns: {
    id: textColumn('Id', 'of the check'),
    document,
    kind: textColumn('Kind', 'of check'),
    about: textColumn('About', 'statements that it judges'),
    verdict: choiceColumn('Verdict', 'what it came to', [
      'inconsistent',
      'unsupported',
      'consistent',
      'not checkable here',
    ]),
    severity,
    calculation,
    explanation: textColumn('Explanation', 'what its failing means, and the likeliest reason', none),
    tempting: textColumn('Tempting', 'why it may be taken for an error although it is none', none),
  },
});

/** How many statements of each document bear which verdict. */
export const auditSummary = defineTable({
  file: 'audit_summary.csv',
  title: 'Published numbers, by document',
  description: 'Statements of each document by verdict, and checks that fail by severity.',
  key: ['document'],
  columns: {
    document,
    title: textColumn('Title', 'of the document'),
    kind: textColumn('Kind', 'of document'),
    statements: countColumn('Statements', 'quantitative statements', 'statements'),
    reproduced: countColumn('Reproduced', 'a run comes to the printed number', 'statements'),
    consistent: countColumn(
      'Consistent',
      'a check holds and none fails, or a run is as near as editions of files may differ',
      'statements',
    ),
    inconsistent: countColumn('Inconsistent', 'a check fails, or a run has another number', 'statements'),
    unsupported: countColumn('Unsupported', 'nothing bears it out', 'statements'),
    not_checkable: countColumn('Not checkable here', 'neither check nor run speaks to it', 'statements'),
    checks: countColumn('Checks', 'carried out', 'checks'),
    high: countColumn('High', 'failing checks of high severity', 'checks'),
    medium: countColumn('Medium', 'failing checks of medium severity', 'checks'),
    low: countColumn('Low', 'failing checks of low severity', 'checks'),
  },
});

export type AuditSummaryRow = RowOf<typeof auditSummary>;
export type AuditRow = RowOf<typeof auditTable>;
export type AuditCheckRow = RowOf<typeof auditChecks>;

function summaryOf(
  { id, title, kind }: PublishedDocument,
  statements: readonly JudgedStatement[],
  checks: readonly JudgedCheck[],
): AuditSummaryRow {
  const own = statements.filter(({ statement }) => statement.document === id);
  const carried = checks.filter(({ check }) => check.document === id);
  const of = (verdict: Verdict) => own.filter((one) => one.verdict === verdict).length;
  const failing = (severity: Severity) =>
    carried.filter(({ holds, check }) => holds === false && check.otherwise.severity === severity).length;
  return {
    document: id,
    title,
    kind,
    statements: own.length,
    reproduced: of('reproduced'),
    consistent: of('consistent'),
    inconsistent: of('inconsistent'),
    unsupported: of('unsupported'),
    not_checkable: of('not checkable here'),
    checks: carried.length,
    high: failing('high'),
    medium: failing('medium'),
    low: failing('low'),
  };
}

/** What an audit found as tables. */
export function auditTables(
  documents: readonly PublishedDocument[],
  statements: readonly JudgedStatement[],
  checks: readonly JudgedCheck[],
): FilledTable[] {
  return [
    filled(
      auditTable,
      statements.map(({ statement, verdict, severity: grave, calculation: sum, pointer }) => ({
        id: statement.id,
        document: statement.document,
        place: statement.place,
        quantity: statement.quantity,
        printed: statement.printed,
        unit: statement.unit,
        verdict,
        severity: grave ?? '',
        calculation: sum,
        table: pointer?.table ?? '',
        row: pointer === null ? '' : rowText(pointer.row),
        column: pointer?.column ?? '',
      })),
    ),
    filled(
      auditChecks,
      checks.map(({ check, verdict, calculation: sum }) => ({
        id: check.id,
        document: check.document,
        kind: check.check.kind,
        about: check.about.join(' '),
        verdict,
        severity: verdict === 'inconsistent' || verdict === 'unsupported' ? check.otherwise.severity : '',
        calculation: sum,
        explanation:
          verdict === 'inconsistent' || verdict === 'unsupported' ? check.otherwise.explanation : '',
        tempting: check.tempting,
      })),
    ),
    filled(
      auditSummary,
      documents.map((one) => summaryOf(one, statements, checks)),
    ),
  ];
}
