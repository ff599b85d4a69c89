import { compareWithWilding } from '@inverse-care/audit';
import {
  type AlternativeRow,
  type CoefficientRow,
  type JointInference,
  type JointTest,
  type StudyResults,
  studySchema,
} from '@inverse-care/core';
import {
  type NeedId,
  type PanelRow,
  paperLabel,
  publishedTable1,
  publishedTable2,
  quarterEnds,
  subIcbs,
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
): CoefficientRow[] {
  const at = options.at ?? snapshots;
  return at.flatMap((snapshot, index) => {
    const time = at.length > 1 ? index / (at.length - 1) : 1;
    const [estimate, half] = path(time);
    const row = (term: CoefficientRow['term'], value: number, width: number): CoefficientRow => ({
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

const falling = (time: number) => [time < 0.3 ? -0.01 : -0.45 * (time - 0.25), 0.05 + 0.22 * time] as const;

function jointOf(need: NeedId, value: (time: number) => readonly [number, number]): JointInference {
  const test = (name: JointTest['test'], statistic: number, bounds: [number, number] | null): JointTest => ({
    need,
    test: name,
    statistic,
    df1: name === 'all zero' ? 15 : name === 'all equal' ? 14 : 1,
    df2: 1299,
    conf_low: bounds?.[0] ?? null,
    conf_high: bounds?.[1] ?? null,
    p_value: 0.0004,
  });
  return {
    need,
    rows: coefficients(need, value)
      .filter(({ term }) => term === 'need')
      .map(({ snapshot, estimate, std_error, p_value }) => ({
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
        p_romano_wolf: Math.min(1, 8 * p_value),
        p_romano_wolf_mcse: 0.001,
        p_equivalence: 0.2,
        first_lasting_share: 1 / 15,
      })),
    tests: [
      test('all zero', 3.1, null),
      test('all equal', 2.9, null),
      test('trend per year', -0.11, [-0.17, -0.05]),
    ],
    pcns: 1300,
    first_lasting: '2022-06-30',
    first_low: '2021-09-30',
    first_high: null,
    replicates: 9999,
  };
}

function alternativesOf(need: NeedId, snapshot: string): AlternativeRow[] {
  const row = (method: string, more: Partial<AlternativeRow>): AlternativeRow => ({
    need,
    snapshot,
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
  const none = { estimate: null, std_error: null, df: null, conf_low: null, conf_high: null, p_value: null };
  return [
    row('HC1', {}),
    row('CR2 by ICB', { df: 31.4, conf_low: -0.71, conf_high: 0.01, p_value: 0.06 }),
    row('bootstrap, BCa', { std_error: null, df: null, p_value: null }),
    row('two-part', { ...none, note: 'Every PCN has some provision.' }),
  ];
}

function results(): StudyResults {
  const areas = (snapshot: string, level: number, spread: number) =>
    subIcbs.map((area, index) => ({
      snapshot,
      sub_icb_code: area.code,
      sub_icb_name: area.name,
      value: index % 37 === 5 ? null : level + spread * Math.sin(index * 1.7),
      patients: 400_000 + index * 1000,
    }));
  return {
    table1: publishedTable1.map((row, index) => ({
      ...row,
      per_10k_sd: row.per_10k_sd + (index % 4 === 1 ? 0.004 : 0.0001),
      label: paperLabel(row.snapshot),
      fte_total: row.fte_mean * row.pcns,
      reported: Math.round(row.pcns * (0.42 + 0.038 * index)),
    })),
    table2: {
      need: 'need_published',
      snapshot: last,
      rows: publishedTable2.map((row, index) => ({
        ...row,
        std_error: (row.conf_high - row.conf_low) / 3.92,
        estimate: row.estimate + (index % 5 === 2 ? 0.011 : 0.0002),
        p_value: 0.01,
        n: 1270,
      })),
    },
    characteristics: variableIds.map((variable, index) => ({
      snapshot: last,
      variable,
      n: 1270,
      mean: 0.1 + index / 100,
      sd: 0.04,
      min: 0.01,
      max: 0.61,
    })),
    figure1: [...areas(snapshots[0]!, 0.03, 0.03), ...areas(last, 0.45, 0.25)],
    figure2: { need: 'need_published', rows: areas(last, 0.22, 0.05) },
    figure3: [
      ...coefficients('need_published', falling),
      ...coefficients('ltc_share', (time) => [0.4 * time, 0.1 + 0.1 * time]),
      ...coefficients('income_deprivation', (time) => [0.1 * time, 0.1 + 0.2 * time]),
    ],
    tableS2: [
      ...coefficients('need_published', (time) => [-1.1 * time, 0.1 + 0.6 * time]),
      ...coefficients('income_deprivation', (time) => [-1 * time, 0.1 + 0.6 * time]),
    ],
    joint: [jointOf('need_published', falling)],
    alternatives: alternativesOf('need_published', last),
    omissions: [
      {
        what: 'Figure 3 for core20_share',
        why: 'The overall index of deprivation is not in the data folder.',
        remedy: 'Put File 7 of the Indices of Deprivation 2019 into the data folder.',
      },
    ],
  };
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

/** A whole report: fifteen snapshots, three needs of four, everything in it. Numbers are invented. */
export function fullInput(change: Partial<ReportInput> = {}): ReportInput {
  const made = results();
  return {
    study: {
      ...studySchema.parse({
        study: 'wilding-2024',
        title: 'Geographic inequalities in need and provision of social prescribing link workers',
        snapshots,
        needs: ['need_published', 'ltc_share', 'income_deprivation', 'core20_share'],
        table2: { covariates: ['share_65_plus', 'rural'] },
        compare_with: 'wilding-2024',
      }),
      snapshots,
    },
    studyText: 'study: wilding-2024\ntitle: Geographic inequalities\nneeds: [need_published]\n',
    results: made,
    data: {
      panel: {
        snapshots,
        variables: ['need_published', 'ltc_share', 'income_deprivation', 'rural'],
        rows: panelRows(),
      },
      absent: [
        {
          variable: 'core20_share',
          reason: 'No file of the overall Index of Multiple Deprivation was found.',
          remedy:
            'Download File 7 of the English Indices of Deprivation 2019 and put it into the data folder.',
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
    },
    multiverse: null,
    robustness: null,
    comparison: compareWithWilding(made),
    version: '0.1.0',
    date: last,
    command: 'inverse-care run --study studies/wilding-2024.yaml --data data/england --out out',
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
    results: {
      table1: [],
      table2: null,
      characteristics: [],
      figure1: [],
      figure2: null,
      figure3: [],
      tableS2: [],
      joint: [],
      alternatives: [],
      omissions: omitted.map((what) => ({ what, why: `The data folder has nothing to make it from.` })),
    },
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
    multiverse: null,
    comparison: null,
    studyText: '',
  });
}
