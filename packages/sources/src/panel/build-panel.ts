import {
  chooseSnapshots,
  InputError,
  type InputFile,
  type NamingStudy,
  type Panel,
  type PanelRow,
  type PanelWithProvenance,
  type PracticePlace,
  predictNeed,
  requireNamed,
  type Snapshot,
  type SnapshotChoice,
  table2Covariates,
  throwIfCancelled,
  type VariableId,
  variableIds,
} from '@inverse-care/domain';
import { checkOfRun } from '../check/of-run.js';
import { type SnapshotFacts, snapshotFacts } from '../check/snapshot-facts.js';
import { readBoundaries } from '../places/boundaries.js';
import { membershipsReader } from '../places/memberships.js';
import { patientsReader } from '../places/patients.js';
import { gatherPcns, locatePcn } from '../places/place-pcns.js';
import type { Reading } from '../reading/extracts.js';
import { Ledger } from '../reading/ledger.js';
import { type OpenTable, openTable } from '../reading/open-table.js';
import { type CacheOptions, type Workspace, withWorkspace } from '../reading/workspace.js';
import { asLocalVariable } from '../recognise/local-sidecar.js';
import { openFolder, requireSound } from '../recognise/open-folder.js';
import type { Table } from '../recognise/recognise-table.js';
import { absentLocal, absentVariables, requireVariables } from '../variables/absent-variables.js';
import { agesReader } from '../variables/ages.js';
import { readLocal } from '../variables/local-values.js';
import { neighbourhoodsReader } from '../variables/neighbourhoods.js';
import { readSurvey } from '../variables/practice-survey.js';
import { type PracticeValues, warnStrangePractices, weightedMean } from '../variables/practice-values.js';
import { readDescribed, warnUnjoined } from '../variables/sidecar-values.js';
import {
  censusDates,
  readWorkforce,
  requireCensuses,
  requireRole,
  type Workforce,
} from '../workforce/workforce.js';
import { openAhead } from './open-ahead.js';

export interface BuildOptions {
  /** The data folder. */
  dir: string;
  /** Census dates to build, ISO, or a choice that the folder settles. */
  snapshots: SnapshotChoice;
  /** STAFF_ROLE whose FTE is summed. */
  role: string;
  /** What the FTE of a PCN without any row is: 0, or null. */
  absent: 'zero' | 'missing';
  /** Year of the GP Patient Survey that is wanted; 2019 unless said, and the nearest where it is not there. */
  surveyYear?: number;
  /** Variables without which the build must not go on. */
  required?: readonly VariableId[];
  /** The study, whose names of variables are looked up before anything is read. */
  naming?: NamingStudy;
  /** Where the counts of large files are kept from one build to the next; nowhere by default. */
  cache?: CacheOptions | null;
  signal?: AbortSignal;
  onProgress?: (progress: { label: string; done: number; total: number }) => void;
}

/** FTE of the role in PCN codes that do not exist on the date: counted, never attributed. */
function warnOrphans(
  { snapshot, byPcn }: Workforce,
  existing: ReadonlySet<string>,
  role: string,
  ledger: Ledger,
) {
  let rows = 0;
  let fte = 0;
  const codes: string[] = [];
  for (const [pcn, staff] of [...byPcn].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (existing.has(pcn) || staff.rows === 0) continue;
    rows += staff.rows;
    fte += staff.fte;
    codes.push(pcn);
  }
  if (rows > 0) {
    ledger.warn(
      snapshot,
      `Rows of ${role} in codes that are no PCN with patients on this date, left out: ${rows}, with ${Number(fte.toFixed(6))} FTE; ${codes.slice(0, 6).join(', ')}${codes.length > 6 ? ', …' : ''}.`,
    );
  }
}

/** A generated file is nobody's publication: it has a publisher's layout, and no licence of theirs. */
const asGenerated = (input: InputFile): InputFile => ({
  ...input,
  publication: `Synthetic, in the layout of ${input.publication}`,
  licence: 'generated, not published',
  attributions: [],
});

