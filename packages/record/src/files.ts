/** Folder of the tables, one CSV each. */
export const resultsFolder = 'results';
/** Folder of what the tables do not hold. */
export const recordFolder = 'record';
export const runFile = `${recordFolder}/run.json`;
export const boundariesFile = `${recordFolder}/boundaries.json`;
/** Of `run.json`. A reader takes no other. */
export const recordFormat = 3;
