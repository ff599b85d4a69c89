export * from './area-means.js';
export { type CacheFolder, openCacheFolder } from './cache-folder.js';
export * from './closest.js';
export * from './csv.js';
export * from './data-check.js';
export { type ColumnDefinition, isReserved } from './dictionary/columns.js';
export type { TableDefinition } from './dictionary/table-definition.js';
export { columnDefinition, tableDefinition, tableDefinitions } from './dictionary/tables.js';
export * from './errors.js';
export * from './geography.js';
export * from './icb-provision.js';
export * from './local-variable.js';
export * from './multiverse/index.js';
export * from './named-variables.js';
export * from './need-and-provision.js';
export * from './panel.js';
export { type Plan, planStudy } from './plan.js';
export * from './provision-distribution.js';
export { readStudy } from './read-study.js';
export { type ReadYaml, readYaml, type YamlFile } from './read-yaml.js';
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
export { chooseSnapshots, type SnapshotChoice } from './snapshot-choice.js';
export * from './snapshots.js';
export { type DeclaredStudy, type Study, studySchema } from './study.js';
export { resultTables } from './tables.js';
export * from './units.js';
export * from './vocabulary.js';
export * from './wilding-2024.js';
