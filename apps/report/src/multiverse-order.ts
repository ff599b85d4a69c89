import type { DrawCache } from '@inverse-care/core';

/** Which specifications a report is to have: a whole grid beside the study, or one in the study's place. */
export type MultiverseOrder = {
  /** As given on the command line, for the commands that run one specification again. */
  paths: { study: string; data: readonly string[] };
} & (
  | { kind: 'grid'; cache?: DrawCache; code: string }
  | {
      kind: 'specification';
      /** Such as "need=ltc_share". */
      set: readonly string[];
    }
);

/** What of an order the results depend on, as words. */
export function stateOfOrder(order: MultiverseOrder | undefined): string[] {
  if (order === undefined) return [];
  return [order.kind, JSON.stringify(order.kind === 'grid' ? null : order.set), JSON.stringify(order.paths)];
}

/** How many estimates' draws were made, and how many were at hand. */
export interface DrawCounts {
  computed: number;
  cached: number;
}
