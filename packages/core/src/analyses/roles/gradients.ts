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
  type Units,
} from '@inverse-care/stats';
import { regress } from '../../model/regress.js';
import { fewestPcns, valueIn } from '../../model/rows.js';
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

type Drawing = Pick<Study, 'inference' | 'seed'>;
type Name = 'share' | 'others' | 'apart' | 'concentration' | 'gap';

interface Statistic {
  name: Name;
  of(often: Float64Array): number;
}

const absent = { estimate: null, confLow: null, confHigh: null };

const perTen = (rows: readonly PanelRow[], ftes: ArrayLike<number>) =>
  Float64Array.from(rows, ({ patients }, i) => (10_000 * ftes[i]!) / patients);

/** The relative slope of a role, of the others, and the one less the other: for one of `step` of need. */
function slopesOf(
  x: ArrayLike<number>,
  step: number,
  y: Float64Array,
  others: Float64Array | null,
  units: Units,
): Statistic[] {
  const standard = Float64Array.from(x, (value) => value / step);
  const share = drawnRelativeSlope(standard, y, units);
  if (others === null || !(mean(others) > 0)) return [{ name: 'share', of: share }];
  const ofOthers = drawnRelativeSlope(standard, others, units);
  return [
    { name: 'share', of: share },
    { name: 'others', of: ofOthers },
    { name: 'apart', of: (often) => share(often) - ofOthers(often) },
  ];
}

/** The statistics by name, each with the jackknife's t interval (Efron 1982, equation 3.1). */
function jackknifed(statistics: readonly Statistic[], units: Units, { inference, seed }: Drawing) {
  const found = resampleUnits({
    units: units.count,
    statistics: (often) => statistics.map(({ of }) => of(often)),
    seed,
    specification: 'roles',
    replicates: 0,
    level: inference.level,
  });
  return (name: Name) => {
    const one = found[statistics.findIndex((statistic) => statistic.name === name)];
    return one !== undefined && Number.isFinite(one.estimate) ? one : absent;
  };
}

/** Slopes over the PCNs that reported, for the same step of need. */
function amongReporters(
  rows: readonly PanelRow[],
  values: readonly number[],
  step: number,
  { fte, others }: RoleFte,
  study: Drawing,
) {
  const at = [...rows.keys()].filter((i) => rows[i]!.reported);
  const some = at.map((i) => rows[i]!);
  const units = unitsOf(some, study);
  const of = (ftes: ArrayLike<number>) =>
    perTen(
      some,
      at.map((i) => ftes[i]!),
    );
  if (units.count < 2 || at.length < fewestPcns) return () => absent;
  const x = at.map((i) => values[i]!);
  return jackknifed(slopesOf(x, step, of(fte), others === null ? null : of(others), units), units, study);
}

/** Provision of the fifth of patients with the most need less that of the fifth with the least; the cuts are held. */
function fifthsGap(
  rows: readonly PanelRow[],
  need: readonly number[],
  provision: Float64Array,
  units: Units,
): Statistic[] {
  const fifths = fifthsOf(
    need,
    rows.map(({ patients }) => patients),
  );
  const ends = [...rows.keys()].filter((i) => fifths[i] === 0 || fifths[i] === 4);
  if (!ends.some((i) => fifths[i] === 0) || !ends.some((i) => fifths[i] === 4)) return [];
  const gap = drawnGroupGap(
    ends.map((i) => provision[i]!),
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
  study: Drawing,
): RoleGradientRow | null {
  const units = unitsOf(rows, study);
  const y = perTen(rows, fte);
  const level = mean(y);
  if (units.count < 2 || !(level > 0)) return null;
  const values = rows.map((row) => valueIn(row, need)!);
  const deviation = standardDeviation(Float64Array.from(values));
  const slope = regress(
    { y, columns: [y.map(() => 1), Float64Array.from(values)], names: ['constant', need] },
    study as Study,
  )[1]!;
  const patients = rows.map((row) => row.patients);
  const of = jackknifed(
    [
      ...slopesOf(values, deviation, y, others === null ? null : perTen(rows, others), units),
      {
        name: 'concentration',
        of: drawnConcentration({ values: y, ranking: rankingOf(values), population: patients }, units),
      },
      ...fifthsGap(rows, values, y, units),
    ],
    units,
    study,
  );
  const [share, apart, concentration, gap] = [of('share'), of('apart'), of('concentration'), of('gap')];
  const among = amongReporters(rows, values, deviation, { role, fte, others }, study);
  const [shareAmong, apartAmong] = [among('share'), among('apart')];
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
    share: share.estimate!,
    share_low: share.confLow,
    share_high: share.confHigh,
    others: of('others').estimate,
    apart: apart.estimate,
    apart_low: apart.confLow,
    apart_high: apart.confHigh,
    share_reported: shareAmong.estimate,
    share_reported_low: shareAmong.confLow,
    share_reported_high: shareAmong.confHigh,
    apart_reported: apartAmong.estimate,
    apart_reported_low: apartAmong.confLow,
    apart_reported_high: apartAmong.confHigh,
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
