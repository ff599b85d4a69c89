import { filled } from '@inverse-care/domain';
import type { Analysis } from '../analysis.js';
import { correlationRows } from './correlations.js';
import { correlations } from './tables.js';

/** Why measures of need may disagree: what each of them goes with. */
export const likeness: Analysis = {
  name: 'likeness',
  independent: true,
  tables: [correlations],
  run: ({ data: { panel }, plan }) => [
    filled(correlations, correlationRows(panel, plan.needs, panel.snapshots.at(-1)!)),
  ],
};
