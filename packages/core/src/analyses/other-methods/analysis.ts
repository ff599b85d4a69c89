import { filled } from '@inverse-care/domain';
import { drawsOfCoefficient } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import { completeRows, designOf, specificationOf } from '../../model/specification.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { figure3 } from '../association/tables.js';
import { sampleOf } from './sample.js';
import { type AlternativeRow, inference } from './tables.js';

/** The wild bootstraps, which take longest, of all regressions first: what is short fills the gaps at the end. */
function* tasksOf({ tables, data: { panel }, draws, study }: AnalysisContext): Generator<Task> {
  const samples = tables
    .rows(figure3)
    .filter(({ term }) => term === 'need')
    .map(({ need, snapshot }) => {
      const specification = specificationOf('fte_per_10k', need, snapshot);
      const design = designOf(panel, specification);
      return sampleOf(specification, design, completeRows(panel, specification), study);
    });
  if (study.inference.replicates > 0) {
    for (const clusters of ['subIcbs', 'icbs', null] as const) {
      for (const sample of samples) {
        yield {
          kind: 'other-methods/wild',
          key: `${sample.key}, ${clusters}`,
          payload: { sample, seed: study.seed, clusters },
        };
      }
    }
  }
  for (const sample of samples) {
    const all = draws.get(sample.key);
    yield { kind: 'other-methods/plain', key: sample.key, payload: { sample } };
    if (all === undefined) continue;
    const own = drawsOfCoefficient(all, sample.columns.length, 1);
    yield { kind: 'other-methods/intervals', key: sample.key, payload: { sample, draws: own } };
  }
}

/**
 * Every need coefficient of Figure 3 by the methods that a referee may ask for: other covariances, clusters of sub-ICB
 * locations and ICBs, bootstrap intervals, wild bootstraps, Poisson pseudo-likelihood and a two-part model.
 */
export const otherMethods: Analysis = {
  name: 'other-methods',
  requires: ['association'],
  tables: [inference],
  async run(context) {
    const found: AlternativeRow[] = [];
    const tasks = [...tasksOf(context)];
    await context.execute<AlternativeRow[]>(tasks, {
      label: 'Other methods',
      total: tasks.length,
      take: (rows) => {
        found.push(...rows);
      },
    });
    return [filled(inference, found)];
  },
};
