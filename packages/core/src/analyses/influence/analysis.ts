import { filled } from '@inverse-care/domain';
import { rowsFor } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import type { Influence } from './influence.js';
import { carriers, influence as influenceTable } from './tables.js';
import type { Influenced } from './tasks.js';

/** What the coefficients owe to single regions, ICBs and PCNs. */
export const influence: Analysis = {
  name: 'influence',
  independent: true,
  tables: [influenceTable, carriers],
  async run(context) {
    const { data, study } = context;
    const found = await perQuestion<Influence>(context, 'Influence', {
      kind: 'influence/leaveOut',
      payload: (question): Influenced => ({
        rows: rowsFor(data.panel, question.snapshot, [question.need]),
        question,
        study: { inference: study.inference },
      }),
    });
    return [
      filled(
        influenceTable,
        found.flatMap(({ rows }) => rows),
      ),
      filled(
        carriers,
        found.flatMap((one) => one.carriers),
      ),
    ];
  },
};
