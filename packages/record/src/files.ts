/** Folder of the tables, one CSV each. */
export const resultsFolder = 'results';
/** Folder of what the tables do not hold. */
export const recordFolder = 'record';
/** What a run found, without its tables. */
export const runFile = `${recordFolder}/run.json`;
/** The study file's own text, for readers of the crate; the record has it in `run.json` too. */
export const studyFile = `${recordFolder}/study.yaml`;
/** Outlines of places, for the maps. */
export const boundariesFile = `${recordFolder}/boundaries.json`;
/** Who answered surveys, a line a snapshot, PCN and variable; where a file of the data tells it. */
export const surveyFile = `${recordFolder}/survey-bases.json`;
/** Staff of every role by PCN, a line a snapshot and role. */
export const rolesFile = `${recordFolder}/roles.json`;
/** Rows of the population beside the panel's, in the panel's own columns. */
export const besideFile = `${recordFolder}/other_population.csv`;
/** Where the manifest of a folder is. */
export const manifestFile = 'manifest.json';
/** Of `run.json`. A reader takes no other. */
export const recordFormat = 3;
