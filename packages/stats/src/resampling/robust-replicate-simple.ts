import { isConstant } from '../decompose.js';
import { mean } from '../mean.js';
import type { Replicate } from './robust-replicate.js';
import { fitSample, type Sample } from './sample.js';

/** A resample's x varies too little for a slope where its variance is below this share of the sample's. */
const noVariation = 1e-12;

/**
 * Coefficients and HC1 standard errors on the rows drawn, for a constant and one x. As in `bootstrapSimple` the
 * sample's residuals are regressed on x, centred and scaled; a second pass sums the squared scores.
 */
export function robustReplicateSimple(sample: Sample): Replicate {
  const { coefficients: whole, residuals, n } = fitSample(sample);
  const constantAt = sample.columns.findIndex(isConstant);
  const slopeAt = 1 - constantAt;
  const constant = sample.columns[constantAt]![0]!;
  const x = sample.columns[slopeAt]!;
  const centre = mean(x);
  const unit = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)));
  const pairs = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) pairs.set([(x[i]! - centre) / unit, residuals[i]!], 2 * i);

  return (indices, coefficients, stdErrors) => {
    let zSum = 0;
    let eSum = 0;
    let zz = 0;
    let ze = 0;
    for (let i = 0; i < n; i++) {
      const at = indices[i]! << 1;
      const z = pairs[at]!;
      const e = pairs[at + 1]!;
      zSum += z;
      eSum += e;
      zz += z * z;
      ze += z * e;
    }
    const middle = zSum / n;
    const variation = zz - zSum * middle;
    if (!(variation > noVariation * n)) {
      coefficients.fill(Number.NaN);
      stdErrors.fill(Number.NaN);
      return;
    }
    const slope = (ze - middle * eSum) / variation;
    const level = eSum / n - slope * middle;
    let scores = 0;
    let cross = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const at = indices[i]! << 1;
      const e = pairs[at + 1]! - level - slope * pairs[at]!;
      const score = (pairs[at]! - middle) * e;
      scores += score * score;
      cross += score * e;
      squares += e * e;
    }
    // The constant is mean(y) - slope x mean(x): its influence is e / n - (mean of z, from x = 0) x score / variation.
    const distance = middle + centre / unit;
    const factor = n / (n - 2);
    const ofSlope = scores / variation ** 2;
    const ofConstant = squares / n ** 2 - (2 * distance * cross) / (n * variation) + distance ** 2 * ofSlope;
    coefficients[slopeAt] = whole[slopeAt]! + slope / unit;
    coefficients[constantAt] = whole[constantAt]! + (level - (slope / unit) * centre) / constant;
    stdErrors[slopeAt] = Math.sqrt(factor * ofSlope) / unit;
    stdErrors[constantAt] = Math.sqrt(factor * Math.max(0, ofConstant)) / Math.abs(constant);
  };
}
