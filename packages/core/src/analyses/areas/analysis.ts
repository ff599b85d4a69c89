import { filled } from '@inverse-care/domain';
import { rowsAt } from '../../model/rows.js';
import type { Analysis } from '../analysis.js';
import { areasOf } from './areas.js';
import { core20, core20Row } from './core20.js';
import { areaFifthRows } from './fifths.js';
import { needRow } from './needs.js';
import { summaryRow } from './summary.js';
import { areaCore20, areaFifths, areaNeeds, areaSummary } from './tables.js';

/** What each ICB has, beside England: provision, need, the slope among its own PCNs, fifths and Core20. */
export const areas: Analysis = {
  name: 'areas',
  independent: true,
  tables: [areaSummary, areaNeeds, areaFifths, areaCore20],
  run({ data: { panel }, plan, study }) {
    const { snapshots } = panel;
    const last = snapshots.at(-1)!;
    const counted = (snapshot: string) => rowsAt(panel, snapshot).filter(({ patients }) => patients > 0);
    const at = snapshots.map((snapshot) => ({ snapshot, areas: areasOf(counted(snapshot)) }));
    const { level } = study.inference;
    return [
      filled(
        areaSummary,
        at.flatMap(({ snapshot, areas }) => areas.map((area) => summaryRow(area, snapshot, level))),
      ),
      filled(
        areaNeeds,
        at.flatMap(({ snapshot, areas }) =>
          plan.needs.flatMap((need, i) =>
            // A slope takes half a millisecond: of all needs at the last snapshot, of the headline at each.
            areas.map((area) => needRow(area, { need, snapshot }, study, i === 0 || snapshot === last)),
          ),
        ),
      ),
      filled(
        areaFifths,
        plan.needs.flatMap((need) => areaFifthRows(counted(last), { need, snapshot: last }, study)),
      ),
      filled(
        areaCore20,
        panel.variables.includes(core20)
          ? at.flatMap(({ snapshot, areas }) =>
              areas.filter((area) => area.level === 'icb').map((area) => core20Row(area, snapshot, level)),
            )
          : [],
      ),
    ];
  },
};
