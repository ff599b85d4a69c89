import { type FilledTable, FilledTables } from '@inverse-care/domain';
import { auditTables } from './audit-tables.js';
import { judgeChecks, judgeStatements } from './judge.js';
import type { Ledger } from './ledger.js';
import { resultsOf } from './results.js';

/** The run that an audit holds documents against. */
export interface AuditOf {
  tables: FilledTables;
  /** Synthetic data are made from what is printed: nothing is held against them. */
  synthetic: boolean;
}

/** Judges every statement of a ledger, by its checks and by a run. */
export function audit(ledger: Ledger, { tables, synthetic }: AuditOf): FilledTable[] {
  const resultOf = resultsOf(synthetic ? new FilledTables() : tables);
  const checks = judgeChecks(ledger, resultOf);
  return auditTables(ledger.documents, judgeStatements(ledger, checks, resultOf), checks);
}
