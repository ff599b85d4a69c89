import { carryOut } from './check.js';
import type { CheckFinding } from './checks/finding.js';
import { short } from './checks/finding.js';
import type { Ledger, LedgerCheck, Severity, Statement } from './ledger.js';
import { canBeEqual, exactly } from './printed.js';
import { type Pointer, type ResultOf, rowText } from './results.js';

/** What is said of a statement, the gravest first. */
export const verdicts = [
  'inconsistent',
  'unsupported',
  'reproduced',
  'consistent',
  'not checkable here',
] as const;
export type Verdict = (typeof verdicts)[number];

/** A check with what it came to. */
export interface JudgedCheck extends CheckFinding {
  check: LedgerCheck;
  verdict: 'inconsistent' | 'unsupported' | 'consistent' | 'not checkable here';
}

/** A statement with its verdict. */
export interface JudgedStatement {
  statement: Statement;
  verdict: Verdict;
  severity: Severity | null;
  calculation: string;
  /** The cell of the run that speaks to it. */
  pointer: Pointer | null;
}

const grave: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** Carries out all checks of a ledger. */
export function judgeChecks(ledger: Ledger, resultOf: ResultOf): JudgedCheck[] {
  const numbers = new Map(ledger.statements.map(({ id, number }) => [id, number]));
  const numberOf = (id: string) => {
    const number = numbers.get(id);
    if (number === undefined) throw new RangeError(`There is no statement ${id}.`);
    return number;
  };
  return ledger.checks.map((check) => {
    const finding = carryOut(check.check, numberOf, resultOf);
    const verdict =
      finding.holds === null ? 'not checkable here' : finding.holds ? 'consistent' : check.otherwise.verdict;
    return { check, verdict, ...finding };
  });
}

type FromRun = Pick<JudgedStatement, 'verdict' | 'calculation' | 'pointer' | 'severity'>;

/** Holds a statement against the first cell of the run that bears it out, or else that there is. */
function againstRun({ number, results }: Statement, resultOf: ResultOf): FromRun | null {
  const found = results.flatMap((pointer) => {
    const value = resultOf(pointer);
    return value === null ? [] : [{ pointer, value }];
  });
  const cell = ({ table, row, column }: Pointer) => `${table}, ${rowText(row)}, ${column}`;
  const exact = found.find(({ value }) => canBeEqual(exactly(value), number));
  if (exact !== undefined) {
    return {
      verdict: 'reproduced',
      severity: null,
      pointer: exact.pointer,
      calculation: `ours is ${short(exact.value)} (${cell(exact.pointer)})`,
    };
  }
  const [first] = found;
  if (first === undefined) return null;
  const apart = Math.abs(first.value - number.value) / Math.abs(number.value || 1);
  const near = apart <= (first.pointer.near ?? 0);
  return {
    verdict: near ? 'consistent' : 'inconsistent',
    severity: near ? null : 'low',
    pointer: first.pointer,
    calculation: `ours is ${short(first.value)} (${cell(first.pointer)}), ${short(100 * apart)}% off${near ? ', as editions of the files may differ' : ''}`,
  };
}

function judgeOne(statement: Statement, checks: readonly JudgedCheck[], resultOf: ResultOf): JudgedStatement {
  const bySeverity = [...checks].sort(
    (a, b) => grave[a.check.otherwise.severity] - grave[b.check.otherwise.severity],
  );
  const failed = bySeverity.filter(({ verdict }) => verdict === 'inconsistent' || verdict === 'unsupported');
  const run = againstRun(statement, resultOf);
  const worst = failed.find(({ verdict }) => verdict === 'inconsistent') ?? failed[0];
  if (worst !== undefined) {
    const { calculation, check } = worst;
    const { explanation, severity } = check.otherwise;
    return {
      statement,
      verdict: check.otherwise.verdict,
      severity,
      calculation: explanation === '' ? calculation : `${calculation}. ${explanation}`,
      pointer: run?.pointer ?? null,
    };
  }
  if (run !== null) return { statement, ...run };
  const passed = checks.filter(({ verdict }) => verdict === 'consistent');
  if (passed.length > 0) {
    return {
      statement,
      verdict: 'consistent',
      severity: null,
      calculation: passed.map(({ calculation }) => calculation).join('; '),
      pointer: null,
    };
  }
  return {
    statement,
    verdict: 'not checkable here',
    severity: null,
    calculation: `It would take ${statement.needs === '' ? 'what the document has it from' : statement.needs}.`,
    pointer: null,
  };
}

/** Gives every statement of a ledger its verdict. The gravest check that fails decides; then a run; then what holds. */
export function judgeStatements(
  ledger: Ledger,
  checks: readonly JudgedCheck[],
  resultOf: ResultOf,
): JudgedStatement[] {
  const about = new Map<string, JudgedCheck[]>();
  for (const one of checks) {
    for (const id of one.check.about) about.set(id, [...(about.get(id) ?? []), one]);
  }
  return ledger.statements.map((statement) => judgeOne(statement, about.get(statement.id) ?? [], resultOf));
}
