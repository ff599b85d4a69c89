import { compareWithWilding, knownTables } from '@inverse-care/audit';
import {
  type Findings,
  gradeFindings,
  planStudy,
  runStudy,
  standardAnalyses,
  studySchema,
} from '@inverse-care/core';
import * as tables from '@inverse-care/core/tables';
import {
  type FilledTable,
  FilledTables,
  filled,
  needIds,
  type PanelRow,
  type PanelWithProvenance,
  paperLabel,
  publishedTable1,
  publishedTable2,
  type Study,
  subIcbs,
  table2Covariates,
  variableIds,
} from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';
import {
  coefficients,
  distributionRows,
  falling,
  last,
  otherMethods,
  slopesOf,
  snapshots,
  together,
} from './invented-rows.js';

const panelVariables = ['need_published', 'ltc_share', 'income_deprivation', 'rural'] as const;

function madeTables(study: Study): FilledTable[] {
  const areas = (snapshot: string, level: number, spread: number) =>
    subIcbs.map((area, index) => ({
      snapshot,
      sub_icb_code: area.code,
      sub_icb_name: area.name,
      value: index % 37 === 5 ? null : level + spread * Math.sin(index * 1.7),
      patients: 400_000 + index * 1000,
    }));
  const ofFigure3 = [
    ...coefficients('need_published', falling),
    ...coefficients('ltc_share', (time) => [0.4 * time, 0.1 + 0.1 * time]),
    ...coefficients('income_deprivation', (time) => [0.1 * time, 0.1 + 0.2 * time]),
  ];
  const made = [
    filled(
      tables.table1,
      publishedTable1.map((row, index) => ({
        ...row,
        per_10k_sd: row.per_10k_sd + (index % 4 === 1 ? 0.004 : 0.0001),
        label: paperLabel(row.snapshot),
        fte_total: row.fte_mean * row.pcns,
      })),
    ),
    filled(tables.figure1, [...areas(snapshots[0]!, 0.03, 0.03), ...areas(last, 0.45, 0.25)]),
    filled(tables.distribution, distributionRows()),
    filled(tables.icbProvision, byIcb.rows(tables.icbProvision)),
    filled(tables.reporting, byIcb.rows(tables.reporting)),
    filled(tables.ranks, byIcb.rows(tables.ranks)),
    filled(
      tables.characteristics,
      panelVariables.map((variable) => ({
        snapshot: last,
        variable,
        n: 1270,
        mean: 0.1 + variableIds.indexOf(variable) / 100,
        sd: 0.04,
        min: 0.01,
        max: 0.61,
      })),
    ),
    filled(
      tables.table2,
      publishedTable2.map((row, index) => ({
        ...row,
        std_error: (row.conf_high - row.conf_low) / 3.92,
        estimate: row.estimate + (index % 5 === 2 ? 0.011 : 0.0002),
        p_value: 0.01,
        n: 1270,
      })),
    ),
    filled(tables.figure2, areas(last, 0.22, 0.05)),
    filled(
      tables.increments,
      // A standard deviation of income deprivation is half its step; of the others, the step itself.
      needIds.map((variable) => {
        const points = variable === 'income_deprivation' ? 5 : 10;
        return {
          variable,
          increment: '10 percentage points',
          per_unit: 10,
          told_for: `one standard deviation (${points} percentage points)`,
          told_per_unit: 100 / points,
        };
      }),
    ),
    filled(tables.figure3, ofFigure3),
    filled(tables.slopes, slopesOf(ofFigure3)),
    filled(tables.tableS2, [
      ...coefficients('need_published', (time) => [-1.1 * time, 0.1 + 0.6 * time]),
      ...coefficients('income_deprivation', (time) => [-1 * time, 0.1 + 0.6 * time]),
    ]),
    ...together('need_published'),
    filled(tables.inference, otherMethods()),
  ];
  const found = new FilledTables(made);
  return [
    ...made,
    ...gradeFindings(study, found),
    ...compareWithWilding(study, found),
    ...knownTables({ tables: found, synthetic: false }),
  ];
}

