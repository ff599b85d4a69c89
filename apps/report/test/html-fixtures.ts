import { compareWithWilding } from '@inverse-care/audit';
import { type Findings, planStudy, runStudy, standardAnalyses, studySchema } from '@inverse-care/core';
import * as tables from '@inverse-care/core/tables';
import {
  type FilledTable,
  FilledTables,
  filled,
  type NeedId,
  needIds,
  type PanelRow,
  type PanelWithProvenance,
  paperLabel,
  publishedTable1,
  publishedTable2,
  quarterEnds,
  type Study,
  subIcbs,
  table2Covariates,
  variableIds,
} from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';

export const snapshots = quarterEnds('2020-03-31', '2023-09-30');
const last = snapshots.at(-1)!;

/** One coefficient per snapshot and term. `path` gives the need coefficient and the half width of its interval. */
export function coefficients(
  need: NeedId,
  path: (time: number) => readonly [estimate: number, half: number],
  options: { n?: number; at?: readonly string[] } = {},
): tables.CoefficientRow[] {
  const at = options.at ?? snapshots;
  return at.flatMap((snapshot, index) => {
    const time = at.length > 1 ? index / (at.length - 1) : 1;
    const [estimate, half] = path(time);
    const row = (
      term: tables.CoefficientRow['term'],
      value: number,
      width: number,
    ): tables.CoefficientRow => ({
      snapshot,
      need,
      term,
      estimate: value,
      std_error: width / 1.96,
      conf_low: value - width,
      conf_high: value + width,
      p_value: Math.min(1, Math.exp(-0.86 * ((1.96 * Math.abs(value)) / width) ** 1.85)),
      n: options.n ?? 1200 + index * 5,
      boot_low: value - width * 1.02,
      boot_high: value + width * 0.98,
    });
    return [row('constant', 0.02 + 0.5 * time, 0.03 + 0.04 * time), row('need', estimate, half)];
  });
}

/** The same as a study concludes from them by ICB; intervals are the paper's unless they are made wider. */
export const slopesOf = (
  rows: readonly tables.CoefficientRow[],
  { times = 1, ...more }: { times?: number } & Partial<tables.SlopeRow> = {},
): tables.SlopeRow[] =>
  rows.map(({ snapshot, need, term, estimate, std_error, conf_low, conf_high, p_value, n }) => ({
    need,
    snapshot,
    term,
    estimate,
    std_error: times * std_error,
    times_paper: times,
    df: 21.4,
    conf_low: estimate + times * (conf_low - estimate),
    conf_high: estimate + times * (conf_high - estimate),
    p_value,
    p_holm: term === 'need' ? Math.min(1, 15 * p_value) : null,
    method: 'CR2 by ICB',
    n,
    clusters: 42,
    effective_clusters: term === 'need' ? 26.2 : null,
    p_wild: null,
    p_wild_mcse: null,
    note: '',
    ...more,
  }));

const falling = (time: number) => [time < 0.3 ? -0.01 : -0.45 * (time - 0.25), 0.05 + 0.22 * time] as const;

/** Tables of what all snapshots of a need come to together. */
export function together(
  need: NeedId,
  change: { p?: number; trend?: readonly [estimate: number, low: number, high: number] } = {},
): FilledTable[] {
  const { p, trend = [-0.11, -0.17, -0.05] } = change;
  const test = (
    name: tables.JointTest['test'],
    statistic: number,
    bounds: readonly [number, number] | null,
  ): tables.JointTest => ({
    need,
    test: name,
    statistic,
    df1: name === 'all zero' ? 15 : name === 'all equal' ? 14 : 1,
    df2: 1299,
    conf_low: bounds?.[0] ?? null,
    conf_high: bounds?.[1] ?? null,
    p_value: 0.0004,
  });
  const rows = coefficients(need, falling).filter(({ term }) => term === 'need');
  return [
    filled(
      tables.joint,
      rows.map(({ snapshot, estimate, std_error, p_value }) => ({
        need,
        snapshot,
        estimate,
        std_error,
        band_low: estimate - 2.8 * std_error,
        band_high: estimate + 2.8 * std_error,
        band_critical: 2.8,
        band_critical_mcse: 0.02,
        p_value,
        p_holm: Math.min(1, 15 * p_value),
        p_romano_wolf: p ?? Math.min(1, 8 * p_value),
        p_romano_wolf_mcse: 0.001,
        p_equivalence: 0.2,
        margin_fte: 0.03,
        margin_share: 0.1,
        margin_per: 'sd' as const,
        first_lasting_share: 1 / 15,
      })),
    ),
    filled(tables.jointTests, [
      test('all zero', 3.1, null),
      test('all equal', 2.9, null),
      test('trend per year', trend[0], [trend[1], trend[2]]),
    ]),
    filled(tables.jointNeeds, [
      {
        need,
        pcns: 1300,
        drawn: 'ICBs',
        clusters: 42,
        first_lasting: '2022-06-30',
        first_low: '2021-09-30',
        first_high: null,
        replicates: 9999,
      },
    ]),
  ];
}

