import type { Panel, RoleStaff, Snapshot, Study } from '@inverse-care/domain';
import { resampleUnits, sum } from '@inverse-care/stats';
import { rowsAt } from '../../model/rows.js';
import { noteOf } from './asked.js';
import type { RoleRow } from './tables.js';
import { unitsOf } from './units.js';

/** Draws of a percentile interval of ranks; more would tell nothing more of a whole number. */
const draws = 999;

/** FTE has nine decimals in the publication: sums of doubles are what the decimals add up to. */
const exact = (fte: number) => Number(fte.toFixed(9));

/** Of each value how many are greater, and one: equal values have the better rank. */
const ranksOf = (values: readonly number[]): number[] =>
  values.map((value) => 1 + values.reduce((above, other) => above + Number(other > value), 0));

/** Staff of a role of PCNs, in their order. */
function staffOf({ codes, ftes, heads }: RoleStaff, pcns: readonly string[]) {
  const at = new Map(codes.map((code, i) => [code, i]));
  const of = (values: readonly number[]) => pcns.map((pcn) => values[at.get(pcn) ?? -1] ?? 0);
  return { fte: of(ftes), heads: of(heads) };
}

const nothing = {
  rows: 0,
  group: '',
  fte: null,
  fte_pcns: null,
  fte_outside: null,
  headcount: null,
  identified: null,
  unreadable: 0,
  pcns_any: null,
  per_10k: null,
  conf_low: null,
  conf_high: null,
  rank_fte: null,
  rank_fte_low: null,
  rank_fte_high: null,
  rank_headcount: null,
  rank_headcount_low: null,
  rank_headcount_high: null,
  rank_identified: null,
  ranked: null,
} as const;

/** Ranks and rates of the roles of a census with intervals from drawing units of the PCNs that reported. */
function intervalsOf(
  {
    snapshot,
    pcns,
    staff,
  }: { snapshot: Snapshot; pcns: ReturnType<typeof rowsAt>; staff: readonly RoleStaff[] },
  study: Pick<Study, 'inference' | 'seed'>,
) {
  const units = unitsOf(pcns, study);
  if (units.count < 2) return null;
  const patients = new Float64Array(units.count);
  for (const [i, row] of pcns.entries()) patients[units.of[i]!]! += row.patients;
  const codes = pcns.map(({ pcn_code }) => pcn_code);
  const sums = staff.map((one) => {
    const { fte, heads } = staffOf(one, codes);
    const by = { fte: new Float64Array(units.count), heads: new Float64Array(units.count) };
    for (const i of codes.keys()) {
      by.fte[units.of[i]!]! += fte[i]!;
      by.heads[units.of[i]!]! += heads[i]!;
    }
    return by;
  });
  const times = (often: Float64Array, values: Float64Array) => {
    let whole = 0;
    for (let unit = 0; unit < often.length; unit++) whole += often[unit]! * values[unit]!;
    return whole;
  };
  const found = resampleUnits({
    units: units.count,
    statistics(often) {
      const ftes = sums.map(({ fte }) => times(often, fte));
      const people = times(often, patients);
      return [
        ...ftes.map((fte) => (10_000 * fte) / people),
        ...ranksOf(ftes),
        ...ranksOf(sums.map(({ heads }) => times(often, heads))),
      ];
    },
    seed: study.seed,
    specification: `ranks of roles @ ${snapshot}`,
    replicates: draws,
    level: study.inference.level,
  });
  const part = (nth: number) => found.slice(nth * staff.length, (nth + 1) * staff.length);
  return { rates: part(0), byFte: part(1), byHeads: part(2) };
}

/** The limits of a rank, which hold the rank itself: heads over PCNs count twice who works in two. */
function limits(rank: number, drawn: { bootLow: number | null; bootHigh: number | null } | undefined) {
  const { bootLow = null, bootHigh = null } = drawn ?? {};
  return bootLow === null || bootHigh === null
    ? { low: null, high: null }
    : { low: Math.min(rank, bootLow), high: Math.max(rank, bootHigh) };
}

/**
 * The roles of a census and, without numbers, those of other censuses that it lacks; by rank of FTE.
 * @param asked names of the roles that are listed; ranks are among all of the census, and have no interval where the study
 * looks at some places alone.
 */
export function leagueRows(
  panel: Panel & { roles: readonly RoleStaff[] },
  snapshot: Snapshot,
  asked: readonly string[],
  study: Pick<Study, 'inference' | 'seed' | 'where'>,
): RoleRow[] {
  const all = rowsAt(panel, snapshot).filter(({ patients }) => patients > 0);
  const pcns = all.filter(({ reported }) => reported);
  const staff = panel.roles.filter((one) => one.snapshot === snapshot);
  const rolesAt = new Map(
    panel.snapshots.map((one) => [
      one,
      new Set(panel.roles.filter((role) => role.snapshot === one).map(({ role }) => role)),
    ]),
  );
  const drawn = intervalsOf({ snapshot, pcns, staff }, study);
  // Draws of the PCNs of some places say nothing of ranks among the staff of all.
  const ofAll = study.where === undefined ? drawn : null;
  const heads = staff.map(({ identified, withoutIdentifier }) => identified + withoutIdentifier);
  const [byFte, byHeads, byPeople] = [
    ranksOf(staff.map(({ fte }) => fte)),
    ranksOf(heads),
    ranksOf(staff.map(({ identified }) => identified)),
  ];
  const codes = pcns.map(({ pcn_code }) => pcn_code);
  const patients = sum(pcns.map((row) => row.patients));
  const counts = { pcns_reported: pcns.length, not_reported: all.length - pcns.length };
  const there = staff.flatMap((one, i): RoleRow[] => {
    if (!asked.includes(one.role)) return [];
    const { fte } = staffOf(one, codes);
    const inPcns = exact(sum(fte));
    const [rankFte, rankHeads] = [limits(byFte[i]!, ofAll?.byFte[i]), limits(byHeads[i]!, ofAll?.byHeads[i])];
    return [
      {
        snapshot,
        role: one.role,
        group: one.group,
        rows: one.rows,
        fte: one.fte,
        fte_pcns: inPcns,
        fte_outside: exact(one.fte - inPcns),
        headcount: heads[i]!,
        identified: one.identified,
        unreadable: one.unreadable,
        pcns_any: fte.filter((value) => value > 0).length,
        ...counts,
        per_10k: patients > 0 ? (10_000 * inPcns) / patients : null,
        conf_low: drawn?.rates[i]?.confLow ?? null,
        conf_high: drawn?.rates[i]?.confHigh ?? null,
        rank_fte: byFte[i]!,
        rank_fte_low: rankFte.low,
        rank_fte_high: rankFte.high,
        rank_headcount: byHeads[i]!,
        rank_headcount_low: rankHeads.low,
        rank_headcount_high: rankHeads.high,
        rank_identified: byPeople[i]!,
        ranked: staff.length,
        note: noteOf(one.role, snapshot, panel.snapshots, rolesAt),
      },
    ];
  });
  const lacking = asked
    .filter((role) => !rolesAt.get(snapshot)!.has(role))
    .map(
      (role): RoleRow => ({
        snapshot,
        role,
        ...nothing,
        ...counts,
        note: noteOf(role, snapshot, panel.snapshots, rolesAt),
      }),
    );
  return [...there.sort((a, b) => a.rank_fte! - b.rank_fte!), ...lacking];
}
