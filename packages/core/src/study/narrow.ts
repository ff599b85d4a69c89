import { type Choices, type PanelWithProvenance, type Study, variableOf } from '@inverse-care/domain';

/**
 * A study and its data for one specification of its multiverse alone: its need and snapshot, what it makes of PCNs that
 * did not report, and HC3 where it asks for it.
 */
export function narrow(
  study: Study,
  data: PanelWithProvenance,
  { snapshot, need, absent, errors }: Choices,
): { study: Study; data: PanelWithProvenance } {
  const rows = data.panel.rows.filter((row) => row.snapshot === snapshot);
  return {
    study: {
      ...study,
      title: `${study.title}: one specification, ${snapshot}, ${variableOf(data.panel, need).label}`,
      snapshots: [snapshot],
      needs: [need],
      absent: absent === 'zero' ? 'zero' : 'missing',
      inference: { ...study.inference, covariance: errors === 'HC3' ? 'HC3' : 'HC1' },
    },
    data: { ...data, panel: { ...data.panel, snapshots: [snapshot], rows } },
  };
}
