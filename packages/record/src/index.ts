export { assertCanWrite } from './assert-can-write.js';
export { openCacheFolder } from './cache-folder.js';
export { recordFolder, resultsFolder } from './files.js';
export { describeFiles, filesBelow, type OutputFile, sha256, stateOfFolder } from './hashes.js';
export {
  isIntact,
  isUpToDate,
  type MadeBy,
  type Manifest,
  type RunKeys,
  readManifest,
  writeManifest,
} from './manifest.js';
export { readRecord } from './read-record.js';
export type { RunKind, RunRecord } from './run-record.js';
export { assertWritable, staged } from './staging.js';
export { writeRecord } from './write-record.js';
