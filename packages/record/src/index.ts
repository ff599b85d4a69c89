export type { RunKind, RunRecord } from './run-record.js';
