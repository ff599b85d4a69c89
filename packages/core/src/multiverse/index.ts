export { type DrawCache, openDrawCache } from './draw-cache.js';
export { baselineOf, choicesFrom, type Grid, gridOf, type Unavailable } from './enumerate.js';
export * from './results.js';
export { incompatiblePairs } from './rules.js';
export { type MultiverseRun, runMultiverse } from './run-multiverse.js';
export { multiverseTables } from './tables.js';
export { type NeedVerdict, needVerdicts, type OwnSpecification, type TurningChoice } from './turning.js';
