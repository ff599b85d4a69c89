export { type Tally, tally } from './agreement.js';
export { type AuditOf, audit } from './audit.js';
export {
  type AuditCheckRow,
  type AuditRow,
  type AuditSummaryRow,
  auditChecks,
  auditSummary,
  auditTable,
  auditTables,
} from './audit-tables.js';
export {
  type JudgedCheck,
  type JudgedStatement,
  judgeChecks,
  judgeStatements,
  type Verdict,
  verdicts,
} from './judge.js';
export { type Known, knownFrom, type ToldByArticle } from './known/from-ledger.js';
export {
  type KnownArticleRow,
  type KnownReviewRow,
  type KnownStudyRow,
  type KnownSurveyRow,
  knownArticle,
  knownReview,
  knownStudies,
  knownSurvey,
} from './known/known-definitions.js';
export { knownTables } from './known/known-tables.js';
export type { Listed, ListedCount, ListedLine, ListedProportion, ListedStudy } from './known/listed.js';
export type { Ledger, LedgerCheck, PublishedDocument, Severity, Statement } from './ledger.js';
export { type LedgerText, readLedger } from './read-ledger.js';
export { type Pointer, type ResultOf, resultsOf } from './results.js';
export * from './tables.js';
export { compareWithWilding, firstLastingNegative } from './wilding-2024.js';
