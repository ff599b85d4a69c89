export { resampledMoments } from './moments';
export { simpleSums } from './simple-sums';
