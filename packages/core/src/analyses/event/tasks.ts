import type { Snapshot, Study } from '@inverse-care/domain';
import { mean, standardDeviation } from '@inverse-care/stats';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { type DeclaredFit, fitDesign } from '../../model/declared/fit.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns } from '../../model/rows.js';
import { follow } from './differences.js';
import { type EventStudy, eventStudy } from './event-study.js';

/** PCNs that are followed over snapshots, and the model that is fitted to what changes. */
export interface Following {
  rows: readonly PackedRows[];
  snapshots: readonly Snapshot[];
  /** Whose need and covariates stand for a PCN: the last before the event, or the first of two. */
  at: Snapshot;
  regression: DeclaredRegression;
  study: Pick<Study, 'inference' | 'seed'>;
}

type Refused = null | { refused: string };

/** Slopes of one need around an event. */
export function slopes({
  rows,
  snapshots,
  at,
  regression,
  study,
}: Following): (EventStudy & { lost: number }) | Refused {
  try {
    const followed = follow(rows.map(unpackRows), snapshots, at, regression);
    if (followed.design.y.length < fewestPcns) return null;
    const found = eventStudy(followed, snapshots, snapshots.indexOf(at), study.inference);
    return { ...found, lost: followed.lost };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

/** Change of the outcome between two snapshots on need at the first: the fit, and PCNs that are in it or lost to it. */
export interface Change {
  fit: DeclaredFit;
  n: number;
  lost: number;
  mean_change: number;
  need_sd: number;
}

/** Change between two snapshots on one need at the first. */
export function change({ rows, snapshots, at, regression, study }: Following): Change | Refused {
  try {
    const { design, outcomes, lost } = follow(rows.map(unpackRows), snapshots, at, regression);
    const n = design.y.length;
    if (n < fewestPcns) return null;
    const y = outcomes[1]!.map((value, i) => value - outcomes[0]![i]!);
    const fit = fitDesign({ ...design, y }, { ...regression, snapshot: at }, study.inference, study.seed);
    return { fit, n, lost, mean_change: mean(y), need_sd: standardDeviation(design.columns[1]!) };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
