import { filled, variableOf } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis } from '../analysis.js';
import type { Fifths } from './fifths.js';
import { needFifths, needGaps } from './tables.js';
import type { Divided } from './tasks.js';

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
  async run({ data: { panel }, plan, study, omit, execute }) {
    const { inference } = study;
    const questions = plan.needs.flatMap((need) => panel.snapshots.map((snapshot) => ({ need, snapshot })));
    const tasks = questions.map(({ need, snapshot }) => {
      const rows = packedRowsFor(panel, snapshot, [need]);
      const payload: Divided = { rows, question: { need, snapshot }, study: { inference } };
      return { kind: 'fifths/at', key: `${need} @ ${snapshot}`, payload };
    });
    const found: Fifths[] = [];
    let at = 0;
    await execute<Fifths | null>(tasks, {
      label: 'Provision by fifth of need',
      total: tasks.length,
      take: (one) => {
        const { need, snapshot } = questions[at++]!;
        const { label } = variableOf(panel, need);
        if (one === null)
          return omit({
            what: `Provision by fifth, ${snapshot}, "${label}"`,
            why: 'The PCNs counted there do not fill five parts of need.',
          });
        const without = withoutInterval(one);
        if (without !== '')
          omit({
            what: `Intervals of provision by fifth, ${snapshot}, "${label}"`,
            why: `There is none of ${without}: what can be left out for it is all of a fifth, or changes nothing.`,
          });
        found.push(one);
      },
    });
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
