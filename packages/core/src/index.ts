export * from './area-means.js';

export { columnDefinition, tableDefinition, tableDefinitions } from './dictionary/tables.js';
export * from './icb-provision.js';
export * from './increment.js';
export * from './multiverse/index.js';
export * from './need-and-provision.js';
export { type Plan, planStudy } from './plan.js';
export * from './provision-distribution.js';
export { readStudy } from './read-study.js';
export { starsOf } from './regress.js';
export * from './results.js';
export { remainingEstimates } from './robustness/contour.js';
export {
  type CarrierRow,
  type InfluenceRow,
  influence,
  type UnitLevel,
} from './robustness/influence.js';
export { type RobustnessResults, robustness } from './robustness/robustness.js';
export type { Question } from './robustness/rows.js';
export { robustnessTables } from './robustness/tables.js';
export { type BenchmarkRow, controlsFor, type UnmeasuredRow, unmeasured } from './robustness/unmeasured.js';
export { type UnreportedRow, unreportedRow } from './robustness/unreported.js';
export { type RunOptions, runStudy } from './run-study.js';
export { studySchema } from './study.js';
export { resultTables } from './tables.js';
