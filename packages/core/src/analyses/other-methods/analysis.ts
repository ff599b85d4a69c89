import { filled } from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { completeRows, designOf, specificationOf } from '../../model/specification.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { figure3 } from '../association/tables.js';
import { type Sample, sampleOf } from './sample.js';
import { type AlternativeRow, inference } from './tables.js';

const clusterings = ['subIcbs', 'icbs', null] as const;

const samplesOf = ({ tables, data: { panel }, study }: AnalysisContext): Sample[] =>
  tables
    .rows(figure3)
    .filter(({ term }) => term === 'need')
    .map(({ need, snapshot }) => {
      const specification = specificationOf('fte_per_10k', need, snapshot);
      const design = designOf(panel, specification);
      return sampleOf(specification, design, completeRows(panel, specification), study);
    });

/** The wild bootstraps, which take longest, of all regressions first: what is short fills the gaps at the end. */
async function* tasksOf(samples: readonly Sample[], { draws, study }: AnalysisContext): AsyncGenerator<Task> {
  if (study.inference.replicates > 0) {
    for (const clusters of clusterings) {
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
    yield { kind: 'other-methods/plain', key: sample.key, payload: { sample } };
    const own = await draws.get(sample.key);
    if (own === undefined) continue;
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
  independent: true,
  tables: [inference],
  async run(context) {
    const found: AlternativeRow[] = [];
    const samples = samplesOf(context);
    const wild = context.study.inference.replicates > 0 ? clusterings.length * samples.length : 0;
    const drawn = samples.filter(({ key }) => context.draws.has(key)).length;
    await context.execute<AlternativeRow[]>(tasksOf(samples, context), {
      label: 'Other methods',
      total: wild + samples.length + drawn,
      take: (rows) => {
        found.push(...rows);
      },
    });
    return [filled(inference, found)];
  },
};
