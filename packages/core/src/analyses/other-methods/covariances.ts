import {
  type CovarianceType,
  coefficientTests,
  covariance,
  type LeastSquaresFit,
  leastSquares,
} from '@inverse-care/stats';
import { attempt, type Numbers } from './attempt.js';
import type { Sample } from './sample.js';
import type { Method } from './tables.js';

type Clusters = readonly string[];

function byCovariance(
  fit: LeastSquaresFit,
  type: CovarianceType,
  level: number,
  clusters?: Clusters,
): Numbers {
  return attempt(() => {
    const matrix = covariance(fit, type, clusters ? { clusters: [...clusters] } : {});
    const test = coefficientTests(fit, matrix, level)[1]!;
    const groups = matrix.clusters.length > 0 ? `${matrix.clusters.join(', ')} clusters; ` : '';
    return {
      estimate: test.estimate,
      std_error: test.stdError,
      df: test.degreesOfFreedom,
      conf_low: test.confLow,
      conf_high: test.confHigh,
      p_value: test.pValue,
      note: [
        `${groups}${matrix.convention}, factor ${matrix.factors.map((factor) => factor.toFixed(4)).join(', ')}`,
        ...matrix.warnings.map(({ message }) => message),
      ].join('; '),
    };
  });
}

const types: readonly (CovarianceType & Method)[] = ['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4'];

/** The coefficient of need with other covariances, and with clusters of sub-ICB locations and ICBs. */
export function byCovariances({
  y,
  columns,
  names,
  subIcbs,
  icbs,
  inference: { level },
}: Sample): [Method, Numbers][] {
  const fit = leastSquares({ y, columns, names });
  return [
    ...types.map((type): [Method, Numbers] => [type, byCovariance(fit, type, level)]),
    ...(['CR1', 'CR2'] as const).flatMap((type): [Method, Numbers][] => [
      [`${type} by sub-ICB`, byCovariance(fit, type, level, subIcbs)],
      [`${type} by ICB`, byCovariance(fit, type, level, icbs)],
    ]),
  ];
}
