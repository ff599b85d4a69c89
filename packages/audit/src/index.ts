export * from './agreement.js';
export * from './wilding-2024.js';
