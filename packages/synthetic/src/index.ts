export type { Truth } from './truth.js';
export { defaultSeed, type SyntheticOptions, writeSyntheticEngland } from './write-synthetic-england.js';
