import {
  averageMarginalEffect,
  type ModelTest,
  modelCovariance,
  poisson,
  twoPart,
  twoPartMarginalEffect,
} from '@inverse-care/stats';
import { attempt, type Numbers } from './attempt.js';
import type { Sample } from './sample.js';
import type { Method } from './tables.js';

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

/** The coefficient of need as an average marginal effect of models other than the linear one. */
export function byModels({
  y,
  columns,
  names,
  fte,
  patients,
  inference: { level },
}: Sample): [Method, Numbers][] {
  const offset = patients.map((persons) => Math.log(persons / 10_000));
  return [
    [
      'Poisson',
      byModel(() => {
        const counts = poisson({ y: fte, columns, names, offset });
        return averageMarginalEffect(counts, modelCovariance(counts, 'HC1'), 1, { perExposure: true, level });
      }, 'FTE with patients as exposure, pseudo-likelihood, HC1; average marginal effect on FTE per 10,000'),
    ],
    [
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
    ],
  ];
}
