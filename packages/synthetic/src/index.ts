export type { Truth } from './truth.js';
export { writeFullSizeEngland } from './write-full-size.js';
export { defaultSeed, type SyntheticOptions, writeSyntheticEngland } from './write-synthetic-england.js';
