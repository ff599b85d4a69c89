import type { NeedId } from '@inverse-care/domain';

/** What the figure of a need's specifications is called. */
export const curveId = (need: NeedId) => `specification-curve-${need}`;
