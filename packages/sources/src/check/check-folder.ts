import {
  type AbsentVariable,
  type DataCheck,
  type InputError,
  type Snapshot,
  throwIfCancelled,
  type VariableId,
  type Watch,
} from '@inverse-care/domain';
import { type CacheOptions, type Workspace, withWorkspace } from '../reading/workspace.js';
import { localVariables } from '../recognise/local-sidecar.js';
import { openFolder } from '../recognise/open-folder.js';
import type { Table } from '../recognise/recognise-table.js';
import type { DataFolders } from '../tables/folder.js';
import { allowedVariables } from './allowed-variables.js';
import { findingOf, inOrder } from './finding.js';
import { gatherFacts, missingSourceStops } from './gather-facts.js';
import { coverageGrid, type GridRow, servedBy, withMemberships } from './grid.js';
import { type CheckedFile, rivalExtracts, takeInventory } from './inventory.js';
import { duplicateFindings } from './judge-copies.js';
import { judgeStudy, type StudyCheck, type StudyFile } from './judge-study.js';
import { judgements, membershipOf } from './of-run.js';
import { readValues } from './read-values.js';
import { scopedReading } from './scoped-reading.js';
import { spare } from './spare.js';
import type { Stop } from './stop.js';

export interface CheckOptions extends Watch {
  /** The data folder, or several that are taken together. */
  dir: DataFolders;
  /** Studies to hold the folder against, and where they are declared. */
  studies?: readonly StudyFile[];
  /** Where counts of large files are kept for the next check or run; nothing is kept where it is not given. */
  cache?: CacheOptions | null;
}

/** What is in a data folder, what it covers, and what is wrong with it. */
export interface FolderCheck extends DataCheck {
  files: readonly CheckedFile[];
  /** Groups of tables with the same content. */
  duplicates: readonly (readonly string[])[];
  /** What there is of every source for every quarter end between the first and the last census, and every other census. */
  grid: readonly GridRow[];
  /** Variables of the panel that the folder allows, in the vocabulary's order. */
  variables: readonly VariableId[];
  /** Of them, those that a local table alone supplies. */
  local: readonly VariableId[];
  absent: readonly AbsentVariable[];
  studies: readonly StudyCheck[];
  synthetic: boolean;
}

const defaultRole = 'Social Prescribing Link Workers';

function stopOf(
  id: string,
  error: InputError,
  tables: readonly Table[],
  grid: readonly GridRow[],
  all: readonly Table[],
): Stop {
  const snapshots = servedBy(tables, grid, all);
  const unused = snapshots?.length === 0;
  const found = findingOf(id, error, {
    file: error.place.file ?? tables[0]?.name ?? null,
    snapshot: snapshots?.length === 1 ? (snapshots[0] as Snapshot) : null,
    ...(unused
      ? { severity: 'cosmetic', meaning: 'It is broken, but no snapshot in the folder needs it.' }
      : {}),
  });
  return { finding: found, snapshots: snapshots };
}

/** Snapshots whose staff, patients or memberships would come from one of the tables. */
function blockedBy(tables: readonly Table[], grid: readonly GridRow[]): Set<Snapshot> {
  const names = new Set(tables.map(({ name }) => name));
  const essential = ['workforce', 'patients', 'membership'] as const;
  return new Set(
    grid
      .filter(({ cells }) => essential.some((source) => names.has(cells[source].path ?? '')))
      .map(({ snapshot }) => snapshot),
  );
}

/**
 * Says what is in a data folder: every file and what it is, what it covers, which codes do not join, what is
 * implausible, and which studies can run. Every file goes through the reader that a run would send it through; what
 * would stop the run is listed, all of it. Findings are the same for the same files.
 * @throws InputError only where there is no folder, or nothing in it; CancelledError where the signal fires.
 */
