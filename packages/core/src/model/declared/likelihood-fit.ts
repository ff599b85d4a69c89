import {
  type ErrorMethod,
  errorMethodInWords,
  type StudyInference,
  type StudyModel,
} from '@inverse-care/domain';
import {
  averageSlope,
  deltaVariance,
  type EffectWithGradient,
  fractionalLogit,
  type GeneralisedLinearFit,
  type ModelCovariance,
  modelCovariance,
  poisson,
  type SummedCovariance,
  twoPart,
  twoPartSlope,
} from '@inverse-care/stats';
import { clusterCount, clusterings } from './clusters.js';
import { type DeclaredCoefficient, inferred } from './coefficient.js';
import type { DeclaredDesign } from './design.js';
import type { DeclaredFit } from './fit.js';

/** Covariances that are added up, each with its sign: one, or three for two ways of clustering. */
type Parts = readonly (readonly [sign: 1 | -1, SummedCovariance & Pick<ModelCovariance, 'k'>])[];

function partsOf(
  fit: Pick<GeneralisedLinearFit, 'influence' | 'n' | 'k'>,
  method: ErrorMethod,
  ways: readonly string[][],
): Parts {
  const [first, second] = ways;
  if (first === undefined)
    return [[1, modelCovariance(fit, method.kind === 'HC' && method.type === 'HC0' ? 'HC0' : 'HC1')]];
  if (second === undefined) return [[1, modelCovariance(fit, 'cluster', first)]];
  const both = first.map((id, i) => `${id} ${second[i]}`);
  return [
    [1, modelCovariance(fit, 'cluster', first)],
    [1, modelCovariance(fit, 'cluster', second)],
    [-1, modelCovariance(fit, 'cluster', both)],
  ];
}

const sumOf = (parts: Parts) => {
  const total = new Float64Array(parts[0]![1].values.length);
  for (const [sign, { values }] of parts)
    values.forEach((value, at) => {
      total[at] = total[at]! + sign * value;
    });
  return total;
};

const varianceOf = ({ gradient }: EffectWithGradient, parts: Parts) =>
  parts.reduce((sum, [sign, part]) => sum + sign * deltaVariance(gradient, part), 0);

/**
 * Clusters below which a normal test by them is too ready: twenty to fifty, the more the less alike they are (Cameron and
 * Miller 2015, Journal of Human Resources 50, 317-372, section VI).
 */
const fewClusters = 50;

/**
 * That clusters are few, for which pseudo-likelihoods have no correction here; nothing where they are not.
 * @param clusters null where nothing is clustered.
 */
export function fewNote(clusters: number | null): string[] {
  return clusters === null || clusters >= fewClusters
    ? []
    : [
        `normal tests by ${clusters} clusters are somewhat too ready, and this form has no correction for few clusters as least squares have in CR2`,
      ];
}

/** What is said of two-way variances that the subtraction leaves without a size. */
const negative =
  'A variance of the two ways of clustering came out below zero: that coefficient has no error.';

/**
 * A declared model by pseudo-likelihood: Poisson with patients as exposure, or (fractional) logit. Sandwich errors with
 * R's small-sample factors, normal tests; the effect is the average slope of the mean by need, for Poisson of the rate.
 *
 * @throws InvalidDataError, RankDeficientError, SeparationError, NoConvergenceError where the data do not allow it.
 */
export function likelihoodFit(
  { y, columns, names, weights, offset, start, derivatives, rows }: DeclaredDesign,
  { form }: Pick<StudyModel, 'form'>,
  method: ErrorMethod,
  { level }: Pick<StudyInference, 'level'>,
): DeclaredFit {
  const data = {
    y,
    columns,
    names,
    ...(offset && { offset }),
    ...(weights && { weights }),
    ...(start && { start }),
  };
  const fit = form === 'poisson' ? poisson(data) : fractionalLogit(data);
  const parts = partsOf(fit, method, clusterings(rows, method));
  const values = sumOf(parts);
  const words = errorMethodInWords(method);
  const effect = averageSlope(fit, { derivatives, weights, perExposure: offset !== undefined });
  const coefficients = names.map(
    (term, j): DeclaredCoefficient => ({
      part: '',
      term,
      method: words,
      ...inferred(fit.coefficients[j]!, values[j * (fit.k + 1)]!, null, level),
    }),
  );
  return {
    coefficients,
    effect: inferred(effect.estimate, varianceOf(effect, parts), null, level),
    covariance: values,
    degreesOfFreedom: null,
    method: words,
    r2: null,
    notes: [
      ...(coefficients.some(({ std_error }) => Number.isNaN(std_error)) ? [negative] : []),
      ...fewNote(clusterCount(clusterings(rows, method))),
    ],
  };
}

/**
 * A declared model of two parts: a logit of whether there is anything, least squares of how much there is where there is;
 * the effect is the average slope of their product (Duan, Manning, Morris and Newhouse 1983).
 *
 * @throws as `likelihoodFit`.
 */
export function twoPartFit(
  { y, columns, names, weights, derivatives, rows }: DeclaredDesign,
  method: ErrorMethod,
  { level }: Pick<StudyInference, 'level'>,
): DeclaredFit {
  const [clusters] = clusterings(rows, method);
  const type = clusters ? 'cluster' : method.kind === 'HC' && method.type === 'HC0' ? 'HC0' : 'HC1';
  const fit = twoPart({
    y,
    columns,
    names,
    positive: 'linear',
    covariance: type,
    ...(clusters && { clusters }),
    ...(weights && { weights }),
  });
  const words = errorMethodInWords(method);
  const k = columns.length;
  const coefficients = (['any', 'amount'] as const).flatMap((part, block) => {
    const { coefficients: own } = block === 0 ? fit.participation : fit.amount;
    return names.map((term, j): DeclaredCoefficient => {
      const at = block * k + j;
      const variance = fit.covariance[at * (2 * k + 1)]!;
      return { part, term, method: words, ...inferred(own[j]!, variance, null, level) };
    });
  });
  const effect = twoPartSlope(fit, { derivatives, weights });
  const summed = { values: fit.covariance, contributions: fit.contributions };
  return {
    coefficients,
    effect: inferred(effect.estimate, deltaVariance(effect.gradient, summed), null, level),
    covariance: fit.covariance,
    degreesOfFreedom: null,
    method: words,
    r2: null,
    notes: fewNote(clusterCount(clusterings(rows, method))),
  };
}
