import type { ErrorMethod, StudyModel } from '@inverse-care/domain';
import { fUpperTail, hotellingTest, InvalidDataError, leastSquares, waldTest } from '@inverse-care/stats';
import { clusterings } from '../../model/declared/clusters.js';
import type { DeclaredDesign } from '../../model/declared/design.js';
import type { DeclaredFit } from '../../model/declared/fit.js';
import { clustersForEach, waldByClusters } from '../../model/declared/wald-by-clusters.js';
import type { ModelPlaceTestRow } from './tables.js';

type Tested = Pick<ModelPlaceTestRow, 'test' | 'statistic' | 'df1' | 'df2' | 'p_value' | 'note'>;

const none = { test: '', statistic: null, df1: null, df2: null, p_value: null } as const;

/** A place whose slope a test asks about: its column, and how many clusters it has; null where nothing is clustered. */
export interface TestedSlope {
  at: number;
  clusters: number | null;
}

/** Each slope less the first, of k coefficients. */
const differences = ([first, ...others]: readonly TestedSlope[], k: number): Float64Array[] =>
  others.map(({ at }) => {
    const row = new Float64Array(k);
    row[first!.at] = -1;
    row[at] = 1;
    return row;
  });

/** The approximate Hotelling test by CR2, on the same least squares. */
function hotelling(
  { y, columns, names, weights }: DeclaredDesign,
  clusters: readonly string[],
  restrictions: readonly Float64Array[],
): Tested {
  const fit = leastSquares({ y, columns, names, ...(weights && { weights }) });
  const { f, df, denominatorDf, pValue } = hotellingTest(fit, clusters, restrictions);
  return {
    test: 'Hotelling with CR2',
    statistic: f,
    df1: df,
    df2: denominatorDf,
    p_value: pValue,
    note: '',
  };
}

/** Why Wald's test by clusters is not made of these places; null where it may be. */
function tooFew(slopes: readonly TestedSlope[], clusters: number): string | null {
  const q = slopes.length - 1;
  if (clusters < clustersForEach * q)
    return `${q} ${q === 1 ? 'difference is' : 'differences are'} too many for ${clusters} clusters, fewer than ${clustersForEach} for each: no joint test`;
  const least = Math.min(...slopes.map((slope) => slope.clusters ?? clusters));
  return least < clustersForEach
    ? `${least} clusters in a place are fewer than ${clustersForEach}: no joint test`
    : null;
}

/**
 * Wald's test with the model's covariance: chi-squared, F where errors are of least squares; of G clusters as Hotelling's
 * T-squared of G independent scores, F with q and G - q degrees of freedom.
 */
function wald(fit: DeclaredFit, restrictions: readonly Float64Array[], clusters: number | null): Tested {
  const test = waldTest({
    estimates: fit.coefficients.map(({ estimate }) => estimate),
    covariance: fit.covariance,
    restrictions,
  });
  const { f, df: df1, chiSquaredP } = test;
  if (clusters === null) {
    const df2 = fit.degreesOfFreedom?.[0] ?? null;
    const p_value = df2 === null ? chiSquaredP : fUpperTail(f, df1, df2);
    return { test: 'Wald', statistic: f, df1, df2, p_value, note: '' };
  }
  return {
    test: 'Wald by clusters',
    ...waldByClusters(test, clusters),
    note: `the joint test by ${clusters} clusters is too ready where they are few or unlike`,
  };
}

/**
 * That the slopes of places are the same. Least squares with one way of clustering have the approximate Hotelling test
 * with CR2, be the slopes' own errors CR1 or CR2: the plain F test rejects far too often. Where there is no such test (two
 * ways of clustering, pseudo-likelihoods) Wald's test is made only with ten clusters or more for each difference and in
 * each place.
 *
 * Places of one cluster are not in the test: the sum of a place's residuals times its columns is zero, so that a
 * covariance by clusters takes their slopes as all but known.
 *
 * @param clusters the fewer of two ways; null where nothing is clustered.
 */
export function testOfPlaces(
  { design, fit, form }: { design: DeclaredDesign; fit: DeclaredFit; form: StudyModel['form'] },
  slopes: readonly TestedSlope[],
  method: ErrorMethod,
  clusters: number | null,
): Tested {
  const kept = slopes.filter((slope) => slope.clusters !== 1);
  const alone = slopes.length - kept.length;
  const without =
    alone === 0 ? '' : `${alone} ${alone === 1 ? 'place' : 'places'} of one cluster not in the joint test`;
  if (kept.length < 2)
    return { ...none, note: 'fewer than two places have more than one cluster: no joint test' };
  const restrictions = differences(kept, design.columns.length);
  const [ids, second] = clusterings(design.rows, method);
  const byClusters =
    ids !== undefined && second === undefined && (form === 'level' || form === 'log1p') ? ids : null;
  const few = byClusters === null && clusters !== null ? tooFew(kept, clusters) : null;
  if (few !== null) return { ...none, note: few };
  try {
    const tested =
      byClusters === null ? wald(fit, restrictions, clusters) : hotelling(design, byClusters, restrictions);
    return { ...tested, note: [tested.note, without].filter((part) => part !== '').join('; ') };
  } catch (error) {
    if (error instanceof InvalidDataError) return { ...none, note: `no joint test: ${error.message}` };
    throw error;
  }
}
