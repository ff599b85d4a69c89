import { filled, variableOf } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import { snapshotsToExplain } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { curveRows } from './curves.js';
import { partsOf } from './measures.js';
import { concentrationCurves, type InequalityRow, inequality as inequalityTable } from './tables.js';
import type { Measured } from './tasks.js';

/** How unequal provision is over people, and whether it goes to need. */
export const inequality: Analysis = {
  name: 'inequality',
  independent: true,
  tables: [inequalityTable, concentrationCurves],
  async run({ data: { panel }, plan, study, execute, omit }) {
    const leaveOut = (snapshot: string, why: string) =>
      omit({ what: `Indices of inequality, ${snapshot}`, why });
    const snapshots = snapshotsToExplain(panel, leaveOut);
    const { needs } = plan;
    const parts = partsOf(needs, panel.variables);
    const last = snapshots.at(-1);
    const asked = snapshots.flatMap((snapshot) =>
      (['reported', 'all'] as const)
        .filter((counted) => counted === 'reported' || (snapshot === last && study.absent === 'zero'))
        .flatMap((counted) => parts.map((part) => ({ snapshot, counted, part }))),
    );
    const tasks = asked.map(({ snapshot, counted, part }) => ({
      kind: 'inequality/measures',
      key: `${part.of === 'need' ? part.need : part.of} @ ${snapshot}, ${counted}`,
      payload: {
        rows: packedRowsFor(panel, snapshot, part.variables),
        part,
        counted,
        study: { inference: study.inference, seed: study.seed },
      } satisfies Measured,
    }));
    const rows: InequalityRow[] = [];
    const without = new Set<string>();
    let at = 0;
    await execute<InequalityRow[] | null>(tasks, {
      label: 'Indices of inequality',
      total: tasks.length,
      take: (found) => {
        const { snapshot, part } = asked[at++]!;
        if (found !== null) rows.push(...found);
        else if (part.of === 'distribution') {
          without.add(snapshot);
          leaveOut(snapshot, 'Too few PCNs or areas reported, or none of them has any.');
        } else if (!without.has(snapshot)) {
          const of = variableOf(panel, part.variables[0]!).label;
          leaveOut(snapshot, `Too few PCNs that reported have a value of "${of}", or none of them has any.`);
        }
      },
    });
    const curves = last === undefined ? [] : curveRows(panel, last, needs);
    return [filled(inequalityTable, rows), filled(concentrationCurves, curves)];
  },
};
