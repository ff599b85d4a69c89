import { filled, variableOf } from '@inverse-care/domain';
import type { Task } from '../../executors/executor.js';
import { variablesOfRegression } from '../../model/declared/design.js';
import { packedRowsFor } from '../../model/packed-rows.js';
import type { Analysis } from '../analysis.js';
import { regressionsOf } from '../model/analysis.js';
import { fifthVariable, nameOfGroup } from './groups.js';
import type { Places } from './places.js';
import { modelPlaces, modelPlaceTests } from './tables.js';
import type { Placing } from './tasks.js';

/** The study's model by region, ICB or fifth, where the study asks for it; nothing where it does not. */
export const places: Analysis = {
  name: 'places',
  tables: [modelPlaces, modelPlaceTests],
  async run(context) {
    const { study, data, execute, omit } = context;
    const { by = [] } = study;
    if (by.length === 0) return [];
    const wanted = by.flatMap((group) =>
      regressionsOf(context, `Slopes by ${nameOfGroup(group)}`).map((regression) => ({ group, regression })),
    );
    const tasks = wanted.map(({ group, regression }): Task<Placing> => {
      const { need, snapshot } = regression;
      const variable = fifthVariable(group, need);
      const variables = [
        ...new Set([...variablesOfRegression(regression), ...(variable === undefined ? [] : [variable])]),
      ];
      return {
        kind: 'places/slopes',
        key: `${nameOfGroup(group)}, ${need} @ ${snapshot}`,
        payload: {
          rows: packedRowsFor(data.panel, snapshot, variables),
          regression,
          by: group,
          study: { inference: study.inference, seed: study.seed },
        },
      };
    });
    const found: Places[] = [];
    let at = 0;
    await execute<Places | null | { refused: string }>(tasks, {
      label: 'Slopes by place',
      total: tasks.length,
      take: (answer) => {
        const { group, regression } = wanted[at++]!;
        if (answer !== null && !('refused' in answer)) {
          found.push(answer);
          return;
        }
        omit({
          what: `Slopes by ${nameOfGroup(group)}, ${regression.snapshot}, "${variableOf(data.panel, regression.need).label}"`,
          why: answer === null ? 'Fewer than two groups have enough PCNs.' : answer.refused,
        });
      },
    });
    return [
      filled(
        modelPlaces,
        found.flatMap(({ rows }) => rows),
      ),
      filled(
        modelPlaceTests,
        found.map(({ test }) => test),
      ),
    ];
  },
};
