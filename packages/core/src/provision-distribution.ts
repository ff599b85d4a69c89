import { type Panel, paperLabel, type Snapshot } from '@inverse-care/domain';
import { quantile } from '@inverse-care/stats';

/** How provision is distributed over the PCNs of a snapshot: those without any apart from the others. */
export interface ProvisionDistributionRow {
  snapshot: Snapshot;
  /** The paper's quarter label. */
  label: string;
  pcns: number;
  /** Without any row in the publication. */
  not_reported: number;
  /** With rows in the publication and no FTE of the study's role. */
  reported_none: number;
  /** With an FTE above zero. */
  some: number;
  /** Quantiles (Hyndman and Fan's type 7) of FTE per 10,000 patients over the PCNs with some; null without any. */
  p05: number | null;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p95: number | null;
  max: number | null;
}

/** The distribution of provision at every snapshot of the panel. Each PCN is in one of the three counts. */
export function provisionDistribution(panel: Panel): ProvisionDistributionRow[] {
  return panel.snapshots.map((snapshot) => {
    const rows = panel.rows.filter((row) => row.snapshot === snapshot);
    const positive = rows
      .filter(({ reported }) => reported)
      .map((row) => row.fte_per_10k ?? 0)
      .filter((value) => value > 0);
    const not_reported = rows.filter(({ reported }) => !reported).length;
    const at = (p: number) => (positive.length === 0 ? null : quantile(positive, p));
    return {
      snapshot,
      label: paperLabel(snapshot),
      pcns: rows.length,
      not_reported,
      reported_none: rows.length - not_reported - positive.length,
      some: positive.length,
      p05: at(0.05),
      p25: at(0.25),
      p50: at(0.5),
      p75: at(0.75),
      p95: at(0.95),
      max: at(1),
    };
  });
}