/** A method's answer of need as published at the last snapshot. */
export const otherMethod = (
  method: tables.Method,
  more: Partial<tables.AlternativeRow> = {},
): tables.AlternativeRow => ({
  need: 'need_published',
  snapshot: last,
  method,
  estimate: -0.35,
  std_error: 0.145,
  df: 1268,
  conf_low: -0.634,
  conf_high: -0.066,
  p_value: 0.016,
  conf_low_mcse: null,
  conf_high_mcse: null,
  p_mcse: null,
  note: '',
  ...more,
});

function otherMethods(): tables.AlternativeRow[] {
  const none = { estimate: null, std_error: null, df: null, conf_low: null, conf_high: null, p_value: null };
  return [
    otherMethod('HC1'),
    otherMethod('CR2 by ICB', { df: 31.4, conf_low: -0.71, conf_high: 0.01, p_value: 0.06 }),
    otherMethod('bootstrap, BCa', { std_error: null, df: null, p_value: null }),
    otherMethod('two-part', { ...none, note: 'Every PCN has some provision.' }),
  ];
}

/** Who has none by snapshot: more and more report, and two thirds are without where as many do. */
export function distributionRows(): tables.ProvisionDistributionRow[] {
  return publishedTable1.map(({ snapshot, pcns }, index) => {
    const not_reported = pcns - Math.round(pcns * (0.42 + 0.038 * index));
    const without = Math.max(not_reported, Math.round((2 * pcns) / 3));
    return {
      snapshot,
      label: paperLabel(snapshot),
      pcns,
      not_reported,
      reported_none: without - not_reported,
      some: pcns - without,
      counted: pcns,
      without,
      p05: 0.1,
      p25: 0.2,
      p50: 0.3,
      p75: 0.5,
      p95: 0.9,
      max: 1.4,
    };
  });
}

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
      needIds.map((variable) => ({ variable, increment: '10 percentage points', per_unit: 10 })),
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
  return [...made, ...compareWithWilding(study, new FilledTables(made))];
}

/** What the study concludes from follows the coefficients, unless it is given too. */
function andSlopes(changed: readonly FilledTable[]): readonly FilledTable[] {
  const of = (file: string) => changed.find(({ table }) => table.file === file);
  const coefficientRows = of(tables.figure3.file)?.rows as tables.CoefficientRow[] | undefined;
  return coefficientRows === undefined || of(tables.slopes.file) !== undefined
    ? changed
    : [...changed, filled(tables.slopes, slopesOf(coefficientRows))];
}

/** The same with other rows in these tables. */
export function withTables<T extends ReportInput>(input: T, ...given: readonly FilledTable[]): T {
  const changed = andSlopes(given);
  const files = changed.map(({ table }) => table.file);
  const kept = input.tables.all().filter(({ table }) => !files.includes(table.file));
  return { ...input, tables: new FilledTables([...kept, ...changed]) };
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
  const analyses = standardAnalyses.filter(({ name }) => ['provision', 'association'].includes(name));
  return runStudy(quick, data, { analyses });
}

/** The same with that of its own panel, taken as the study takes it; its other tables are as they were. */
export async function asItsPanel<T extends ReportInput>(input: T): Promise<T> {
  const { data, tables: found } = await foundIn(input.study, input.data);
  return withTables(
    { ...input, data },
    filled(tables.table1, found.rows(tables.table1)),
    filled(tables.icbProvision, found.rows(tables.icbProvision)),
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
