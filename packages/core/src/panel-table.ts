import { columns, defineTable, type Panel, type TidyTable } from '@inverse-care/domain';

/** The panel as a table: fixed columns, then one a variable. */
export const panelTable = defineTable({
  file: 'panel.csv',
  title: 'The panel',
  description: 'One row a snapshot and PCN: provision and every variable.',
  key: ['snapshot', 'pcn_code'],
  variables: true,
  columns: {
    snapshot: columns.snapshot,
    pcn_code: columns.pcn_code,
    pcn_name: columns.pcn_name,
    sub_icb_code: columns.sub_icb_code,
    icb_code: columns.icb_code,
    region_code: columns.region_code,
    patients: columns.patients,
    reported: columns.reported,
    fte: columns.fte,
    fte_per_10k: columns.fte_per_10k,
  },
});

const fixed = Object.keys(panelTable.columns) as (keyof typeof panelTable.columns)[];

/** The cells of a panel, one row a snapshot and PCN. */
export function panelCells({ variables, rows }: Panel): TidyTable {
  return {
    columns: [...fixed, ...variables],
    rows: rows.map((row) => [
      ...fixed.map((column) => row[column]),
      ...variables.map((id) => row.values[id] ?? null),
    ]),
  };
}
