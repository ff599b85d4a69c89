export { type BuildOptions, buildPanel } from './build-panel.js';
export { boundaryKind, catalogue, type Kind, type KindId, localKind } from './catalogue.js';
export {
  type FolderSurvey,
  type NearestExtract,
  type SnapshotCoverage,
  type SurveyedFile,
  surveyFolder,
} from './survey-folder.js';