/** What the study concludes from follows the coefficients, unless it is given too. */
function andSlopes(changed: readonly FilledTable[]): readonly FilledTable[] {
  const of = (file: string) => changed.find(({ table }) => table.file === file);
  const coefficientRows = of(tables.figure3.file)?.rows as tables.CoefficientRow[] | undefined;
  return coefficientRows === undefined || of(tables.slopes.file) !== undefined
    ? changed
    : [...changed, filled(tables.slopes, slopesOf(coefficientRows))];
}

/** The same with other rows in these tables, and findings graded anew unless they are given. */
export function withTables<T extends ReportInput>(input: T, ...given: readonly FilledTable[]): T {
  const changed = andSlopes(given);
  const files = changed.map(({ table }) => table.file);
  const graded: readonly string[] = [
    tables.findings.file,
    tables.findingTestsTable.file,
    tables.modelFindings.file,
    tables.modelFindingTests.file,
  ];
  const again = !files.includes(tables.findings.file);
  const kept = input.tables
    .all()
    .filter(({ table: { file } }) => !files.includes(file) && !(again && graded.includes(file)));
  const found = new FilledTables([...kept, ...changed]);
  if (again)
    found.add(gradeFindings(input.study, found, input.kind === 'specification' ? 'specification' : 'study'));
  return { ...input, tables: found };
}

/** The same without these tables. */
export const withoutTables = <T extends ReportInput>(input: T, ...left: readonly FilledTable['table'][]): T =>
  withTables(input, ...left.map((table) => ({ table, rows: [] })));

/** Without what was found of all snapshots together and by other methods. */
export const alone = <T extends ReportInput>(input: T): T =>
  withoutTables(input, tables.joint, tables.jointTests, tables.jointNeeds, tables.inference);

/** What the engine finds of provision in a panel of facts, and the fitted lines. */
function foundIn(study: Study, data: PanelWithProvenance): Promise<Findings> {
  const quick = { ...study, table2: undefined, inference: { ...study.inference, replicates: 0 } };
  const analyses = standardAnalyses.filter(({ name }) =>
    ['provision', 'reporting', 'association'].includes(name),
  );
  return runStudy(quick, data, { analyses });
}

/** The same with that of its own panel, taken as the study takes it; its other tables are as they were. */
export async function asItsPanel<T extends ReportInput>(input: T): Promise<T> {
  const { data, tables: found } = await foundIn(input.study, input.data);
  return withTables(
    { ...input, data },
    filled(tables.table1, found.rows(tables.table1)),
    filled(tables.icbProvision, found.rows(tables.icbProvision)),
    filled(tables.reporting, found.rows(tables.reporting)),
    filled(tables.ranks, found.rows(tables.ranks)),
    filled(tables.distribution, found.rows(tables.distribution)),
    filled(tables.fittedLines, found.rows(tables.fittedLines)),
  );
}

function panelRows(): PanelRow[] {
  return snapshots.flatMap((snapshot, time) =>
    Array.from({ length: 60 }, (_, i): PanelRow => {
      const fte = (i + time) % 3 === 0 ? 0 : 0.2 * (i % 7);
      return {
        snapshot,
        pcn_code: `U${String(10000 + i)}`,
        pcn_name: `Network ${i}`,
        sub_icb_code: subIcbs[i]!.code,
        icb_code: subIcbs[i]!.icbCode,
        region_code: 'Y56',
        patients: 45_000,
        reported: fte > 0,
        fte,
        fte_per_10k: fte / 4.5,
        values: { need_published: 0.2 },
      };
    }),
  );
}

const kinds = ['workforce', 'patients by practice', 'patients by neighbourhood', 'survey'];

