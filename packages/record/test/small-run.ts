import { runStudy, standardAnalyses } from '@inverse-care/core';
import type { PanelRow, PanelWithProvenance, Study } from '@inverse-care/domain';
import type { RunRecord } from '../src/index.js';

const snapshots = ['2021-03-31', '2021-06-30'];

const rows = snapshots.flatMap((snapshot, s) =>
  Array.from({ length: 30 }, (_, i): PanelRow => {
    const reported = i % 7 !== 3;
    const patients = 20_000 + 997 * i;
    const fte = reported ? ((i * 13) % 11) / 4 + s : null;
    return {
      snapshot,
      pcn_code: `U${10_000 + i}`,
      pcn_name: i === 0 ? 'A "quoted", comma-ridden PCN' : i === 1 ? '' : `PCN ${i}`,
      sub_icb_code: i % 2 === 0 ? '36L' : '93C',
      icb_code: i % 2 === 0 ? 'QWE' : 'QMJ',
      region_code: 'Y56',
      patients,
      reported,
      fte,
      fte_per_10k: fte === null ? null : (10_000 * fte) / patients,
      values: { ltc_share: i === 5 ? null : 0.3 + 0.007 * ((i * 17) % 30), loneliness: ((i * 5) % 19) / 3 },
    };
  }),
);

/** A panel of thirty PCNs with a local variable, areas, and PCNs that did not report. */
export const facts: PanelWithProvenance = {
  panel: {
    snapshots,
    variables: ['ltc_share', 'loneliness'],
    local: [
      {
        id: 'loneliness',
        label: 'Loneliness score',
        description: 'mean score of a council survey',
        need: true,
        unit: 'score',
        source: 'Council survey of adults',
        year: 2020,
        level: 'pcn',
        licence: 'Open Government Licence v3.0',
        file: 'local/loneliness.csv',
      },
    ],
    surveyBases: rows
      .filter(({ values }) => values.ltc_share !== null)
      .map(({ snapshot, pcn_code }, i) => ({
        snapshot,
        pcn_code,
        variable: 'ltc_share',
        patients: [4000 + i, 9000],
        respondents: [90.125, 110 + (i % 7)],
      })),
    roles: [
      {
        snapshot: snapshots[0]!,
        role: 'Pharmacists',
        group: 'Other Direct Patient Care staff',
        rows: 2,
        fte: 1.3,
        identified: 1,
        withoutIdentifier: 1,
        unreadable: 0,
        negative: 0,
        codes: [rows[0]!.pcn_code, 'U99999'],
        ftes: [0.8, 0.5],
        heads: [1, 1],
      },
    ],
    rows,
  },
  absent: [{ variable: 'need_published', reason: 'No survey file.', remedy: 'Download it.' }],
  inputs: [],
  extracts: [],
  warnings: [{ about: '2021-03-31', message: 'A warning with “quotes”.' }],
  check: { snapshots: [], findings: [] },
  synthetic: true,
  otherPopulation: {
    population: { survivors: '2023-11-16', open_by: 'snapshot', practices: 'all' },
    rows: rows.slice(0, 20),
    unknown: '',
  },
  boundaries: new Map([
    [
      '36L',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 51],
            [0.1, 51.05],
            [0, 51.1],
            [0, 51],
          ],
        ],
      },
    ],
  ]),
  boundariesNote: 'invented',
  practices: [{ code: 'A81001', name: '', pcn_code: 'U10000' }],
};

export const study: Study = {
  study: 'small',
  title: 'A small study',
  role: 'Social Prescribing Link Workers',
  snapshots,
  population: 'open_on_date',
  absent: 'zero',
  needs: ['ltc_share', 'loneliness'],
  required: [],
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates: 199, smallest_effect: 0.02 },
  survey: 2019,
  seed: 7,
};

/** What a run on the small panel comes to. */
export async function smallRecord(): Promise<RunRecord> {
  const found = await runStudy(study, facts, { analyses: standardAnalyses });
  return {
    kind: 'run',
    study,
    studyText: 'study: small\n',
    command: 'inverse-care run --study small.yaml --data DATA --out OUT',
    version: '0.0.0',
    date: '2021-06-30',
    ...found,
  };
}
