import { distinct, filled } from '@inverse-care/domain';
import type { Analysis } from '../analysis.js';
import { areaMeans } from './area-means.js';
import { icbProvisionRows } from './icb-provision.js';
import { populationRows } from './populations.js';
import { provisionDistribution } from './provision-distribution.js';
import { table1Rows } from './table1.js';
import { distribution, figure1, icbProvision, population, table1 } from './tables.js';

/** How much there is, and where. */
export const provision: Analysis = {
  name: 'provision',
  tables: [table1, figure1, distribution, icbProvision, population],
  run({ data, study }) {
    const { panel } = data;
    const last = panel.snapshots.at(-1)!;
    return [
      filled(table1, table1Rows(panel)),
      filled(
        figure1,
        distinct([panel.snapshots[0]!, last]).flatMap((snapshot) =>
          areaMeans(panel, snapshot, ({ fte_per_10k }) => fte_per_10k),
        ),
      ),
      filled(population, populationRows(data, study)),
      filled(distribution, provisionDistribution(panel)),
      filled(icbProvision, icbProvisionRows(panel, last, study.inference.level)),
    ];
  },
};
