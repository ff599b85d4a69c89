import { cellsOf, onTable } from './tables.js';
import { below, pick, type Uniform } from './uniform.js';
import type { Mutation } from './victim.js';

const count = (uniform: Uniform) =>
  String(pick(uniform, [0, 1, 200_000, below(uniform, 10_000), below(uniform, 200_001)]));
const fte = (uniform: Uniform) =>
  pick(uniform, [
    String(below(uniform, 61)),
    (uniform() * 60).toFixed(1 + below(uniform, 9)),
    '0.000000001',
    '60',
    '0',
    '1.50',
    '0000.25',
    '5e-1',
    '1E1',
    `0.${'3'.repeat(400)}`,
  ]);

const inColumn = (name: string, value: (uniform: Uniform) => string): Mutation =>
  onTable((rows, uniform) => {
    const c = cellsOf(rows[0]!).indexOf(name);
    if (c === -1) return null;
    for (let i = 0; i <= below(uniform, 3); i++) {
      const at = 1 + below(uniform, rows.length - 1);
      const cells = cellsOf(rows[at]!);
      cells[c] = value(uniform);
      rows[at] = cells.join(',');
    }
    return rows;
  });

/** Mutations to other data that are as good: the panel must be what the naive reader makes of it. */
export const valid: Readonly<Record<string, Mutation>> = {
  'other counts of patients': inColumn('NUMBER_OF_PATIENTS', count),
  'another FTE': inColumn('FTE', fte),
  'another role': inColumn('STAFF_ROLE', (uniform) => pick(uniform, ['Pharmacists', 'Care Coordinators'])),
  'another income score': inColumn('Income Score (rate)', (uniform) =>
    uniform().toFixed(1 + below(uniform, 5)),
  ),
  'another decile of deprivation': inColumn('Index of Multiple Deprivation (IMD) Decile', (uniform) =>
    String(1 + below(uniform, 10)),
  ),
  'a row less': onTable((rows, uniform, path) => {
    if (!/^(workforce|patients)\//.test(path) || rows.length < 3) return null;
    rows.splice(1 + below(uniform, rows.length - 1), 1);
    return rows;
  }),
  'a row of staff twice': onTable((rows, uniform, path) => {
    if (!path.startsWith('workforce/')) return null;
    const at = 1 + below(uniform, rows.length - 1);
    return [...rows, rows[at]!];
  }),
};
