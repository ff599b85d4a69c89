import { filled } from '@inverse-care/domain';
import { rowsFor } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import { type QuantileRow, quantiles as quantilesTable } from './tables.js';
import type { Quantiled } from './tasks.js';

/**
 * How need goes with the quantiles of provision. Intervals are of the last snapshot alone: eleven exact fits in each
 * of some 2,000 draws at every snapshot would take longer than all other questions of robustness together.
 */
export const quantiles: Analysis = {
  name: 'quantiles',
  independent: true,
  tables: [quantilesTable],
  async run(context) {
    const { data, study } = context;
    const last = data.panel.snapshots.at(-1);
    const found = await perQuestion<QuantileRow[]>(context, 'Quantiles', {
      kind: 'quantiles/slopes',
      payload: (question): Quantiled => ({
        rows: rowsFor(data.panel, question.snapshot, [question.need]),
        question,
        study: { inference: study.inference, seed: study.seed },
        drawn: question.snapshot === last,
      }),
    });
    return [filled(quantilesTable, found.flat())];
  },
};
