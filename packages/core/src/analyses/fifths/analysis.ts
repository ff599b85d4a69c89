import { filled, variableOf } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { fifthsAt } from './fifths.js';
import { needFifths, needGaps } from './tables.js';

/** How much people have where need is least, and where it is most. */
export const fifths: Analysis = {
  name: 'fifths',
  tables: [needFifths, needGaps],
  run({ data: { panel }, plan, study, omit }) {
    const found = plan.needs.flatMap((need) =>
      panel.snapshots.flatMap((snapshot) => {
        const one = fifthsAt(rowsAt(panel, snapshot), { need, snapshot }, study);
        if (one === null)
          omit({
            what: `Provision by fifth, ${snapshot}, "${variableOf(panel, need).label}"`,
            why: 'The PCNs counted there do not fill five parts of need.',
          });
        return one === null ? [] : [one];
      }),
    );
    return [
      filled(
        needFifths,
        found.flatMap((one) => one.fifths),
      ),
      filled(
        needGaps,
        found.map(({ gap }) => gap),
      ),
    ];
  },
};
