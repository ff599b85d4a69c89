import {
  type Panel,
  type PanelRow,
  type PanelWithProvenance,
  subIcbs,
  type VariableId,
} from '@inverse-care/domain';

/** A panel of invented PCNs: provision falls with long-term conditions by a known slope, with noise from a small generator. */
export function inventedPanel(pcns: number, snapshots: readonly string[]): Panel {
  let state = 12345;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const rows = snapshots.flatMap((snapshot, s) =>
    Array.from({ length: pcns }, (_, i): PanelRow => {
      const area = subIcbs[i % 12]!;
      const ltc = 0.4 + 0.2 * uniform();
      const patients = 20_000 + Math.floor(60_000 * uniform());
      const fte = uniform() < 0.3 ? 0 : Math.max(0, (3 - 2 * ltc + uniform()) * (s + 1) * 0.5);
      return {
        snapshot,
        pcn_code: `U${String(10_000 + i)}`,
        pcn_name: `PCN ${i}`,
        sub_icb_code: area.code,
        icb_code: area.icbCode,
        region_code: 'Y56',
        patients,
        reported: fte > 0,
        fte,
        fte_per_10k: (10_000 * fte) / patients,
        values: { ltc_share: ltc, share_65_plus: uniform() / 3, rural: uniform() },
      };
    }),
  );
  return { snapshots, variables: ['ltc_share', 'share_65_plus', 'rural'] as VariableId[], rows };
}

export function asData(panel: Panel): PanelWithProvenance {
  return {
    panel,
    absent: [
      { variable: 'need_published', reason: 'No survey file is in the folder.', remedy: 'Download it.' },
    ],
    inputs: [],
    extracts: [],
    warnings: [],
    synthetic: true,
    boundaries: null,
    boundariesNote: null,
  };
}

/** A PCN of a hand calculation: 10,000 patients and one FTE, where nothing else is said. */
export const plainPcn =
  (snapshot: string) =>
  (index: number, row: Partial<PanelRow> = {}): PanelRow => {
    const { fte = 1, patients = 10_000 } = row;
    return {
      snapshot,
      pcn_code: `U${10_000 + index}`,
      pcn_name: `PCN ${index}`,
      sub_icb_code: '36L',
      icb_code: 'QWE',
      region_code: 'Y56',
      reported: true,
      values: {},
      ...row,
      patients,
      fte,
      fte_per_10k: fte === null ? null : (10_000 * fte) / patients,
    };
  };
