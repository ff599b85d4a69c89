import type { PanelRow, Study } from '@inverse-care/domain';
import {
  averageMarginalEffect,
  type BootstrapInterval,
  basicBootstrapInterval,
  bcaBootstrapInterval,
  type CovarianceType,
  coefficientTests,
  covariance,
  jackknife,
  type LeastSquaresFit,
  leastSquares,
  type ModelTest,
  modelCovariance,
  normalBootstrapInterval,
  percentileBootstrapInterval,
  poisson,
  twoPart,
  twoPartMarginalEffect,
  wildBootstrapInterval,
  wildBootstrapTest,
} from '@inverse-care/stats';
import type { AlternativeRow } from './results.js';
import type { Design, Specification } from './specification.js';

type Numbers = Omit<AlternativeRow, 'need' | 'snapshot' | 'method'>;

const nothing: Numbers = {
  estimate: null,
  std_error: null,
  df: null,
  conf_low: null,
  conf_high: null,
  p_value: null,
  conf_low_mcse: null,
  conf_high_mcse: null,
  p_mcse: null,
  note: '',
};

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** A method's row; where the method refuses the data, its reason. */
function attempt(compute: () => Partial<Numbers>): Numbers {
  try {
    return { ...nothing, ...compute() };
  } catch (error) {
    return { ...nothing, note: (error as Error).message };
  }
}

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

function byDraws(estimate: number, interval: () => BootstrapInterval): Numbers {
  return attempt(() => {
    const { low, high, lowError, highError, reason, replicates } = interval();
    return {
      estimate,
      conf_low: finite(low),
      conf_high: finite(high),
      conf_low_mcse: finite(lowError),
      conf_high_mcse: finite(highError),
      note: reason ?? `${replicates} replicates`,
    };
  });
}

function byWild(design: Design, key: string, study: Study, clusters?: Clusters): Numbers {
  return attempt(() => {
    const data = {
      y: design.y,
      columns: design.columns,
      coefficient: 1,
      seed: study.seed,
      specification: `${key}, wild${clusters ? ' by cluster' : ''}`,
      replicates: study.inference.replicates,
      ...(clusters ? { clusters: [...clusters] } : {}),
    };
    const test = wildBootstrapTest(data);
    const interval = wildBootstrapInterval({ ...data, level: study.inference.level });
    return {
      estimate: interval.estimate,
      std_error: interval.stdError,
      conf_low: finite(interval.low),
      conf_high: finite(interval.high),
      p_value: test.pValue,
      conf_low_mcse: finite(interval.lowError),
      conf_high_mcse: finite(interval.highError),
      p_mcse: test.pError,
      note: interval.reason ?? `Rademacher, null imposed, ${test.replicates} replicates`,
    };
  });
}

function byModel(fit: () => ModelTest, note: string): Numbers {
  return attempt(() => {
    const effect = fit();
    return {
      estimate: effect.estimate,
      std_error: effect.stdError,
      conf_low: effect.confLow,
      conf_high: effect.confHigh,
      p_value: effect.pValue,
      note,
    };
  });
}

const covariances: readonly CovarianceType[] = ['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4'];

/**
 * The need coefficient of one snapshot by every method that a referee may ask for: other covariances, clusters of
 * sub-ICB locations and ICBs, bootstrap intervals, wild bootstraps, Poisson pseudo-likelihood and a two-part model.
 * @param rows the panel rows of the design, in its order.
 * @param draws pairs-bootstrap draws of the need coefficient; null where no replicates were asked for.
 */
export function alternativesFor(
  { key, need, snapshot }: Specification,
  design: Design,
  rows: readonly PanelRow[],
  draws: Float64Array | null,
  study: Study,
): AlternativeRow[] {
  const { level } = study.inference;
  const { y, columns, names } = design;
  const fit = leastSquares({ y, columns, names });
  const estimate = fit.coefficients[1]!;
  const subIcbs = rows.map(({ sub_icb_code }) => sub_icb_code);
  const icbs = rows.map(({ icb_code }) => icb_code);
  const found = new Map<string, Numbers>();
  for (const type of covariances) found.set(type, byCovariance(fit, type, level));
  for (const type of ['CR1', 'CR2'] as const) {
    found.set(`${type} by sub-ICB`, byCovariance(fit, type, level, subIcbs));
    found.set(`${type} by ICB`, byCovariance(fit, type, level, icbs));
  }
  if (draws) {
    found.set(
      'bootstrap, percentile',
      byDraws(estimate, () => percentileBootstrapInterval(draws, level)),
    );
    found.set(
      'bootstrap, basic',
      byDraws(estimate, () => basicBootstrapInterval(estimate, draws, level)),
    );
    found.set(
      'bootstrap, normal',
      byDraws(estimate, () => normalBootstrapInterval(estimate, draws, level)),
    );
    found.set(
      'bootstrap, BCa',
      byDraws(estimate, () => {
        const slope = jackknife({ y, columns })[1]!;
        return bcaBootstrapInterval(estimate, draws, slope.influence, level);
      }),
    );
    found.set('wild bootstrap, HC1', byWild(design, key, study));
    found.set('wild bootstrap, CR1 by sub-ICB', byWild(design, key, study, subIcbs));
    found.set('wild bootstrap, CR1 by ICB', byWild(design, key, study, icbs));
  }
  const exposure = Float64Array.from(rows, ({ patients }) => Math.log(patients / 10_000));
  found.set(
    'Poisson',
    byModel(() => {
      const counts = poisson({
        y: Float64Array.from(rows, ({ fte }) => fte ?? 0),
        columns,
        names,
        offset: exposure,
      });
      return averageMarginalEffect(counts, modelCovariance(counts, 'HC1'), 1, { perExposure: true, level });
    }, 'FTE with patients as exposure, pseudo-likelihood, HC1; average marginal effect on FTE per 10,000'),
  );
  found.set(
    'two-part',
    byModel(
      () =>
        twoPartMarginalEffect(
          twoPart({ y, columns, names, positive: 'linear', covariance: 'HC1' }),
          1,
          level,
        ),
      'logit for any, least squares for how many, HC1; average marginal effect',
    ),
  );
  return [...found].map(([method, numbers]) => ({ need, snapshot, method, ...numbers }));
}
