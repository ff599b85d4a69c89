import { runStudy, studySchema } from '@inverse-care/core';
import { type PanelRow, type PanelWithProvenance, type Study, subIcbs } from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';

export const snapshots = ['2021-03-31', '2021-12-31', '2022-06-30'];
export const last = snapshots.at(-1)!;

/** An ICB of the invented world: how many PCNs it has, and which of them reported at the last snapshot. */
interface Made {
  code: string;
  pcns: number;
  reported: (i: number) => boolean;
  name: (i: number) => string;
}

const plain = (i: number) => `Network ${i + 1} PCN`;
const long = (i: number) => `CHAW (CHELFORD, HANDFORTH, ALDERLEY EDGE, WILMSLOW ${i + 1}) PCN`;

/** The largest with the longest names of PCNs; the longest names of boards; one alone; one that is silent; two others. */
const made: readonly Made[] = [
  { code: 'QHM', pcns: 72, reported: (i) => i % 3 > 0, name: long },
  { code: 'QOX', pcns: 26, reported: (i) => i % 9 > 0, name: long },
  { code: 'QUY', pcns: 20, reported: (i) => i % 5 > 0, name: plain },
  { code: 'QOC', pcns: 1, reported: () => true, name: plain },
  { code: 'QJK', pcns: 11, reported: () => false, name: plain },
  { code: 'QWE', pcns: 39, reported: () => true, name: plain },
  { code: 'QT6', pcns: 12, reported: (i) => i < 2, name: plain },
];

function panelRows(): PanelRow[] {
  let state = 2022;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  return snapshots.flatMap((snapshot, time) => {
    let number = 0;
    return made.flatMap(({ code, pcns, reported: has, name }) =>
      Array.from({ length: pcns }, (_, i): PanelRow => {
        const area = subIcbs.find(({ icbCode }) => icbCode === code)!;
        const [need, share, ltc] = [0.1 + 0.2 * uniform(), 0.6 * uniform(), 0.4 + 0.3 * uniform()];
        const patients = 20_000 + Math.floor(60_000 * uniform());
        const reported = has(i) && (time > 0 || i % 2 === 0);
        const fte = i % 6 === 4 ? 0 : Number(((time + 1) * uniform() + need).toFixed(2));
        number += 1;
        return {
          snapshot,
          pcn_code: `U${10_000 + number}`,
          pcn_name: name(i),
          sub_icb_code: area.code,
          icb_code: code,
          region_code: 'Y56',
          patients,
          reported,
          fte: reported ? fte : null,
          fte_per_10k: reported ? (10_000 * fte) / patients : null,
          values: { income_deprivation: need, core20_share: share, ltc_share: ltc },
        };
      }),
    );
  });
}

const data = (rows: readonly PanelRow[]): PanelWithProvenance => ({
  panel: { snapshots, variables: ['ltc_share', 'income_deprivation', 'core20_share'], rows },
  absent: [],
  inputs: ['Patients Registered at a GP Practice', 'Primary Care Workforce', 'Indices of Deprivation'].map(
    (publication, i) => ({
      path: `file-${i}.csv`,
      kind: 'workforce',
      publication,
      licence: 'Open Government Licence v3.0',
      attributions: [`Source: NHS England, ${publication}. Licensed under the Open Government Licence v3.0.`],
      sha256: String(i).repeat(64),
      bytes: 1,
      rows: 1,
      date: last,
    }),
  ),
  extracts: [
    { snapshot: last, purpose: 'registered patients', path: 'a.csv', date: '2022-07-01', distance_days: 1 },
    { snapshot: last, purpose: 'age', path: 'b.csv', date: '2020-04-01', distance_days: -820 },
  ],
  warnings: [],
  synthetic: false,
  boundaries: null,
  boundariesNote: null,
});

/** A run of seven invented ICBs, computed by the engine. @param change of the rows before it is run. */
export async function areasInput(
  change: (rows: PanelRow[]) => PanelRow[] = (rows) => rows,
): Promise<ReportInput> {
  const study: Study = {
    ...studySchema.parse({
      study: 'areas',
      title: 'Need and provision of social prescribing link workers in seven boards, 2021 and 2022',
      snapshots,
      needs: ['income_deprivation', 'ltc_share', 'core20_share'],
      inference: { replicates: 0 },
    }),
    snapshots,
  };
  const { plan, data: studied, tables } = await runStudy(study, data(change(panelRows())));
  return {
    kind: 'run',
    study,
    studyText: '',
    command: 'inverse-care run --study areas.yaml --data DATA --out OUT',
    version: '0.1.0',
    date: last,
    data: studied,
    plan,
    tables,
    omissions: [],
  };
}
