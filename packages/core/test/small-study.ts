import type { Study } from '@inverse-care/domain';

/** A study of two needs, one of which the invented panel lacks. */
export const study = (snapshots: readonly string[], replicates = 199): Study => ({
  study: 'small',
  title: 'A small study',
  role: 'Social Prescribing Link Workers',
  snapshots,
  population: 'open_on_date',
  absent: 'zero',
  needs: ['need_published', 'ltc_share'],
  required: [],
  inference: { covariance: 'HC1', dependence: 'icb', level: 0.95, replicates, smallest_effect: 0.02 },
  survey: 2019,
  seed: 5,
});
