import {
  type LocalVariable,
  type NamingStudy,
  type PanelWithProvenance,
  type Population,
  requireNamed,
  type Snapshot,
  type SnapshotChoice,
  type StudyRole,
  type VariableId,
  type Watch,
} from '@inverse-care/domain';
import { type Reading, readingOf } from '../reading/reading.js';
import { type CacheOptions, withWorkspace } from '../reading/workspace.js';
import { localVariables } from '../recognise/local-sidecar.js';
import { type OpenFolder, openFolder, requireSound } from '../recognise/open-folder.js';
import { withUndescribed } from '../recognise/undescribed.js';
import type { DataFolders } from '../tables/folder.js';
import { requireVariables } from '../variables/absent-variables.js';
import { describeStaffCount, type StaffCount, staffCountOf } from '../workforce/staff-count.js';
import { readWorkforce, requireRole, type Workforce } from '../workforce/workforce.js';
import { assemblePanel } from './assemble-panel.js';
import { chosenSnapshots } from './chosen-snapshots.js';
import { type JoinedSnapshot, joinSnapshot } from './join-snapshot.js';
import { openAhead } from './open-ahead.js';
import { besideFilter, populationFilter, requireSurvivable } from './population.js';
import { provenanceOf } from './provenance.js';
import { openSources, type Sources } from './snapshot-sources.js';
import { type Steps, stepsOf } from './steps.js';
import { warnUnjoined } from './warn-unjoined.js';

export interface BuildOptions extends Watch {
  /** The data folder, or several that are taken together. */
  dir: DataFolders;
  /** Census dates to build, ISO, or a choice that the folder settles. */
  snapshots: SnapshotChoice;
  /** STAFF_ROLE whose FTE is summed. */
  role: StudyRole;
  /** PCNs that are looked at; those open on the date unless said. */
  population?: Population;
  /** A population to be counted beside it, where the files are not synthetic and allow it. */
  populationBeside?: Population | null;
  /** Year of the GP Patient Survey that is wanted; 2019 unless said, and the nearest where it is not there. */
  surveyYear?: number;
  /** Variables without which the build must not go on. */
  required?: readonly VariableId[];
  /** The study, whose names of variables are looked up before anything is read. */
  naming?: NamingStudy;
  /** Where the counts of large files are kept from one build to the next; nowhere by default. */
  cache?: CacheOptions | null;
}

async function readWorkforces(
  reading: Reading,
  snapshots: readonly Snapshot[],
  role: StudyRole,
  count: StaffCount | undefined,
  steps: Steps,
): Promise<Workforce[]> {
  const workforces: Workforce[] = [];
  for (const snapshot of snapshots) {
    steps.begin(`Workforce of ${snapshot}`);
    workforces.push(await readWorkforce(reading, snapshot, role, count));
  }
  requireRole(workforces, role);
  if (count?.of === 'other_role') requireRole(workforces, count.role, ['model', 'outcome', 'role']);
  return workforces;
}

async function joinSnapshots(
  reading: Reading,
  workforces: readonly Workforce[],
  sources: Sources,
  asked: Parameters<typeof joinSnapshot>[3],
  steps: Steps,
): Promise<JoinedSnapshot[]> {
  const joined: JoinedSnapshot[] = [];
  for (const workforce of workforces) {
    const { snapshot } = workforce;
    steps.begin(`Panel of ${snapshot}`);
    joined.push(await joinSnapshot(reading, workforce, await sources.on(snapshot), asked));
  }
  return joined;
}

/** Throws InputError where a study names what nothing brings, with how a local table would. */
function requireVariablesNamed(
  naming: NamingStudy | undefined,
  local: readonly LocalVariable[],
  folder: OpenFolder,
  dir: DataFolders,
): void {
  if (naming === undefined) return;
  try {
    requireNamed(naming, local);
  } catch (error) {
    throw withUndescribed(error, folder, dir);
  }
}

/**
 * The population that is looked at. In Synthetic England the paper's numbers are those of all PCNs that are open: it has
 * no survivors to find again.
 */
function populationIn(
  { synthetic }: OpenFolder,
  { population = 'open_on_date' }: BuildOptions,
  { ledger }: Reading,
): Population {
  if (!synthetic || population === 'open_on_date') return population;
  ledger.warn(
    'population',
    'The study asks for PCNs that survive to a later date. In Synthetic England the paper’s numbers are those of all PCNs that are open, so all that are open are looked at.',
  );
  return 'open_on_date';
}

/**
 * Builds the panel from a folder of official files: one row a snapshot and PCN, with where everything came from.
 * It holds facts: a PCN without any row in a snapshot has no FTE, not 0. Definitions are those of docs/methods.md. The result is the same for the same files, whatever their names and order.
 * Throws InputError where the files do not allow it, CancelledError where the signal fires.
 */
export async function buildPanel(options: BuildOptions): Promise<PanelWithProvenance> {
  const { dir, role, required = [], naming, cache, signal, onProgress } = options;
  requireSurvivable(options.population ?? 'open_on_date', options.snapshots);
  const steps = stepsOf(options);
  steps.begin('Looking through the folder');
  const folder = await openFolder(dir, signal, undefined, cache?.folder);
  requireSound(dir, folder);
  const snapshots = chosenSnapshots(options.snapshots, folder.tables);
  const local = localVariables(folder.sidecars);
  requireVariablesNamed(naming, local, folder, dir);
  steps.expect(3 + snapshots.length * 2);
  const ahead = openAhead(folder, snapshots);
  const { onBytes } = ahead;
  return withWorkspace(
    signal,
    async (workspace) => {
      const reading = readingOf(workspace, folder.tables);
      if (folder.countryFile !== null) await reading.ledger.settings(folder.countryFile);
      ahead.begin(reading);
      const count = staffCountOf(naming?.model?.outcome, role);
      const workforces = await readWorkforces(reading, snapshots, role, count, steps);
      await ahead.finish(onProgress);
      steps.begin('Memberships and survey');
      const sources = await openSources(reading, folder.sidecars, options.surveyYear);
      const other = options.populationBeside ?? null;
      const beside = folder.synthetic || other === null ? null : besideFilter(other, sources.memberships);
      const population = populationIn(folder, options, reading);
      requireSurvivable(population, snapshots);
      const asked = {
        role,
        count,
        population: populationFilter(population, sources.memberships),
        beside: beside?.filter ?? null,
      };
      const joined = await joinSnapshots(reading, workforces, sources, asked, steps);
      steps.begin('Boundaries and provenance');
      const described = count && describeStaffCount(count, Number(snapshots.at(-1)!.slice(0, 4)));
      const variables = described === undefined ? local : [...local, described];
      const { panel, absent, beside: rows } = assemblePanel(joined, variables, sources.notAsked);
      requireVariables(required, absent);
      warnUnjoined(sources.described, joined, reading.ledger);
      const provenance = await provenanceOf(reading, joined, folder);
      steps.end();
      const otherPopulation =
        other === null || beside === null
          ? {}
          : { otherPopulation: { population: other, rows, unknown: beside.unknown() } };
      return { panel, absent, ...provenance, ...otherPopulation };
    },
    { cache, onBytes, country: folder.country },
  );
}
