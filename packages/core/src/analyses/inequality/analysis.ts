import { distinct, filled } from '@inverse-care/domain';
import { packedRowsFor } from '../../model/packed-rows.js';
import { snapshotsToExplain } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { curveRows } from './curves.js';
import { concentrationCurves, type InequalityRow, inequality as inequalityTable } from './tables.js';
import type { Measured } from './tasks.js';

const further = ['income_deprivation', 'core20_share'] as const;

/** How unequal provision is over people, and whether it goes to need. */
export const inequality: Analysis = {
  name: 'inequality',
  tables: [inequalityTable, concentrationCurves],
  async run({ data: { panel }, plan, study, execute, omit }) {
    const leaveOut = (snapshot: string, why: string) =>
      omit({ what: `Indices of inequality, ${snapshot}`, why });
    const snapshots = snapshotsToExplain(panel, leaveOut);
    const { needs } = plan;
    const variables = distinct([...needs, ...further.filter((id) => panel.variables.includes(id))]);
    const last = snapshots.at(-1);
    const asked = snapshots.flatMap((snapshot) =>
      (['reported', 'all'] as const)
        .filter((counted) => counted === 'reported' || (snapshot === last && study.absent === 'zero'))
        .map((counted) => ({ snapshot, counted })),
    );
    const tasks = asked.map(({ snapshot, counted }) => ({
      kind: 'inequality/measures',
      key: `${snapshot}, ${counted}`,
      payload: {
        rows: packedRowsFor(panel, snapshot, variables),
        needs,
        variables,
        counted,
        study: { inference: study.inference, seed: study.seed },
      } satisfies Measured,
    }));
    const rows: InequalityRow[] = [];
    let at = 0;
    await execute<InequalityRow[] | null>(tasks, {
      label: 'Indices of inequality',
      total: tasks.length,
      take: (found) => {
        const { snapshot } = asked[at++]!;
        if (found === null) leaveOut(snapshot, 'Too few PCNs or areas reported, or none of them has any.');
        else rows.push(...found);
      },
    });
    const curves = last === undefined ? [] : curveRows(panel, last, needs);
    return [filled(inequalityTable, rows), filled(concentrationCurves, curves)];
  },
};
