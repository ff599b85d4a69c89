import type { Study } from '@inverse-care/domain';

/** 1 less the study's level, without what binary numbers add to it: p of 0.05 is not below 0.05. */
export const alphaOf = ({ inference }: Pick<Study, 'inference'>): number =>
  Number((1 - inference.level).toFixed(10));
