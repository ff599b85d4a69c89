import { filled } from '@inverse-care/domain';
import { rowsFor } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import { bounds, type UnreportedRow } from './tables.js';
import type { Unreported } from './tasks.js';

/** What the coefficients owe to what was not reported. */
export const unreported: Analysis = {
  name: 'unreported',
  independent: true,
  tables: [bounds],
  async run(context) {
    const { data, study } = context;
    const found = await perQuestion<UnreportedRow>(context, 'Bounds', {
      kind: 'unreported/bound',
      payload: (question): Unreported => ({
        rows: rowsFor(data.panel, question.snapshot, [question.need]),
        question,
        study: { inference: study.inference, multiverse: study.multiverse },
      }),
    });
    return [filled(bounds, found)];
  },
};
