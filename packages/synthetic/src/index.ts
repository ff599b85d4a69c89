export type { Truth } from './truth.js';
export { type FullSizeOptions, writeFullSizeEngland } from './write-full-size.js';
export { defaultSeed, type SyntheticOptions, writeSyntheticEngland } from './write-synthetic-england.js';
