import { type ErrorMethod, errorMethodInWords, type StudyInference } from '@inverse-care/domain';
import {
  type CovarianceMatrix,
  covariance,
  type LeastSquaresFit,
  leastSquares,
  wildBootstrapInference,
} from '@inverse-care/stats';
import { namingPcns } from '../named-leverage.js';
import { clusterings } from './clusters.js';
import { type DeclaredCoefficient, inferred } from './coefficient.js';
import type { DeclaredDesign } from './design.js';
import type { DeclaredFit } from './fit.js';
import { warned } from './warned.js';

/** The covariance of a method; for the wild bootstrap CR2, which is what its other coefficients have. */
function covarianceOf(
  fit: LeastSquaresFit,
  method: ErrorMethod,
  ways: readonly string[][],
): CovarianceMatrix {
  const [clusters, secondClusters] = ways as [string[], string[]];
  switch (method.kind) {
    case 'HC':
      return covariance(fit, method.type);
    case 'CR1':
      return covariance(fit, 'CR1', { clusters });
    case 'two_way':
      return covariance(fit, 'CR1', { clusters, secondClusters });
    default:
      return covariance(fit, 'CR2', { clusters });
  }
}

/**
 * A declared model by (weighted) least squares. HC0 to HC4 with n - k degrees of freedom, CR1 with G - 1 (Stata's), two
 * ways with the fewer G less 1 (Cameron, Gelbach and Miller 2011), CR2 with Satterthwaite's; the wild cluster bootstrap
 * tests need alone, the null imposed, and its interval inverts the test.
 *
 * @param nested terms of whose errors nothing is said.
 * @throws InvalidDataError, RankDeficientError, LeverageOneError, ClusterLeverageOneError where the data do not allow it.
 */
export function leastSquaresFit(
  design: DeclaredDesign,
  method: ErrorMethod,
  { level, replicates }: Pick<StudyInference, 'level' | 'replicates'>,
  stream: { seed: number; key: string },
  nested: readonly string[] = [],
): DeclaredFit {
  const { y, columns, names, weights, rows } = design;
  const ways = clusterings(rows, method);
  const fit = leastSquares({ y, columns, names, ...(weights && { weights }) });
  const matrix = namingPcns(rows, () => covarianceOf(fit, method, ways));
  const words = errorMethodInWords(method);
  const own = method.kind === 'wild' ? errorMethodInWords({ kind: 'CR2', area: method.area }) : words;
  const coefficients = names.map((term, j): DeclaredCoefficient => {
    const variance = matrix.values[j * (matrix.k + 1)]!;
    return {
      part: '',
      term,
      method: own,
      ...inferred(fit.coefficients[j]!, variance, matrix.degreesOfFreedom[j]!, level),
    };
  });
  const notes = warned(matrix, rows, nested);
  if (method.kind === 'wild') {
    const { test, interval } = wildBootstrapInference({
      y,
      columns,
      coefficient: 1,
      clusters: ways[0]!,
      seed: stream.seed,
      specification: `${stream.key}, wild`,
      replicates,
      level,
    });
    const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
    coefficients[1] = {
      ...coefficients[1]!,
      method: words,
      std_error: interval.stdError,
      df: null,
      conf_low: finite(interval.low),
      conf_high: finite(interval.high),
      p_value: test.pValue,
    };
    if (interval.reason !== undefined) notes.push(interval.reason);
  }
  const { part: _, term, method: used, ...effect } = coefficients[1]!;
  return {
    coefficients,
    effect,
    covariance: matrix.values,
    degreesOfFreedom: matrix.degreesOfFreedom,
    method: used,
    r2: fit.rSquared,
    notes,
  };
}
