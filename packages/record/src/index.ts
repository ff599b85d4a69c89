export { openCacheFolder } from './cache-folder.js';
export { type Cause, causeInWords, causesOf } from './compare/causes.js';
export {
  type CellChange,
  type Comparison,
  compareTables,
  type TableChange,
} from './compare/compare-tables.js';
export { recordFolder, resultsFolder } from './files.js';
export { describeFiles, filesBelow, type OutputFile, sha256 } from './hashes.js';
export {
  isIntact,
  isUpToDate,
  type MadeBy,
  type Manifest,
  type RunKeys,
  readManifest,
  writeManifest,
} from './manifest.js';
export { withoutLinks } from './output/place.js';
export { type OutFolder, settleOut, withOut } from './output/with-out.js';
export { outputsOf, writeCrate } from './outputs.js';
export { type PartFile, type PartOrder, partFile } from './part/part-file.js';
export { factsOfPart, intactPart, type Part, PartResults, readPart } from './part/read-part.js';
export { requireWhole } from './part/require-whole.js';
export { PartWriter } from './part/write-part.js';
export { readRecord } from './read-record.js';
export type { RunKind, RunRecord } from './run-record.js';
export { writeRecord } from './write-record.js';
