import { filled, variableOf } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import type { Levels } from './levels.js';
import { regionSlopes, slopeVariation, withinBetweenSlopes } from './tables.js';
import type { Levelled } from './tasks.js';

/** Where the slope on need lives: within ICBs or between them, the same everywhere or not. */
export const levels: Analysis = {
  name: 'levels',
  independent: true,
  tables: [withinBetweenSlopes, slopeVariation, regionSlopes],
  async run(context) {
    const { data, study, omit } = context;
    const last = data.panel.snapshots.at(-1);
    const found = await perQuestion<Levels>(context, 'Slopes by place', {
      kind: 'levels/levels',
      payload: (question): Levelled => ({
        rows: packedRowsFor(data.panel, question.snapshot, [question.need]),
        question,
        study: { inference: study.inference, seed: study.seed },
        regions: question.snapshot === last,
      }),
    });
    for (const { question, without } of found) {
      const where = `${question.snapshot}, "${variableOf(data.panel, question.need).label}"`;
      for (const { what, why } of without) omit({ what: `${what}, ${where}`, why });
    }
    return [
      filled(
        withinBetweenSlopes,
        found.flatMap(({ slopes }) => slopes),
      ),
      filled(
        slopeVariation,
        found.flatMap(({ variation }) => variation),
      ),
      filled(
        regionSlopes,
        found.flatMap(({ regions }) => regions),
      ),
    ];
  },
};
