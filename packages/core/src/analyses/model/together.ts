import { daysBetween, errorMethod, type NeedId, type Snapshot } from '@inverse-care/domain';
import type { Inferred } from '../../model/declared/coefficient.js';
import type { DeclaredRegression } from '../../model/declared/design.js';
import { unitsBy } from '../../model/declared/together/cluster-units.js';
import {
  type SlopeScale,
  type SlopeWithInfluence,
  slopeWithInfluence,
} from '../../model/declared/together/slope-influence.js';
import {
  type SlopesTogether,
  slopesTogether,
  type TestTogether,
} from '../../model/declared/together/slopes-together.js';
import { type PackedRows, unpackRows } from '../../model/packed-rows.js';
import { refusalOf } from '../../model/refusal.js';
import { fewestPcns } from '../../model/rows.js';

/** Regressions of one model that are put together, of one need or of several. */
export interface Joining {
  pieces: readonly { rows: PackedRows; regression: DeclaredRegression }[];
  scale: SlopeScale;
  level: number;
}

/** What the slopes of one need over the snapshots come to, per unit of need. */
export interface NeedTogether {
  snapshots: Snapshot[];
  method: string;
  clusters: number;
  note: string;
  /** T x T, row-major. */
  covariance: Float64Array;
  pooled: Inferred;
  change: Inferred;
  trend: Inferred;
  zero: TestTogether;
  equal: TestTogether;
}

/** What the slopes of several needs come to. */
export interface NeedsTogether {
  needs: NeedId[];
  last: TestTogether;
  pooled: TestTogether;
}

/** The slopes that could be estimated; what refuses one snapshot leaves the others. */
function slopesOf({ pieces, scale }: Joining) {
  const unpacked = pieces.map(({ rows, regression }) => ({ rows: unpackRows(rows), regression }));
  const slopes = unpacked.flatMap(({ rows, regression }): SlopeWithInfluence[] => {
    try {
      const found = slopeWithInfluence(rows, regression, scale, fewestPcns);
      return found === null ? [] : [found];
    } catch (error) {
      refusalOf(error); // throws what is no refusal of the data
      return [];
    }
  });
  return { slopes, rows: unpacked.flatMap((one) => one.rows) };
}

function joined(joining: Joining): { slopes: SlopeWithInfluence[]; all: SlopesTogether } | null {
  const { slopes, rows } = slopesOf(joining);
  if (slopes.length < 2) return null;
  const method = errorMethod(slopes[0]!.regression.model.errors);
  return { slopes, all: slopesTogether(slopes, method, unitsBy(method, rows)) };
}

/** Weights that give the slope of the least-squares line through numbers at these times. */
function lineWeights(times: readonly number[]): number[] {
  const middle = times.reduce((sum, time) => sum + time, 0) / times.length;
  const spread = times.reduce((sum, time) => sum + (time - middle) ** 2, 0);
  return times.map((time) => (time - middle) / spread);
}

const unit = (k: number, at: number, value = 1) =>
  Array.from({ length: k }, (_, j) => (j === at ? value : 0));

/** The slopes of one need over the snapshots; null where fewer than two could be estimated. */
export function together(joining: Joining): NeedTogether | null | { refused: string } {
  try {
    const found = joined(joining);
    if (found === null) return null;
    const { slopes, all } = found;
    const snapshots = slopes.map(({ regression }) => regression.snapshot);
    const k = slopes.length;
    const years = snapshots.map((snapshot) => daysBetween(snapshots[0]!, snapshot) / 365.25);
    const { level } = joining;
    const difference = (from: number, to: number) =>
      Array.from({ length: k }, (_, j) => (j === to ? 1 : j === from ? -1 : 0));
    return {
      snapshots,
      method: all.method,
      clusters: all.clusters,
      note: all.note,
      covariance: all.covariance,
      pooled: all.combined(
        snapshots.map(() => 1 / k),
        level,
      ),
      change: all.combined(difference(0, k - 1), level),
      trend: all.combined(lineWeights(years), level),
      zero: all.tested(snapshots.map((_, t) => unit(k, t))),
      equal: all.tested(snapshots.slice(1).map((_, t) => difference(t, t + 1))),
    };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}

/** The slopes of several needs, at their last snapshot and in the mean; null where fewer than two have one. */
export function acrossNeeds(joining: Joining): NeedsTogether | null | { refused: string } {
  try {
    const found = joined(joining);
    if (found === null) return null;
    const { slopes, all } = found;
    const needs = [...new Set(slopes.map(({ regression }) => regression.need))];
    if (needs.length < 2) return null;
    const placesOf = (need: NeedId) =>
      slopes.flatMap(({ regression }, at) => (regression.need === need ? [at] : []));
    const k = slopes.length;
    const mean = (places: readonly number[]) =>
      Array.from({ length: k }, (_, j) => (places.includes(j) ? 1 / places.length : 0));
    return {
      needs,
      last: all.tested(needs.map((need) => unit(k, placesOf(need).at(-1)!))),
      pooled: all.tested(needs.map((need) => mean(placesOf(need)))),
    };
  } catch (error) {
    return { refused: refusalOf(error) };
  }
}
