import {
  type Choices,
  type Dependence,
  nameOfPopulation,
  type PanelWithProvenance,
  type Study,
  variableOf,
} from '@inverse-care/domain';

/** What PCNs share by the errors that a specification names. */
const dependenceOf: Readonly<Record<Choices['errors'], Dependence>> = {
  HC1: 'none',
  HC3: 'none',
  sub_icb: 'sub_icb',
  icb: 'icb',
  CR2: 'icb',
};

/**
 * A study and its data for one specification of its multiverse alone: its need, snapshot and population, what it makes of
 * PCNs that did not report, and what its errors take PCNs to share.
 */
export function narrow(
  study: Study,
  data: PanelWithProvenance,
  { snapshot, need, population, absent, errors }: Choices,
): { study: Study; data: PanelWithProvenance } {
  const { otherPopulation: other } = data;
  const beside =
    other !== undefined && population !== nameOfPopulation(study.population) && other.rows.length > 0;
  const rows = (beside ? other : data.panel).rows.filter((row) => row.snapshot === snapshot);
  const { otherPopulation: _, ...alone } = data;
  return {
    study: {
      ...study,
      title: `${study.title}: one specification, ${snapshot}, ${variableOf(data.panel, need).label}`,
      snapshots: [snapshot],
      needs: [need],
      population: beside ? other.population : study.population,
      absent: absent === 'zero' ? 'zero' : 'missing',
      inference: {
        ...study.inference,
        covariance: errors === 'HC3' ? 'HC3' : 'HC1',
        dependence: dependenceOf[errors],
      },
    },
    data: { ...(beside ? alone : data), panel: { ...data.panel, snapshots: [snapshot], rows } },
  };
}
