import { distinct, filled } from '@inverse-care/domain';
import { drawsOfCoefficient, percentileInterval } from '@inverse-care/stats';
import type { Task } from '../../executors/executor.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { type Fitted, fitAll } from './fits.js';
import { fittedLine } from './fitted-line.js';
import { drawStore, drawTime, pairsTasks } from './pairs-draws.js';
import { type CoefficientRow, figure3, fittedLines, tableS2 } from './tables.js';
import type { DrawPairs } from './tasks.js';

function withIntervals({ rows }: Fitted, draws: Float64Array, level: number): CoefficientRow[] {
  return rows.map((row, term) => {
    const { low, high } = percentileInterval(drawsOfCoefficient(draws, rows.length, term), level);
    return Number.isNaN(low) ? row : { ...row, boot_low: low, boot_high: high };
  });
}

/** Resamples the PCNs of every fit, keeps the draws, and gives the coefficients their percentile intervals. */
async function resample(fits: readonly Fitted[], { study, draws: kept, execute }: AnalysisContext) {
  const { replicates, level } = study.inference;
  if (replicates === 0 || fits.length === 0) return;
  const jobs = fits.map(({ specification, design }) => ({ key: specification.key, design }));
  const { draws, keep } = drawStore(jobs, replicates);
  const byKey = new Map(fits.map((one) => [one.specification.key, one]));
  await execute<Float64Array>(pairsTasks(jobs, { seed: study.seed, replicates }), {
    label: 'Resampling',
    total: jobs.length * replicates,
    step: ({ payload }: Task) => (payload as DrawPairs).to - (payload as DrawPairs).from,
    work: drawTime(jobs, replicates),
    take: async (rows, task) => {
      keep(rows, task);
      const { specification, to } = task.payload as DrawPairs;
      if (to < replicates) return;
      // Results come in the order of the tasks: this was its last, and the threads are at the next already.
      const one = byKey.get(specification)!;
      const own = draws.get(specification)!;
      one.rows = withIntervals(one, own, level);
      draws.delete(specification);
      if (one.specification.outcome === 'fte_per_10k')
        await kept.put(specification, drawsOfCoefficient(own, one.rows.length, 1));
    },
  });
}

/** The line of each need's last regression. */
function lastLines(fits: readonly Fitted[], { study }: AnalysisContext) {
  return distinct(fits.map(({ specification }) => specification.need)).flatMap((need) => {
    const own = fits.filter(({ specification }) => specification.need === need);
    const { specification, design } = own.reduce((a, b) =>
      b.specification.snapshot > a.specification.snapshot ? b : a,
    );
    return fittedLine(specification, design, study);
  });
}

/** Provision regressed on each need at each snapshot: Figure 3, and Table S2 with another denominator. */
export const association: Analysis = {
  name: 'association',
  tables: [figure3, tableS2, fittedLines],
  async run(context) {
    const { data, plan, study, omit } = context;
    const first = fitAll(data.panel, plan.figure3, study, 'Figure 3', omit);
    const second = fitAll(data.panel, plan.tableS2, study, 'Table S2', omit);
    await resample([...first, ...second], context);
    const rowsOf = (fits: readonly Fitted[]) => fits.flatMap(({ rows }) => rows);
    return [
      filled(figure3, rowsOf(first)),
      filled(tableS2, rowsOf(second)),
      filled(fittedLines, lastLines(first, context)),
    ];
  },
};
