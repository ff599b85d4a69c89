import type { NeedId } from '@inverse-care/domain';
import { finite, type Inferred } from '../../model/declared/coefficient.js';
import type { SlopeScale } from '../../model/declared/together/slope-influence.js';
import type { TestTogether } from '../../model/declared/together/slopes-together.js';
import { asNote } from '../../model/declared/warned.js';
import type { Increment } from '../../model/increment.js';
import type { ModelInfluence } from './influence.js';
import type { ModelInfluenceRow } from './influence-table.js';
import type {
  ModelCovarianceRow,
  ModelInferenceRow,
  ModelJointNeedsRow,
  ModelJointRow,
} from './joint-tables.js';
import type { ByMethod } from './methods.js';
import type { NeedsTogether, NeedTogether } from './together.js';

const nothing = {
  estimate: null,
  std_error: null,
  conf_low: null,
  conf_high: null,
  ratio: null,
  ratio_low: null,
  ratio_high: null,
};

const testCells = ({ statistic, df1, df2, p_value, method, note }: TestTogether) => ({
  statistic: finite(statistic),
  df1: finite(df1),
  df2: finite(df2),
  p_value: finite(p_value),
  method,
  note,
});

/** What a row of a need is for, and in which unit. */
export interface Told {
  need: NeedId;
  scale: SlopeScale;
  unit: string;
  increment: Increment;
}

/** One number over the snapshots, for the difference in need that is told for; a log ratio as a ratio too. */
function numberCells(
  found: Inferred,
  { method, note }: Pick<NeedTogether, 'method' | 'note'>,
  { scale, increment: { perUnit } }: Told,
) {
  const told = (value: number) => finite(value / perUnit);
  const ratio = (value: number) => (scale === 'coefficient' ? finite(Math.exp(value / perUnit)) : null);
  return {
    estimate: told(found.estimate),
    std_error: told(found.std_error),
    conf_low: told(found.conf_low),
    conf_high: told(found.conf_high),
    ratio: ratio(found.estimate),
    ratio_low: ratio(found.conf_low),
    ratio_high: ratio(found.conf_high),
    statistic: finite(found.estimate / found.std_error),
    df1: 1,
    df2: finite(found.df),
    p_value: finite(found.p_value),
    method,
    note,
  };
}

/** The rows of one need over its snapshots. */
export function jointRows(found: NeedTogether, told: Told): ModelJointRow[] {
  const { need, scale, unit, increment } = told;
  const { snapshots, clusters } = found;
  const start = {
    need,
    scale,
    told_for: increment.words,
    unit,
    snapshots: snapshots.length,
    first: snapshots[0]!,
    last: snapshots.at(-1)!,
    clusters,
  };
  return [
    { ...start, test: 'pooled', ...numberCells(found.pooled, found, told) },
    { ...start, test: 'change first to last', ...numberCells(found.change, found, told) },
    { ...start, test: 'trend per year', ...numberCells(found.trend, found, told) },
    { ...start, test: 'all zero', ...nothing, ...testCells(found.zero) },
    { ...start, test: 'all equal', ...nothing, ...testCells(found.equal) },
  ];
}

/** The covariance of the slopes of one need, each pair once. */
export function covarianceRows(
  { snapshots, covariance }: NeedTogether,
  { need, scale, increment: { perUnit } }: Told,
): ModelCovarianceRow[] {
  const k = snapshots.length;
  const at = (a: number, b: number) => covariance[a * k + b]!;
  return snapshots.flatMap((snapshot, a) =>
    snapshots.slice(a).map((other, offset): ModelCovarianceRow => {
      const b = a + offset;
      return {
        need,
        scale,
        snapshot,
        other,
        covariance: at(a, b) / perUnit ** 2,
        correlation: finite(a === b ? 1 : at(a, b) / Math.sqrt(at(a, a) * at(b, b))),
      };
    }),
  );
}

/** The tests of several needs. */
export const needsRows = (
  { needs, last, pooled }: NeedsTogether,
  scale: SlopeScale,
): ModelJointNeedsRow[] => [
  { scale, at: 'last snapshot', needs: needs.join(' '), ...testCells(last) },
  { scale, at: 'pooled', needs: needs.join(' '), ...testCells(pooled) },
];

/** The model by every method, for the difference in need that is told for. */
export const methodRows = (
  found: readonly ByMethod[],
  snapshot: string,
  { need, unit, increment: { perUnit, words } }: Omit<Told, 'scale'>,
): ModelInferenceRow[] =>
  found.map(({ method, clusters, effect }) => ({
    need,
    snapshot,
    method,
    told_for: words,
    unit,
    estimate: effect.estimate / perUnit,
    std_error: finite(effect.std_error / perUnit),
    df: finite(effect.df),
    conf_low: finite(effect.conf_low / perUnit),
    conf_high: finite(effect.conf_high / perUnit),
    p_value: finite(effect.p_value),
    clusters,
  }));

/** The model without single places, for the difference in need that is told for. */
export const influenceRows = (
  { estimate, method, without }: ModelInfluence,
  snapshot: string,
  { need, unit, increment: { perUnit, words } }: Omit<Told, 'scale'>,
): ModelInfluenceRow[] =>
  without.map(({ level, code, pcns, effect, refused }) => {
    const told = (value: number | undefined) => (value === undefined ? null : finite(value / perUnit));
    return {
      need,
      snapshot,
      level,
      code,
      pcns,
      told_for: words,
      unit,
      estimate: told(effect?.estimate),
      conf_low: told(effect?.conf_low),
      conf_high: told(effect?.conf_high),
      p_value: effect === null ? null : finite(effect.p_value),
      method,
      change: effect === null ? null : told(estimate - effect.estimate),
      note: asNote(refused === '' ? [] : [refused]),
    };
  });
