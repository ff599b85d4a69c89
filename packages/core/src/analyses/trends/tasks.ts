import type { NeedId, Study } from '@inverse-care/domain';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns, rowsWith } from '../../model/rows.js';
import { changeOf, type SnapshotRows } from './change.js';
import { rateRatioRow } from './rate-ratio.js';
import { slopeRows } from './slopes.js';
import type { BreakRow, TrendRow, TrendTestRow } from './tables.js';

/** One need with the panel's rows by snapshot, that need alone among their values. */
export interface Trended {
  need: NeedId;
  rows: readonly PackedRows[];
  study: Pick<Study, 'inference' | 'seed' | 'snapshots'>;
}

export interface Trend {
  rows: TrendRow[];
  tests: TrendTestRow[];
  breaks: BreakRow[];
  /** What the data refuse, with the reason. */
  refused: { what: string; why: string }[];
}

/** Slopes of one need at all snapshots and what becomes of them. */
export function need({ need: id, rows, study }: Trended): Trend {
  const complete = rowsWith(rows.flatMap(unpackRows), [id]).filter((row) => row.fte_per_10k !== null);
  const found: Trend = { rows: [], tests: [], breaks: [], refused: [] };
  const kept: SnapshotRows[] = [];
  for (const snapshot of study.snapshots) {
    const own = complete.filter((row) => row.snapshot === snapshot);
    try {
      if (own.length < fewestPcns) throw new TooFew();
      found.rows.push(...slopeRows(own, { need: id, snapshot }, study.inference));
      kept.push({ snapshot, rows: own });
      try {
        found.rows.push(rateRatioRow(own, { need: id, snapshot }, study.inference));
      } catch (error) {
        found.refused.push({ what: `Rate ratio, ${snapshot}`, why: refusalOf(error) });
      }
    } catch (error) {
      const why = error instanceof TooFew ? error.message : refusalOf(error);
      found.refused.push({ what: `Absolute and relative slopes, ${snapshot}`, why });
    }
  }
  if (kept.length < 2) return found;
  const { tests, breaks, refused } = changeOf(id, kept, study);
  return { rows: found.rows, tests, breaks, refused: [...found.refused, ...refused] };
}

class TooFew extends Error {
  constructor() {
    super('Too few PCNs have a value of need and reported.');
  }
}
