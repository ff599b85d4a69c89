export { resampledMoments } from './moments';
export { simpleSums } from './simple-sums';
export { signedSums } from './signed-sums';
export { sharedSums } from './shared-sums';
export { nullDraws } from './null-draws';
