import {
  choicesFrom,
  type DrawCache,
  type Grid,
  gridOf,
  type MultiverseRun,
  type RunOptions,
  runMultiverse,
} from '@inverse-care/core';
import { type PanelWithProvenance, type Study, variableOf } from '@inverse-care/domain';

/** Which specifications a report is to have: a whole grid beside the study, or one in the study's place. */
export type MultiverseOrder = {
  /** As given on the command line, for the commands that run one specification again. */
  paths: { study: string; data: string };
} & (
  | { kind: 'grid'; grid?: Grid; cache?: DrawCache; code: string }
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

/** The study and data that the report's own regressions are of: for one specification its need, snapshot and absence. */
export function narrowed(
  study: Study,
  data: PanelWithProvenance,
  order: MultiverseOrder | undefined,
): { study: Study; data: PanelWithProvenance } {
  if (order?.kind !== 'specification') return { study, data };
  const { snapshot, need, absent, errors } = choicesFrom(order.set, study, data.panel);
  const missing = absent !== 'zero';
  const rows = data.panel.rows
    .filter((row) => row.snapshot === snapshot)
    .map((row) => {
      if (row.reported) return row;
      const nothing = missing ? null : 0;
      return { ...row, fte: nothing, fte_per_10k: nothing };
    });
  return {
    study: {
      ...study,
      title: `${study.title}: one specification, ${snapshot}, ${variableOf(data.panel, need).label}`,
      snapshots: [snapshot],
      needs: [need],
      absent: missing ? 'missing' : 'zero',
      inference: { ...study.inference, covariance: errors === 'HC3' ? 'HC3' : 'HC1' },
    },
    data: { ...data, panel: { ...data.panel, snapshots: [snapshot], rows } },
  };
}

/**
 * Runs what is ordered: all that the study declares, unless the order has a grid of its own.
 * @throws InputError where the study declares no multiverse or the words of `--set` cannot be used.
 */
export function runOrder(
  order: MultiverseOrder,
  study: Study,
  data: PanelWithProvenance,
  options: RunOptions,
): Promise<MultiverseRun> {
  const { paths } = order;
  if (order.kind === 'specification') {
    const grid = Object.fromEntries(
      Object.entries(choicesFrom(order.set, study, data.panel)).map(([dimension, option]) => [
        dimension,
        [option],
      ]),
    ) as unknown as Grid;
    return runMultiverse(study, grid, data, { ...options, paths, threads: 1 });
  }
  const { grid = gridOf(study), cache, code } = order;
  return runMultiverse(study, grid, data, { ...options, paths, cache, code });
}