function fullStudy(): Study {
  return {
    ...studySchema.parse({
      study: 'wilding-2024',
      title: 'Geographic inequalities in need and provision of social prescribing link workers',
      snapshots,
      needs: ['need_published', 'ltc_share', 'income_deprivation', 'core20_share'],
      table2: { covariates: table2Covariates },
      compare_with: 'wilding-2024',
    }),
    snapshots,
  };
}

function fullData(): PanelWithProvenance {
  return {
    panel: {
      snapshots,
      variables: panelVariables,
      rows: panelRows(),
    },
    absent: [
      {
        variable: 'core20_share',
        reason: 'No file of the overall Index of Multiple Deprivation was found.',
        remedy: 'Download File 7 of the English Indices of Deprivation 2019 and put it into the data folder.',
      },
    ],
    inputs: snapshots.flatMap((snapshot, index) =>
      kinds.slice(0, index % 3 === 0 ? 4 : 2).map((kind, at) => ({
        path: `${kind.replaceAll(' ', '-')}/${snapshot}-primary-care-network-workforce.csv`,
        kind,
        publication: `NHS England, ${kind}`,
        licence: 'Open Government Licence v3.0',
        attributions: [`Source: NHS England, ${kind}. Licensed under the Open Government Licence v3.0.`],
        sha256: `${index}${at}`.padEnd(64, 'a1b2c3d4'),
        bytes: 1_000_000,
        rows: 31_415 + index,
        date: at === 3 ? null : snapshot,
      })),
    ),
    extracts: snapshots.flatMap((snapshot, index) =>
      ['membership', 'registered patients', 'neighbourhoods', 'age'].map((purpose, at) => ({
        snapshot,
        purpose,
        path: `${purpose}.csv`,
        date: at === 0 ? null : snapshot,
        distance_days: at === 0 ? null : at * index * (at === 2 ? -31 : 1),
      })),
    ),
    warnings: snapshots.map((about, index) => ({
      about,
      message: `${index + 3} practices belong to no PCN and are left out.`,
    })),
    synthetic: false,
    boundaries: null,
    boundariesNote: null,
  };
}

const byIcb = (await foundIn(fullStudy(), fullData())).tables;

/** A whole report: fifteen snapshots, three needs of four, everything in it. Numbers are invented. */
export function fullInput(change: Partial<ReportInput> = {}): ReportInput {
  const [study, data] = [fullStudy(), fullData()];
  return {
    kind: 'run',
    study,
    studyText: 'study: wilding-2024\ntitle: Geographic inequalities\nneeds: [need_published]\n',
    command: 'inverse-care run --study studies/wilding-2024.yaml --data data/england --out out',
    version: '0.1.0',
    date: last,
    data,
    plan: planStudy(study, data),
    tables: new FilledTables(madeTables(study)),
    omissions: [
      {
        what: 'Figure 3 for core20_share',
        why: 'The overall index of deprivation is not in the data folder.',
        remedy: 'Put File 7 of the Indices of Deprivation 2019 into the data folder.',
      },
    ],
    ...change,
  };
}

/** The same from Synthetic England. */
export function syntheticInput(): ReportInput {
  const input = fullInput();
  return { ...input, data: { ...input.data, synthetic: true } };
}

/** A run that could do nothing: no table, no figure, reasons only. */
export function poorInput(): ReportInput {
  const omitted = ['Table 1', 'Figure 1', 'Table 2', 'Figure 2', 'Figure 3', 'Table S2'];
  return fullInput({
    study: { ...fullStudy(), compare_with: undefined },
    tables: new FilledTables(),
    omissions: omitted.map((what) => ({ what, why: `The data folder has nothing to make it from.` })),
    data: {
      panel: { snapshots: [], variables: [], rows: [] },
      absent: [],
      inputs: [],
      extracts: [],
      warnings: [],
      synthetic: false,
      boundaries: null,
      boundariesNote: null,
    },
    studyText: '',
  });
}
