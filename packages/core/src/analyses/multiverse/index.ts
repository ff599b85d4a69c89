export { type MultiverseOptions, multiverse } from './analysis.js';
export { type DrawCache, openDrawCache } from './draw-cache.js';
export {
  baselineOf,
  choicesFrom,
  type Grid,
  gridOf,
  requireChoices,
  requireGrid,
  type Unavailable,
} from './enumerate.js';
export { incompatiblePairs } from './rules.js';
