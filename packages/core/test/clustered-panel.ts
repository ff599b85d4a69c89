import { inventedPanel } from './invented-panel.js';

export const snapshots = ['2020-03-31', '2020-06-30'];

/** PCNs of one ICB share a part of need and of provision; the last PCN moves to another ICB. */
export function clusteredPanel() {
  const panel = inventedPanel(240, snapshots);
  const icbs = [...new Set(panel.rows.map(({ icb_code }) => icb_code))];
  const part = (code: string) => ((icbs.indexOf(code) * 7) % 5) / 10;
  const rows = panel.rows.map((row) => {
    const icb_code = row.pcn_code === 'U10239' && row.snapshot === snapshots[1] ? icbs[0]! : row.icb_code;
    return {
      ...row,
      icb_code,
      reported: true,
      fte_per_10k: row.fte_per_10k! + part(row.icb_code),
      values: { ...row.values, ltc_share: row.values.ltc_share! + part(row.icb_code) / 4 },
    };
  });
  return { ...panel, rows };
}
