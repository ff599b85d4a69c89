export { type BuildOptions, buildPanel } from './build-panel.js';
export { type FetchGroup, fetchGroups } from './catalogue/whereabouts.js';
export { boundaryKind, catalogue, type Kind, type KindId, localKind } from './catalogue.js';
export { dataDictionary } from './data-dictionary.js';
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
