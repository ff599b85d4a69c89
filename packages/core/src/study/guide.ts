export { type JsonSchema, studyJsonSchema, studySchemaId } from './study-json-schema.js';
export { type StudyKey, studyKeys } from './study-keys.js';
export { studyPage } from './study-page.js';
export type { KeyWords } from './study-words.js';
