import {
  choiceColumn,
  defineTable,
  type FilledTable,
  filled,
  none,
  type RowOf,
  textColumn,
} from '@inverse-care/domain';
import { type JudgedCheck, type JudgedStatement, verdicts } from './judge.js';
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

export type AuditRow = RowOf<typeof auditTable>;
export type AuditCheckRow = RowOf<typeof auditChecks>;

/** What an audit found as tables. */
export function auditTables(
  statements: readonly JudgedStatement[],
  checks: readonly JudgedCheck[],
): readonly [FilledTable, FilledTable] {
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
  ];
}
