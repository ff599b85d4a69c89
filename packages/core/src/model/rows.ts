import type { Panel, PanelRow, Snapshot, VariableId } from '@inverse-care/domain';

/** A need and a snapshot whose coefficient is put to the test. */
export interface Question {
  need: VariableId;
  snapshot: Snapshot;
}

/** PCNs below which no regression is made. */
export const fewestPcns = 10;

/** The value of a variable in a row; null where it is missing. */
export const valueIn = (row: PanelRow, id: VariableId): number | null => row.values[id] ?? null;

/** Rows that have a value of every variable, in their order. */
export const rowsWith = (rows: readonly PanelRow[], variables: readonly VariableId[]): PanelRow[] =>
  rows.filter((row) => variables.every((id) => valueIn(row, id) !== null));

const bySnapshot = new WeakMap<readonly PanelRow[], Map<Snapshot, PanelRow[]>>();

/** The rows of a snapshot, in the panel's order: sorted out once, as every regression asks for some of them. */
export function rowsAt({ rows }: Panel, snapshot: Snapshot): readonly PanelRow[] {
  let sorted = bySnapshot.get(rows);
  if (sorted === undefined) {
    sorted = new Map();
    for (const row of rows) {
      const own = sorted.get(row.snapshot);
      if (own === undefined) sorted.set(row.snapshot, [row]);
      else own.push(row);
    }
    bySnapshot.set(rows, sorted);
  }
  return sorted.get(snapshot) ?? [];
}

/** The rows of a snapshot with some of their variables alone, to be handed to a task. */
export const rowsFor = (panel: Panel, snapshot: Snapshot, variables: readonly VariableId[]): PanelRow[] =>
  rowsAt(panel, snapshot).map((row) => ({
    ...row,
    values: Object.fromEntries(variables.map((id) => [id, valueIn(row, id)])),
  }));

/** The columns of a regression: a constant, then one a variable. Every row has every value. */
export function columnsOf(rows: readonly PanelRow[], variables: readonly VariableId[]): Float64Array[] {
  return [
    new Float64Array(rows.length).fill(1),
    ...variables.map((id) => Float64Array.from(rows, (row) => valueIn(row, id)!)),
  ];
}

/** FTE per 10,000 patients as the study has it: what did not report counts as none. */
export const provisionOf = (row: PanelRow): number => row.fte_per_10k ?? 0;

/** The provision that all PCNs of a snapshot have alike, as where nobody has the role yet; null where it differs. */
function sameProvision(rows: readonly PanelRow[]): number | null {
  const all = rows.flatMap(({ fte_per_10k }) => fte_per_10k ?? []);
  const [first] = all;
  return first !== undefined && all.every((value) => value === first) ? first : null;
}

/**
 * Snapshots of a panel at which provision differs between the PCNs that the study counts.
 * @param leaveOut is told of each other one, and why nothing can be asked there.
 */
export const snapshotsToExplain = (
  panel: Panel,
  leaveOut: (snapshot: Snapshot, why: string) => void,
): Snapshot[] =>
  panel.snapshots.filter((snapshot) => {
    const value = sameProvision(rowsAt(panel, snapshot));
    if (value !== null)
      leaveOut(snapshot, `Provision is ${value} in every PCN counted, so there is nothing to explain.`);
    return value === null;
  });
