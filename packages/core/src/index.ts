export * from './errors.js';
export * from './geography.js';
export * from './panel.js';
export * from './results.js';
export * from './snapshots.js';
export * from './study.js';
export * from './vocabulary.js';
export * from './wilding-2024.js';
