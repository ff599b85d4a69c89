export { requireChoices, requireGrid } from '../analyses/multiverse/enumerate.js';
export { locateInStudy } from './locate-in-study.js';
export { readStudy } from './read-study.js';
export { withSettings } from './settings.js';
