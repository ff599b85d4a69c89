export { resampledMoments } from './moments';
export { simpleSums } from './simple-sums';
export { signedCurves } from './signed-curves';
export { sharedSums } from './shared-sums';
export { nullDraws } from './null-draws';
