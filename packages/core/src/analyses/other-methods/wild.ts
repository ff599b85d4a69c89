import { wildBootstrapInference } from '@inverse-care/stats';
import { attempt, finite, type Numbers } from './attempt.js';
import type { Sample } from './sample.js';

/** The coefficient of need by the wild bootstrap, the interval by inverting its test. */
export function byWild(
  { key, y, columns, inference }: Sample,
  seed: number,
  clusters?: readonly string[],
): Numbers {
  return attempt(() => {
    const data = {
      y,
      columns,
      coefficient: 1,
      seed,
      specification: `${key}, wild${clusters ? ' by cluster' : ''}`,
      replicates: inference.replicates,
      ...(clusters ? { clusters: [...clusters] } : {}),
    };
    const { test, interval } = wildBootstrapInference({ ...data, level: inference.level });
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
