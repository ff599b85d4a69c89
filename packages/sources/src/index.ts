export { type BuildOptions, buildPanel } from './build-panel.js';
export { boundaryKind, catalogue, type Kind, type KindId, localKind } from './catalogue.js';
export { type CheckOptions, checkFolder, type FolderCheck } from './check/check-folder.js';
export { type GridCell, type GridRow, type SourceId, sourceIds } from './check/grid.js';
export type { CheckedFile } from './check/inventory.js';
export type { StudyCheck, StudyFile } from './check/judge-study.js';
export { type PlausibleRange, plausible, thresholds } from './check/plausible.js';