export async function checkFolder(options: CheckOptions): Promise<FolderCheck> {
  const { dir, signal, studies = [] } = options;
  const progress = (label: string, done = 0, total = 0) => {
    throwIfCancelled(signal);
    options.onProgress?.({ label, done, total });
  };
  progress('Looking through the folder');
  const folder = await openFolder(
    dir,
    signal,
    (done, total) => progress('Looking through the folder', done, total),
    options.cache?.folder,
  );
  const inspect = async (workspace: Workspace): Promise<FolderCheck> => {
    const reading = scopedReading(workspace);
    const inventory = await takeInventory(dir, folder, reading, (done, total) =>
      progress('Opening files', done, total),
    );
    const { defects, duplicates } = inventory;
    const copies = new Set(
      duplicates.filter(([first]) => first?.kind.id !== 'workforce').flatMap((group) => group.slice(1)),
    );
    const opened = folder.tables.filter((table) => !defects.has(table) && !copies.has(table));
    const rivals = rivalExtracts(opened, duplicates);
    const contested = new Set(rivals.flatMap(({ tables }) => tables));
    const sound = opened.filter((table) => !contested.has(table) && table.kind.id !== 'geography');
    const role = studies[0]?.study.role ?? defaultRole;
    const values = await readValues(reading, sound, folder.sidecars, role, (label) =>
      progress(`Reading ${label}`),
    );
    const idle = new Set([...values.passedOver, ...copies]);
    const grid = coverageGrid(folder.tables.filter((table) => !idle.has(table)));
    const stops: Stop[] = [
      ...inventory.findings
        .filter(({ severity }) => severity === 'stops')
        .map((found) => ({ finding: found, snapshots: null })),
      ...[...defects]
        .filter(([table]) => table.kind.id !== 'geography')
        .map(([table, error]) => stopOf('damaged-file', error, [table], grid, folder.tables)),
      ...rivals.map(({ tables, error }) => stopOf('rival-files', error, tables, grid, folder.tables)),
      ...values.errors.map(({ tables, error }) =>
        stopOf('impossible-value', error, tables, grid, folder.tables),
      ),
    ];
    stops.push(...missingSourceStops(folder.tables).filter(() => folder.tables.length > 0));
    const broken = new Set(values.errors.flatMap(({ tables }) => tables));
    const usable = sound.filter((table) => !broken.has(table) && !idle.has(table));
    const blocked = blockedBy(
      folder.tables.filter((table) => !idle.has(table) && !usable.includes(table)),
      grid,
    );
    const facts = await gatherFacts(
      reading,
      usable,
      { workforces: values.workforces, role, blocked },
      (snapshot) => progress(`Joining ${snapshot}`),
    );
    stops.push(...facts.stops);
    const settled = withMemberships(grid, facts.facts.map(membershipOf));
    const described = localVariables(folder.sidecars);
    const { variables, absent, local } = allowedVariables(
      folder.tables.filter((table) => !idle.has(table)),
      described.map(({ id }) => id),
    );
    const studyChecks = studies.map((declared) =>
      judgeStudy(declared, {
        stops,
        described,
        tables: folder.tables,
        grid,
        variables,
        absent,
        workforces: values.workforces,
      }),
    );
    const findings = inOrder([
      ...inventory.findings.filter(({ severity }) => severity !== 'stops'),
      ...stops.map((stop) => stop.finding),
      ...duplicateFindings(duplicates),
      ...spare(
        sound.filter((table) => !idle.has(table)),
        settled,
      ),
      ...judgements(facts.facts, reading.ledger, folder.country),
    ]);
    progress('Done', 1, 1);
    return {
      files: inventory.files,
      duplicates: duplicates.map((group) => group.map(({ name }) => name)),
      grid: settled,
      snapshots: facts.facts.map(({ check }) => check),
      findings,
      variables,
      local,
      absent,
      studies: studyChecks,
      synthetic: folder.synthetic,
    };
  };
  return withWorkspace(signal, inspect, { cache: options.cache, country: folder.country });
}
