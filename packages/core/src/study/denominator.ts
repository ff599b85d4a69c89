import { measureTheSame, type NeedId, type Panel } from '@inverse-care/domain';

/** By its share an outcome counts patients with a long-term condition. */
export const denominatorShare = 'ltc_share';

/**
 * Whether a need, or what it measures, is in the denominator of an outcome per patient with a long-term condition. More
 * need then makes the outcome smaller whatever the staff (Pearson 1897, "spurious correlation" of ratios with a common
 * part): a slope says nothing of where staff are.
 */
export const inDenominator = (need: NeedId, panel: Pick<Panel, 'local'>): boolean =>
  need === denominatorShare || measureTheSame(panel, need, denominatorShare);
