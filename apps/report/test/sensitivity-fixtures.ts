import {
  gradeFindings,
  gridOf,
  multiverse,
  readStudy,
  robustnessAnalyses,
  runStudy,
  standardAnalyses,
} from '@inverse-care/core';
import { distribution, figure1, figure3, slopes as slopesTable, table1 } from '@inverse-care/core/tables';
import { FilledTables, filled, type NeedId, type PanelRow, type Study, subIcbs } from '@inverse-care/domain';
import type { ReportInput } from '../src/report-input.js';
import { fullInput } from './html-fixtures.js';
import { coefficients, slopesOf } from './invented-rows.js';

export interface World {
  /** FTE per 10,000 patients for a unit of need, by need and snapshot. */
  slopes: Partial<Record<NeedId, readonly [first: number, last: number]>>;
  pcns?: number;
  replicates?: number;
  noise?: number;
  /** Lines of the study's multiverse block. */
  choices?: string;
  needs?: readonly NeedId[];
  synthetic?: boolean;
}

const snapshots = ['2022-03-31', '2022-06-30'] as const;
export const paths = { study: 'invented.yaml', data: ['data'] };

/** A world in which provision depends on need as stated, run by the engine itself, as the page takes it. */
export async function sensitivityInput({
  slopes,
  pcns = 150,
  replicates = 39,
  noise = 0.3,
  choices = 'weights: [none, patients], form: [level, log1p], errors: [HC1, icb]',
  needs = Object.keys(slopes),
  synthetic = false,
}: World): Promise<ReportInput> {
  let state = 2024;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const rows = snapshots.flatMap((snapshot, time) =>
    Array.from({ length: pcns }, (_, i): PanelRow => {
      const area = subIcbs[i % 12]!;
      const values = {
        ltc_share: 0.3 + 0.4 * uniform(),
        share_65_plus: 0.4 * uniform(),
        need_predicted: 0.1 + 0.4 * uniform(),
        rural: uniform(),
      };
      const rate = Object.entries(slopes).reduce(
        (sum, [need, both]) => sum + both![time]! * values[need as keyof typeof values],
        8 + noise * (uniform() - 0.5),
      );
      const reported = uniform() > 0.1;
      const patients = 30_000 + Math.floor(40_000 * uniform());
      const fte = reported ? (rate * patients) / 10_000 : 0;
      return {
        snapshot,
        pcn_code: `U${String(10_000 + i)}`,
        pcn_name: `NETWORK ${i}`,
        sub_icb_code: area.code,
        icb_code: area.icbCode,
        region_code: 'Y56',
        patients,
        reported,
        fte,
        fte_per_10k: (10_000 * fte) / patients,
        values,
      };
    }),
  );
  const declared = readStudy(
    `study: invented
title: Invented
snapshots: [${snapshots.join(', ')}]
absent: missing
needs: [${needs.join(', ')}]
multiverse: { ${choices}, replicates: ${replicates} }`,
    'invented.yaml',
  );
  const study: Study = { ...declared, snapshots };
  const full = fullInput();
  const data = {
    ...full.data,
    panel: {
      snapshots,
      variables: ['ltc_share', 'share_65_plus', 'need_predicted', 'rural'] as NeedId[],
      rows,
    },
    absent: [],
    synthetic,
  };
  const known = needs.filter((need) => data.panel.variables.includes(need));
  const { plan, tables, omissions } = await runStudy(study, data, {
    analyses: [
      ...standardAnalyses.filter(({ name }) => name === 'need'),
      multiverse({ grid: gridOf(study), paths }),
      ...robustnessAnalyses,
    ],
  });
  const isHere = ({ snapshot }: { snapshot: string }) => snapshots.some((one) => one === snapshot);
  const ofFigure3 = known.flatMap((need) => coefficients(need, () => [-0.4, 0.2], { at: snapshots }));
  const invented = [
    filled(table1, full.tables.rows(table1).filter(isHere)),
    filled(distribution, full.tables.rows(distribution).filter(isHere)),
    filled(figure1, full.tables.rows(figure1)),
    filled(figure3, ofFigure3),
    filled(slopesTable, slopesOf(ofFigure3)),
  ];
  const found = new FilledTables([...invented, ...tables.all()]);
  found.add(gradeFindings(study, found));
  return { ...full, kind: 'sensitivity', study, data, plan, tables: found, omissions };
}