/** Values by practice, as are those of every official source. */
const ofPractices = (source: PracticeValues) => ({ ...source, level: 'practice' as const });

/** The census dates to build, ascending. Throws InputError where there are none, or one of them has no file. */
function chosenSnapshots(choice: SnapshotChoice, tables: readonly Table[]): Snapshot[] {
  const snapshots = [...new Set(chooseSnapshots(choice, censusDates(tables)))].sort();
  if (snapshots.length === 0)
    throw new InputError('No snapshot is asked for', { expected: 'at least one census date' });
  requireCensuses(tables, snapshots);
  return snapshots;
}

/**
 * Builds the panel from a folder of official files: one row a snapshot and PCN, with where everything came from.
 * Definitions are those of docs/methods.md. The result is the same for the same files, whatever their names and order.
 * Throws InputError where the files do not allow it, CancelledError where the signal fires.
 */
export async function buildPanel(options: BuildOptions): Promise<PanelWithProvenance> {
  const { dir, role, absent: absentIs, required = [], naming, signal } = options;
  let total = 0;
  let done = 0;
  const step = (label: string) => {
    throwIfCancelled(signal);
    options.onProgress?.({ label, done: done++, total });
  };
  step('Looking through the folder');
  const folder = await openFolder(dir, signal);
  requireSound(dir, folder);
  const snapshots = chosenSnapshots(options.snapshots, folder.tables);
  const definitions = folder.sidecars
    .flatMap(({ variables }) => variables.map(asLocalVariable))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (naming !== undefined) requireNamed(naming, definitions);
  total = 3 + snapshots.length * 2;
  let onBytes = (_: number) => {};
  const build = async (workspace: Workspace): Promise<PanelWithProvenance> => {
    const ledger = new Ledger();
    const opened = new Map<Table, Promise<OpenTable>>();
    const reading: Reading = {
      workspace,
      ledger,
      tables: folder.tables,
      open: (table) => {
        const open = opened.get(table) ?? openTable(table, workspace);
        opened.set(table, open);
        return open;
      },
    };
    const ahead = openAhead(reading, snapshots);
    onBytes = ahead.onBytes;
    const workforces: Workforce[] = [];
    for (const snapshot of snapshots) {
      step(`Workforce of ${snapshot}`);
      workforces.push(await readWorkforce(reading, snapshot, role));
    }
    requireRole(workforces, role);
    await ahead.finish((progress) => options.onProgress?.(progress));
    step('Memberships and survey');
    const membershipsOn = await membershipsReader(reading);
    const patientsOn = patientsReader(reading);
    const agesOn = agesReader(reading);
    const neighbourhoodsOn = neighbourhoodsReader(reading);
    const survey = await readSurvey(reading, options.surveyYear);
    const described = await readDescribed(reading, folder.sidecars);
    const existing = { practice: new Map<Snapshot, Set<string>>(), pcn: new Map<Snapshot, Set<string>>() };
    let local: PracticeValues[] | undefined;
    const rows: PanelRow[] = [];
    const facts: SnapshotFacts[] = [];
    let practices: PracticePlace[] = [];
    const supplied = new Set<VariableId>();
    const available = new Set<VariableId>();
    for (const workforce of workforces) {
      const { snapshot } = workforce;
      step(`Panel of ${snapshot}`);
      const memberships = await membershipsOn(snapshot);
      const registered = await patientsOn(snapshot);
      const official = [survey, await agesOn(snapshot), await neighbourhoodsOn(snapshot)].filter(
        (source) => source !== null,
      );
      for (const source of official) warnStrangePractices(source, ledger);
      // Every snapshot has the same official sources, so that the local tables are the same for all.
      local ??= await readLocal(reading, new Set(official.flatMap(({ values }) => [...values.keys()])));
      const sources = new Map<VariableId, ReadonlyMap<string, number>>();
      const byPcn = new Map<VariableId, ReadonlyMap<string, number>>();
      for (const { purpose, tables, values, level } of [
        ...official.map(ofPractices),
        ...local.map(ofPractices),
        ...described,
      ]) {
        ledger.serve(snapshot, purpose === 'share_65_plus' ? 'age' : purpose, tables);
        for (const [variable, byCode] of values) (level === 'pcn' ? byPcn : sources).set(variable, byCode);
      }
      const pcns = gatherPcns(snapshot, memberships, registered, reading);
      const { tables } = reading;
      facts.push(snapshotFacts({ role, tables, workforce, memberships, registered, pcns, sources }));
      practices = pcns
        .flatMap((pcn) => pcn.practices.map(({ code }) => ({ code, name: '', pcn_code: pcn.code })))
        .sort((a, b) => (a.code < b.code ? -1 : 1));
      warnOrphans(workforce, new Set(pcns.map(({ code }) => code)), role, ledger);
      existing.pcn.set(snapshot, new Set(pcns.map(({ code }) => code)));
      existing.practice.set(
        snapshot,
        new Set(pcns.flatMap(({ practices }) => practices.map(({ code }) => code))),
      );
      for (const pcn of pcns) {
        const { subIcbCode, icbCode, regionCode } = await locatePcn(pcn, snapshot, registered, reading);
        const staff = workforce.byPcn.get(pcn.code);
        const fte = staff?.fte ?? (absentIs === 'zero' ? 0 : null);
        const values: Partial<Record<VariableId, number | null>> = {};
        const take = (variable: VariableId, value: number | null) => {
          supplied.add(variable);
          if (value !== null) available.add(variable);
          values[variable] = value;
        };
        for (const [variable, byPractice] of sources) take(variable, weightedMean(pcn.practices, byPractice));
        for (const [variable, byCode] of byPcn) take(variable, byCode.get(pcn.code) ?? null);
        values.need_predicted = predictNeed((id) => values[id]);
        if (values.need_predicted !== null) available.add('need_predicted');
        rows.push({
          snapshot,
          pcn_code: pcn.code,
          pcn_name: pcn.name === '' ? (staff?.name ?? '') : pcn.name,
          sub_icb_code: subIcbCode,
          icb_code: icbCode,
          region_code: regionCode,
          patients: pcn.patients,
          reported: staff !== undefined,
          fte,
          fte_per_10k: fte === null ? null : (10_000 * fte) / pcn.patients,
          values,
        });
      }
    }
    step('Boundaries and provenance');
    const lacking = table2Covariates.filter((variable) => !available.has(variable));
    const empty = new Set([...supplied].filter((variable) => !available.has(variable)));
    const absent = [
      ...absentVariables(available, empty, lacking, survey?.notAsked),
      ...absentLocal(definitions, available),
    ];
    requireVariables(required, absent);
    warnUnjoined(described, existing, reading);
    const variables = [...variableIds, ...definitions.map(({ id }) => id)].filter((id) => available.has(id));
    for (const row of rows) {
      row.values = Object.fromEntries(variables.map((variable) => [variable, row.values[variable] ?? null]));
    }
    const boundaries = await readBoundaries(reading);
    const panel: Panel = {
      snapshots,
      variables,
      rows,
      ...(definitions.length === 0 ? {} : { local: definitions }),
    };
    const inputs = (await ledger.inputs()).map(folder.synthetic ? asGenerated : (input) => input);
    options.onProgress?.({ label: 'Done', done: total, total });
    return {
      panel,
      absent,
      inputs,
      extracts: ledger.extractsUsed(),
      warnings: ledger.warnings,
      check: checkOfRun(facts, ledger.extractsUsed()),
      synthetic: folder.synthetic,
      boundaries: boundaries?.areas ?? null,
      boundariesNote: boundaries?.note ?? null,
      practices,
    };
  };
  return withWorkspace(signal, build, {
    cache: options.cache,
    onBytes: (bytes) => onBytes(bytes),
    bytes: folder.bytes,
  });
}
