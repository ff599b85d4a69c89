import { type Choices, nameOfPopulation, type Study } from '@inverse-care/domain';
import { standardDeviation } from '@inverse-care/stats';
import { outcomeSd, unitOf } from './outcome.js';
import type { RowsOf } from './populations.js';

/** Standard deviations by which estimates become comparable. */
export interface Scale {
  need_sd: number;
  outcome_sd: number;
}

/**
 * Standard deviations of need and outcome over the study's own PCNs of a snapshot: one yardstick for all
 * specifications.
 */
export function scalesOf(study: Study, rowsOf: RowsOf) {
  const population = nameOfPopulation(study.population);
  const known = new Map<string, number>();
  const once = (key: string, compute: () => number) => {
    const value = known.get(key) ?? compute();
    known.set(key, value);
    return value;
  };
  return (choices: Choices): Scale => {
    const { snapshot, need } = choices;
    const rows = rowsOf({ snapshot, population });
    return {
      need_sd: once(`${snapshot} ${need}`, () => {
        const values = rows.flatMap(({ values }) => values[need] ?? []);
        return values.length > 1 ? standardDeviation(values) : 0;
      }),
      outcome_sd: once(`${snapshot} ${unitOf(choices)}`, () => outcomeSd(rows, choices, study.absent)),
    };
  };
}
