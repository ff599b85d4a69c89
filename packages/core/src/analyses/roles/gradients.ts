import type { NeedId, PanelRow, Study } from '@inverse-care/domain';
import {
  drawnConcentration,
  drawnGroupGap,
  drawnRelativeSlope,
  mean,
  type Ranking,
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

/** FTE of a role by PCN, in the order of the rows of its frame. */
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

/** Some of the PCNs with need in steps of one standard deviation over all of them. */
interface Part {
  at: readonly number[];
  patients: readonly number[];
  steps: readonly number[];
  units: Units;
}

/** PCNs that the study counts, and what is the same for every role of them. */
export interface Frame {
  rows: readonly PanelRow[];
  need: NeedId;
  values: Float64Array;
  deviation: number;
  ranking: Ranking;
  all: Part & { units: ReturnType<typeof unitsOf> };
  /** Those that reported; null where they are too few. */
  reporters: Part | null;
  /** The fifths of patients with the least and with the most need, whose cuts are held; null where one is empty. */
  ends: (Part & { isMost: readonly number[] }) | null;
  study: Drawing;
}

/**
 * @param rows PCNs that the study counts, each with a value of need.
 * @returns null where there are fewer than two units to leave out.
 */
export function frameOf(rows: readonly PanelRow[], need: NeedId, study: Drawing): Frame | null {
  const values = Float64Array.from(rows, (row) => valueIn(row, need)!);
  const deviation = standardDeviation(values);
  const patients = rows.map((row) => row.patients);
  const units = unitsOf(rows, study);
  if (units.count < 2) return null;
  const part = (at: readonly number[]): Part => ({
    at,
    patients: at.map((i) => patients[i]!),
    steps: at.map((i) => values[i]! / deviation),
    units: unitsOf(
      at.map((i) => rows[i]!),
      study,
    ),
  });
  const fifths = fifthsOf([...values], patients);
  const places = [...rows.keys()];
  const ends = part(places.filter((i) => fifths[i] === 0 || fifths[i] === 4));
  const isMost = ends.at.map((i) => Number(fifths[i] === 4));
  const reporters = part(places.filter((i) => rows[i]!.reported));
  return {
    rows,
    need,
    values,
    deviation,
    ranking: rankingOf(values),
    all: { ...part(places), units },
    reporters: reporters.units.count < 2 || reporters.at.length < fewestPcns ? null : reporters,
    // All units are left out in turn, also those with no PCN in either fifth, as in need_gaps.csv.
    ends:
      isMost.includes(0) && isMost.includes(1)
        ? { ...ends, isMost, units: { of: ends.at.map((i) => units.of[i]!), count: units.count } }
        : null,
    study,
  };
}

/** FTE per 10,000 patients of the PCNs of a part. */
const perTen = ({ at, patients }: Part, ftes: ArrayLike<number>) =>
  Float64Array.from(at, (place, i) => (10_000 * ftes[place]!) / patients[i]!);

/** The relative slope of a role for one standard deviation of need, of the others, and the one less the other. */
function slopesOf(part: Part, { fte, others }: RoleFte): Statistic[] {
  const { steps, units } = part;
  const share = drawnRelativeSlope(steps, perTen(part, fte), units);
  const alone: Statistic[] = [{ name: 'share', of: share }];
  if (others === null) return alone;
  const ofOthers = drawnRelativeSlope(steps, perTen(part, others), units);
  return [
    ...alone,
    { name: 'others', of: ofOthers },
    { name: 'apart', of: (often) => share(often) - ofOthers(often) },
  ];
}

/** Provision of the fifth of patients with the most need less that of the fifth with the least. */
function gapOf({ ends }: Frame, { fte }: RoleFte): Statistic[] {
  if (ends === null) return [];
  const gap = drawnGroupGap(perTen(ends, fte), ends.patients, ends.isMost, ends.units);
  return [{ name: 'gap', of: (often) => gap(often).difference }];
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

/**
 * How a role goes with a need over the PCNs of a frame: the regression with HC1 (or the study's) errors, and measures with
 * jackknife intervals over what the study takes to hang together.
 *
 * @returns null where nobody has any.
 * @throws RankDeficientError where need is the same in all.
 */
export function gradientOf(frame: Frame, role: RoleFte): RoleGradientRow | null {
  const { rows, need, values, all, reporters, study } = frame;
  const { fte } = role;
  const y = perTen(all, fte);
  const level = mean(y);
  if (!(level > 0)) return null;
  const columns = [new Float64Array(y.length).fill(1), values];
  const slope = regress({ y, columns, names: ['constant', need] }, study)[1]!;
  const concentrationOf = drawnConcentration(
    { values: y, ranking: frame.ranking, population: all.patients },
    all.units,
  );
  const of = jackknifed(
    [...slopesOf(all, role), { name: 'concentration', of: concentrationOf }, ...gapOf(frame, role)],
    all.units,
    study,
  );
  const [share, apart, concentration, gap] = [of('share'), of('apart'), of('concentration'), of('gap')];
  const among =
    reporters === null ? () => absent : jackknifed(slopesOf(reporters, role), reporters.units, study);
  const [shareAmong, apartAmong] = [among('share'), among('apart')];
  return {
    snapshot: rows[0]!.snapshot,
    role: role.role,
    need,
    n: rows.length,
    not_reported: rows.filter(({ reported }) => !reported).length,
    pcns_any: rows.filter((_, i) => fte[i]! > 0).length,
    fte: sum(Array.from(fte)),
    mean: level,
    need_sd: frame.deviation,
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
    unit: all.units.unit,
    units: all.units.count,
  };
}
