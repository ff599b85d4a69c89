import { filled } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import { omitUnplaced } from '../../model/positions.js';
import type { Analysis } from '../analysis.js';
import { perQuestion } from '../per-question.js';
import type { Dependence } from './dependence.js';
import { conley, dependence as dependenceTable, moran } from './tables.js';
import type { Depending } from './tasks.js';

/**
 * PCNs beyond which the neighbours of single ones are not listed: there are about a tenth of their number squared. Of
 * England's 1,300 it is far off.
 */
const mostSingle = 5_000;

/** How alike PCNs of one area and neighbours are, and what that does to standard errors. */
export const dependence: Analysis = {
  name: 'dependence',
  independent: true,
  tables: [dependenceTable, moran, conley],
  async run(context) {
    const { data, study } = context;
    const placed = omitUnplaced("Moran's I and Conley's standard errors", context);
    const last = data.panel.snapshots.at(-1);
    const pcns = data.panel.rows.filter(({ snapshot }) => snapshot === last).length;
    if (placed && pcns > mostSingle)
      context.omit({
        what: "Moran's I of single PCNs",
        why: `There are ${pcns}, and beyond ${mostSingle} the list of neighbours grows too long. That of sub-ICB locations is there.`,
      });
    const found = await perQuestion<Dependence>(context, 'Dependence between PCNs', {
      kind: 'dependence/likeness',
      payload: (question): Depending => ({
        rows: packedRowsFor(data.panel, question.snapshot, [question.need]),
        question,
        study: { inference: study.inference },
        placed,
        single: pcns <= mostSingle && question.snapshot === last,
      }),
    });
    return [
      filled(
        dependenceTable,
        found.flatMap(({ alike }) => alike),
      ),
      filled(
        moran,
        found.flatMap((one) => one.moran),
      ),
      filled(
        conley,
        found.flatMap((one) => one.conley),
      ),
    ];
  },
};
