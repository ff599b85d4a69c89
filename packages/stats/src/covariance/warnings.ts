import type { LeastSquaresFit } from '../least-squares.js';
import type { ClusterGroups } from './cluster-groups.js';
import type { CovarianceMatrix, CovarianceWarning } from './covariance-matrix.js';

/**
 * Leverage above this is warned of. Half means that an observation weighs as much in its own fitted value as all
 * others together; Huber (1981), Robust Statistics, chapter 7, says to avoid it.
 */
const highLeverage = 0.5;

/** Fewer Satterthwaite degrees of freedom than this make a t test unreliable: Tipton (2015), Psychol. Methods 20, 375-393. */
const fewDegreesOfFreedom = 4;

/** What a reader should know of the fit and its clusters before trusting a covariance of this type. */
export function warningsOf(
  fit: LeastSquaresFit,
  type: CovarianceMatrix['type'],
  groupings: readonly ClusterGroups[],
): CovarianceWarning[] {
  const warnings: CovarianceWarning[] = [];
  if (fit.degreesOfFreedom === 0) {
    warnings.push({
      code: 'no-residual-degrees-of-freedom',
      message: `There are as many observations as coefficients (${fit.k}): nothing is left to estimate a variance from.`,
    });
  }
  if (groupings.length > 0) return [...warnings, ...groupings.flatMap((groups) => ofClusters(fit, groups))];
  const largest = largestOf(fit.leverage);
  if (type !== 'classical' && fit.leverage[largest]! > highLeverage) {
    warnings.push({
      code: 'high-leverage',
      observation: largest,
      message:
        `Observation ${largest} has leverage ${fit.leverage[largest]!.toFixed(3)}, over ${highLeverage}: ` +
        'it all but sets its own fitted value, and robust standard errors lean on it.',
    });
  }
  return warnings;
}

function ofClusters({ k, leverage }: LeastSquaresFit, { ids, members }: ClusterGroups): CovarianceWarning[] {
  const warnings: CovarianceWarning[] = [];
  if (members.length <= k) {
    warnings.push({
      code: 'no-more-clusters-than-coefficients',
      message:
        `There are ${members.length} clusters for ${k} coefficients: the covariance is not of full rank, ` +
        'so that joint tests of all coefficients are not defined and single ones doubtful.',
    });
  }
  const shares = Float64Array.from(
    members,
    (group) => group.reduce((total, i) => total + leverage[i]!, 0) / k,
  );
  const largest = largestOf(shares);
  if (shares[largest]! > highLeverage) {
    warnings.push({
      code: 'high-leverage',
      message:
        `Cluster "${ids[largest]}" has ${shares[largest]!.toFixed(3)} of the leverage of all ${members.length} ` +
        `clusters, over ${highLeverage}: standard errors by clusters lean on it.`,
    });
  }
  return warnings;
}

/** What a reader should know of a CR2 covariance, of which some clusters may have singular blocks. */
export function warningsOfCr2(
  singular: readonly number[],
  { ids }: ClusterGroups,
  degreesOfFreedom: Float64Array,
  names: readonly string[],
): CovarianceWarning[] {
  const warnings: CovarianceWarning[] = [];
  if (singular.length > 0) {
    warnings.push({
      code: 'cluster-leverage-one',
      message:
        `Cluster "${ids[singular[0]!]}"${singular.length > 1 ? ` and ${singular.length - 1} more` : ''} determines ` +
        'a part of its own fit: CR2 leaves this direction out, and the standard error of a coefficient that this ' +
        'cluster alone identifies is too small.',
    });
  }
  const few = degreesOfFreedom.findIndex((value) => !(value >= fewDegreesOfFreedom));
  if (few >= 0) {
    warnings.push({
      code: 'few-degrees-of-freedom',
      message:
        `Coefficient "${names[few]}" has ${degreesOfFreedom[few]!.toFixed(2)} Satterthwaite degrees of freedom, ` +
        `fewer than ${fewDegreesOfFreedom}: its p-value and interval are approximate.`,
    });
  }
  return warnings;
}

function largestOf(values: Float64Array): number {
  return values.reduce((largest, value, i) => (value > values[largest]! ? i : largest), 0);
}
