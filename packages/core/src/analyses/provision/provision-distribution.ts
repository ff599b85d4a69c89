import { type Panel, paperLabel } from '@inverse-care/domain';
import { quantile } from '@inverse-care/stats';
import type { ProvisionDistributionRow } from '../../tables.js';

/** The distribution of provision at every snapshot of the panel. Each PCN is in one of the three counts. */
export function provisionDistribution(panel: Panel): ProvisionDistributionRow[] {
  return panel.snapshots.map((snapshot) => {
    const rows = panel.rows.filter((row) => row.snapshot === snapshot);
    const positive = rows
      .filter(({ reported }) => reported)
      .map((row) => row.fte_per_10k ?? 0)
      .filter((value) => value > 0);
    const counted = rows.filter((row) => row.fte !== null);
    const not_reported = rows.filter(({ reported }) => !reported).length;
    const without = counted.filter(({ fte }) => fte === 0).length;
    const at = (p: number) => (positive.length === 0 ? null : quantile(positive, p));
    return {
      snapshot,
      label: paperLabel(snapshot),
      pcns: rows.length,
      not_reported,
      reported_none: rows.length - not_reported - positive.length,
      some: positive.length,
      counted: counted.length,
      without,
      not_reported_share: rows.length === 0 ? null : not_reported / rows.length,
      without_share: counted.length === 0 ? null : without / counted.length,
      p05: at(0.05),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p95: at(0.95),
      max: at(1),
    };
  });
}
