import { distinct, filled, type NeedId } from '@inverse-care/domain';
import { commonIncrement, incrementOf } from '../../model/increment.js';
import type { Analysis, AnalysisContext } from '../analysis.js';
import { areaMeans } from '../provision/area-means.js';
import { characteristicRows } from './characteristics.js';
import { table2Rows } from './table2.js';
import { characteristics, figure2, increments, table2 } from './tables.js';

/** The needs of which effects may be told: the study's, then those that its specifications vary. */
const toldNeeds = ({ plan, study, data: { panel } }: AnalysisContext): NeedId[] =>
  distinct([...plan.needs, ...(study.multiverse?.need ?? [])]).filter((need) =>
    panel.variables.includes(need),
  );

/** What PCNs are like: their needs and characteristics, where need is, and what it goes with. */
export const need: Analysis = {
  name: 'need',
  tables: [characteristics, table2, figure2, increments],
  run(context) {
    const { panel } = context.data;
    const [headline] = context.plan.needs;
    return [
      filled(characteristics, characteristicRows(panel)),
      filled(table2, context.plan.table2 ? table2Rows(context) : []),
      filled(
        figure2,
        headline === undefined
          ? []
          : areaMeans(panel, panel.snapshots.at(-1)!, ({ values }) => values[headline]),
      ),
      filled(
        increments,
        toldNeeds(context).map((variable) => {
          const step = incrementOf(panel, variable);
          const told = commonIncrement(panel, variable);
          return {
            variable,
            increment: step.words,
            per_unit: step.perUnit,
            told_for: told.words,
            told_per_unit: told.perUnit,
          };
        }),
      ),
    ];
  },
};
