export { type Tally, tally } from './agreement.js';
export * from './tables.js';
export { compareWithWilding, firstLastingNegative } from './wilding-2024.js';
