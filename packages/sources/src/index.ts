export { type BuildOptions, buildPanel } from './build-panel.js';
export { type FetchGroup, fetchGroups } from './catalogue/whereabouts.js';
export { boundaryKind, catalogue, type Kind, type KindId, localKind } from './catalogue.js';
export { type CheckOptions, checkFolder, type FolderCheck } from './check/check-folder.js';
export { type GridCell, type GridRow, type SourceId, sourceIds } from './check/grid.js';
export type { CheckedFile } from './check/inventory.js';
export type { StudyCheck, StudyFile } from './check/judge-study.js';
export { type PlausibleRange, plausible, thresholds } from './check/plausible.js';
export { latestQuarterEnd } from './fetch/editions.js';
export { type FetchOptions, fetchFiles } from './fetch/fetch-files.js';
export { type FetchOutcome, type FetchReport, missingOf } from './fetch/outcomes.js';
export { type PlannedFile, planFetch } from './fetch/plan-fetch.js';
export {
  type FolderSurvey,
  type NearestExtract,
  type SnapshotCoverage,
  type SurveyedFile,
  surveyFolder,
} from './survey-folder.js';
export type { CacheOptions } from './workspace.js';
