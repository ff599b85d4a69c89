import { filled, variableOf } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { type Fifths, fifthsAt } from './fifths.js';
import { needFifths, needGaps } from './tables.js';

/** What has no interval: "fifth 1, the difference"; empty where all have one. */
function withoutInterval({ fifths, gap }: Fifths): string {
  const names = fifths.filter(({ conf_low }) => conf_low === null).map(({ fifth }) => `fifth ${fifth}`);
  return [...names, ...(gap.conf_low === null ? ['the difference'] : [])].join(', ');
}

/** How much people have where need is least, and where it is most. */
export const fifths: Analysis = {
  name: 'fifths',
  independent: true,
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
        const without = one === null ? '' : withoutInterval(one);
        if (without !== '')
          omit({
            what: `Intervals of provision by fifth, ${snapshot}, "${variableOf(panel, need).label}"`,
            why: `There is none of ${without}: what can be left out for it is all of a fifth, or changes nothing.`,
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
