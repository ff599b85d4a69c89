import type { NeedId, PanelRow, Study } from '@inverse-care/domain';
import {
  drawnConcentration,
  drawnGroupGap,
  drawnRelativeSlope,
  mean,
  rankingOf,
  resampleUnits,
  standardDeviation,
  sum,
} from '@inverse-care/stats';
import { regress } from '../../model/regress.js';
import { valueIn } from '../../model/rows.js';
import { fifthsOf } from '../fifths/fifths.js';
import type { RoleGradientRow } from './tables.js';
import { unitsOf } from './units.js';

/** FTE of a role by PCN, in the order of the rows. */
export interface RoleFte {
  role: string;
  fte: ArrayLike<number>;
  /** FTE of all other roles of direct patient care; null where the files do not tell which they are. */
  others: ArrayLike<number> | null;
}

interface Statistic {
  name: 'share' | 'apart' | 'concentration' | 'gap';
  of(often: Float64Array): number;
}

const shown = { estimate: null, confLow: null, confHigh: null };

/** Provision of the fifth of patients with the most need less that of the fifth with the least; the cuts are held. */
function fifthsGap(
  rows: readonly PanelRow[],
  need: readonly number[],
  perTen: Float64Array,
  units: ReturnType<typeof unitsOf>,
): Statistic[] {
  const fifths = fifthsOf(
    need,
    rows.map(({ patients }) => patients),
  );
  const ends = [...rows.keys()].filter((i) => fifths[i] === 0 || fifths[i] === 4);
  if (!ends.some((i) => fifths[i] === 0) || !ends.some((i) => fifths[i] === 4)) return [];
  const gap = drawnGroupGap(
    ends.map((i) => perTen[i]!),
    ends.map((i) => rows[i]!.patients),
    ends.map((i) => Number(fifths[i] === 4)),
    { of: ends.map((i) => units.of[i]!), count: units.count },
  );
  return [{ name: 'gap', of: (often) => gap(often).difference }];
}

/**
 * How a role goes with a need over some PCNs: the regression with HC1 (or the study's) errors, and measures with jackknife
 * intervals over what the study takes to hang together (Efron 1982, equation 3.1).
 *
 * @param rows PCNs that the study counts, each with a value of need; FTE of the role in their order.
 * @returns null where nobody has any, or there are fewer than two units.
 * @throws RankDeficientError where need is the same in all.
 */
export function gradientOf(
  rows: readonly PanelRow[],
  need: NeedId,
  { role, fte, others }: RoleFte,
  study: Pick<Study, 'inference' | 'seed'>,
): RoleGradientRow | null {
  const units = unitsOf(rows, study);
  const perTen = (ftes: ArrayLike<number>) =>
    Float64Array.from(rows, ({ patients }, i) => (10_000 * ftes[i]!) / patients);
  const y = perTen(fte);
  const level = mean(y);
  if (units.count < 2 || !(level > 0)) return null;
  const values = rows.map((row) => valueIn(row, need)!);
  const deviation = standardDeviation(Float64Array.from(values));
  const slope = regress(
    { y, columns: [y.map(() => 1), Float64Array.from(values)], names: ['constant', need] },
    study as Study,
  )[1]!;
  const standard = values.map((value) => value / deviation);
  const share = drawnRelativeSlope(standard, y, units);
  const rest = others === null ? null : perTen(others);
  const ofRest = rest !== null && mean(rest) > 0 ? drawnRelativeSlope(standard, rest, units) : null;
  const patients = rows.map((row) => row.patients);
  const statistics: Statistic[] = [
    { name: 'share', of: share },
    ...(ofRest === null
      ? []
      : [{ name: 'apart' as const, of: (often: Float64Array) => share(often) - ofRest(often) }]),
    {
      name: 'concentration',
      of: drawnConcentration({ values: y, ranking: rankingOf(values), population: patients }, units),
    },
    ...fifthsGap(rows, values, y, units),
  ];
  const found = resampleUnits({
    units: units.count,
    statistics: (often) => statistics.map(({ of }) => of(often)),
    seed: study.seed,
    specification: `${role} ~ ${need}`,
    replicates: 0,
    level: study.inference.level,
  });
  const of = (name: Statistic['name']) => found[statistics.findIndex((one) => one.name === name)] ?? shown;
  const [relative, apart, concentration, gap] = [of('share'), of('apart'), of('concentration'), of('gap')];
  return {
    snapshot: rows[0]!.snapshot,
    role,
    need,
    n: rows.length,
    not_reported: rows.filter(({ reported }) => !reported).length,
    pcns_any: rows.filter((_, i) => fte[i]! > 0).length,
    fte: sum(Array.from(fte)),
    mean: level,
    need_sd: deviation,
    ...slope,
    share: relative.estimate!,
    share_low: relative.confLow,
    share_high: relative.confHigh,
    apart: apart.estimate,
    apart_low: apart.confLow,
    apart_high: apart.confHigh,
    concentration: concentration.estimate!,
    concentration_low: concentration.confLow,
    concentration_high: concentration.confHigh,
    gap: gap.estimate,
    gap_low: gap.confLow,
    gap_high: gap.confHigh,
    unit: units.unit,
    units: units.count,
  };
}
