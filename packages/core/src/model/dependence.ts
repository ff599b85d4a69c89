import {
  type Area,
  conleyKm,
  type Dependence,
  InputError,
  type PanelRow,
  type Study,
  type StudyInference,
} from '@inverse-care/domain';
import {
  type CoefficientTest,
  type CovarianceMatrix,
  coefficientTests,
  conley,
  covariance,
  effectiveClusters,
  type GeographicPoints,
  InvalidDataError,
  type LeastSquaresFit,
  leastSquares,
} from '@inverse-care/stats';
import { namingPcns } from './named-leverage.js';
import { positionsOf } from './positions.js';
import type { Design } from './specification.js';

/** Names of areas as a table's cell and a sentence have them. */
export const areaNames: Readonly<Record<Area, string>> = { sub_icb: 'sub-ICB', icb: 'ICB' };

/** Code of a row's area. */
export const areaOf = (row: PanelRow, area: Area): string =>
  area === 'icb' ? row.icb_code : row.sub_icb_code;

/** A covariance that allows for dependence between the rows, and the clusters that it took. */
export interface Allowance {
  method: string;
  matrix: CovarianceMatrix;
  /** One a row where the dependence is by area. */
  clusters?: readonly string[];
}

type Allow = (fit: LeastSquaresFit, rows: readonly PanelRow[], inference: StudyInference) => Allowance;

const independent: Allow = (fit, rows, { covariance: type }) => ({
  method: type,
  matrix: namingPcns(rows, () => covariance(fit, type)),
});

const within =
  (area: Area): Allow =>
  (fit, rows) => {
    const clusters = rows.map((row) => areaOf(row, area));
    return { method: `CR2 by ${areaNames[area]}`, matrix: covariance(fit, 'CR2', { clusters }), clusters };
  };

/** By distance, Bartlett's kernel, PCNs at the middle of their sub-ICB locations. */
const byDistance: Allow = (fit, rows, inference) => {
  const km = conleyKm(inference);
  return {
    method: `Conley, ${km} km`,
    matrix: conley(fit, { ...placed(rows), cutoff: km, kernel: 'bartlett' }),
  };
};

/** Where PCNs are, in more than one place; that nobody says so is a matter of the data, which a regression may refuse. */
function placed(rows: readonly PanelRow[]): GeographicPoints {
  const points = pointsOf(rows);
  // At no distance the scores of all PCNs are added up, which is zero, and so would be every error.
  if (new Set(rows.map((_, i) => `${points.longitudes[i]} ${points.latitudes[i]}`)).size < 2)
    throw new InvalidDataError('All PCNs are in one place, so that there are no distances between them.');
  return points;
}

function pointsOf(rows: readonly PanelRow[]): GeographicPoints {
  try {
    return positionsOf(rows);
  } catch (error) {
    if (error instanceof InputError)
      throw new InvalidDataError(`${error.message}. ${error.remedy ?? ''}`.trim());
    throw error;
  }
}

/** Whether a study's PCNs depend on one another by their distance. */
export const isByDistance = (dependence: Dependence): dependence is { conley_km: number } =>
  typeof dependence === 'object';

const allowances: Readonly<Record<Exclude<Dependence, object>, Allow>> = {
  none: independent,
  sub_icb: within('sub_icb'),
  icb: within('icb'),
};

/**
 * What a study takes PCNs to share, as a covariance of any regression on these rows.
 * @throws InvalidDataError where the data do not allow it: one area alone, or a PCN whose position nobody knows.
 */
export function allowanceFor(
  rows: readonly PanelRow[],
  { inference }: Pick<Study, 'inference'>,
): (fit: LeastSquaresFit) => Allowance {
  const { dependence } = inference;
  const allow = isByDistance(dependence) ? byDistance : allowances[dependence];
  return (fit) => allow(fit, rows, inference);
}

/** The coefficients of a regression as the study's dependence lets one conclude from them. */
export interface DependentInference {
  tests: CoefficientTest[];
  covariance: CovarianceMatrix;
  method: string;
  /** How many there are, and how many alike would do the same for the last coefficient; null where nothing is clustered. */
  clusters: number | null;
  effective: number | null;
}

/**
 * Least squares of a design with what its study takes PCNs to share: the study's heteroskedasticity-consistent
 * covariance where they are independent; CR2 with Satterthwaite's degrees of freedom by area.
 * @param rows the panel rows of the design, in its order.
 * @throws InvalidDataError or RankDeficientError where the data do not allow it.
 */
export function inferDependent(
  { y, columns, names }: Design,
  rows: readonly PanelRow[],
  study: Pick<Study, 'inference'>,
): DependentInference {
  const fit = leastSquares({ y, columns, names });
  const { method, matrix, clusters } = allowanceFor(rows, study)(fit);
  return {
    tests: coefficientTests(fit, matrix, study.inference.level),
    covariance: matrix,
    method,
    clusters: clusters === undefined ? null : matrix.clusters[0]!,
    effective: clusters === undefined ? null : effectiveClusters(fit, clusters, columns.length - 1),
  };
}
