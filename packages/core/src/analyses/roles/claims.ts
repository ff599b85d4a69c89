import {
  daysBetween,
  distinct,
  isOfRole,
  isPatientCare,
  isPublishedRole,
  type Panel,
  type PanelRow,
  type PublishedClaim,
  publishedRole,
  type RoleStaff,
  type Snapshot,
  type Study,
  sixFewer,
  thirdMostPopular,
  type VariableId,
} from '@inverse-care/domain';
import { drawnGroupGap, resampleUnits, sum } from '@inverse-care/stats';
import { rowsAt, valueIn } from '../../model/rows.js';
import { fifthsOf } from '../fifths/fifths.js';
import type { RoleClaimRow, RoleRow } from './tables.js';
import { unitsOf } from './units.js';

type StaffedPanel = Panel & { roles: readonly RoleStaff[] };

const daysTo = (snapshot: Snapshot, date: string) => daysBetween(date, snapshot);

/** The last snapshot up to a date and the first from it on, as far as there are such. */
const around = (snapshots: readonly Snapshot[], date: string): Snapshot[] =>
  distinct([snapshots.findLast((one) => one <= date), snapshots.find((one) => one >= date)]).filter(
    (one) => one !== undefined,
  );

/** Staff whom the claim about ranks is of. */
const linkWorkers = isOfRole(publishedRole);

const start = (
  claim: RoleClaimRow['claim'],
  { source, said, on, printed }: PublishedClaim,
  snapshot: Snapshot,
) => ({
  claim,
  source,
  said,
  said_on: on,
  printed,
  snapshot,
  days: daysTo(snapshot, on),
});

function rankClaim(snapshot: Snapshot, league: readonly RoleRow[]): RoleClaimRow[] {
  const row = league.find((one) => one.snapshot === snapshot && linkWorkers(one.role));
  if (row === undefined || row.rank_fte === null) return [];
  const base = start('third most popular', thirdMostPopular, snapshot);
  const { not_reported } = row;
  const differs =
    'The date; and the workforce publication has all staff of PCNs, whoever pays them, while the claim is of hires through the scheme, not said whether in people or in FTE.';
  return [
    {
      ...base,
      measure: 'rank by FTE',
      ours: row.rank_fte,
      ours_low: row.rank_fte_low,
      ours_high: row.rank_fte_high,
      not_reported,
      differs,
    },
    {
      ...base,
      measure: 'rank by headcount',
      ours: row.rank_headcount!,
      ours_low: row.rank_headcount_low,
      ours_high: row.rank_headcount_high,
      not_reported,
      differs: `${differs} Rows without an identifier count as one person each.`,
    },
  ];
}

/** Deprivation by which PCNs are put into fifths, the first that the panel has. */
const deprivation: readonly VariableId[] = ['income_deprivation', 'core20_share'];
/** What patients are weighted by: as they are, or by a need. */
const weightings: readonly ('patients' | VariableId)[] = ['patients', 'ltc_share', 'need_predicted'];

const weightWords = {
  patients: 'registered patients',
  ltc_share: 'patients weighted by their share with a long-term condition',
  need_predicted: 'patients weighted by predicted need',
} as const;

/** The gap between fifths of deprivation in staff of direct patient care, per 100,000 patients weighted by a need. */
function gapRow(
  rows: readonly PanelRow[],
  fte: readonly number[],
  by: VariableId,
  weighting: 'patients' | VariableId,
  study: Pick<Study, 'inference' | 'seed'>,
) {
  const known = [...rows.keys()].filter(
    (i) =>
      rows[i]!.reported &&
      rows[i]!.patients > 0 &&
      valueIn(rows[i]!, by) !== null &&
      (weighting === 'patients' || (valueIn(rows[i]!, weighting) ?? 0) > 0),
  );
  const pcns = known.map((i) => rows[i]!);
  const patients = pcns.map((row) => row.patients);
  const fifths = fifthsOf(
    pcns.map((row) => valueIn(row, by)!),
    patients,
  );
  const ends = [...pcns.keys()].filter((i) => fifths[i] === 0 || fifths[i] === 4);
  const weightOf = (row: PanelRow) =>
    row.patients * (weighting === 'patients' ? 1 : valueIn(row, weighting)!);
  // Weighted patients add up to patients, so that England's rate is the same by every weighting.
  const scale = sum(patients) / sum(pcns.map(weightOf));
  const weights = ends.map((i) => scale * weightOf(pcns[i]!));
  const units = unitsOf(
    ends.map((i) => pcns[i]!),
    study,
  );
  if (ends.length < 2 || units.count < 2) return null;
  const gap = drawnGroupGap(
    ends.map((i, at) => (100_000 * fte[known[i]!]!) / weights[at]!),
    weights,
    ends.map((i) => Number(fifths[i] === 4)),
    units,
  );
  const [found] = resampleUnits({
    units: units.count,
    statistics: (often) => [gap(often).difference],
    seed: study.seed,
    specification: `six fewer by ${weighting}`,
    replicates: 0,
    level: study.inference.level,
  });
  return Number.isFinite(found!.estimate) ? found! : null;
}

function gapClaim(
  snapshot: Snapshot,
  panel: StaffedPanel,
  study: Pick<Study, 'inference' | 'seed'>,
): RoleClaimRow[] {
  const by = deprivation.find((one) => panel.variables.includes(one));
  const words = by === 'income_deprivation' ? 'income deprivation' : 'the Core20 share';
  const staff = panel.roles.filter((one) => one.snapshot === snapshot && isPatientCare(one));
  if (by === undefined || staff.length === 0) return [];
  const rows = rowsAt(panel, snapshot);
  const sums = new Map<string, number>();
  for (const { codes, ftes } of staff)
    for (const [i, code] of codes.entries()) sums.set(code, (sums.get(code) ?? 0) + ftes[i]!);
  const fte = rows.map(({ pcn_code }) => sums.get(pcn_code) ?? 0);
  return weightings.flatMap((weighting): RoleClaimRow[] => {
    if (weighting !== 'patients' && !panel.variables.includes(weighting)) return [];
    const found = gapRow(rows, fte, by, weighting, study);
    if (found === null) return [];
    return [
      {
        ...start('six fewer', sixFewer, snapshot),
        measure: `FTE of direct patient care per 100,000 ${weightWords[weighting as keyof typeof weightWords]}, most less least deprived fifth by ${words}`,
        ours: found.estimate,
        ours_low: found.confLow,
        ours_high: found.confHigh,
        not_reported: rows.filter(({ reported }) => !reported).length,
        differs: `The date; the staff, here all of direct patient care whoever pays them, where theirs are of the additional roles; the weights of need, which theirs has from a funding formula that the open files lack; and fifths of patients by ${words} here, where theirs are of PCNs by deprivation as a whole. PCNs that did not report are left out here.`,
      },
    ];
  });
}

/**
 * What others say of roles beside the snapshots before and after; nothing where the data do not allow it, and of link workers
 * alone only in a study of them.
 */
export const claimRows = (
  panel: StaffedPanel,
  league: readonly RoleRow[],
  study: Pick<Study, 'inference' | 'role' | 'seed'>,
): RoleClaimRow[] => [
  ...(isPublishedRole(study.role) ? around(panel.snapshots, thirdMostPopular.on) : []).flatMap((snapshot) =>
    rankClaim(snapshot, league),
  ),
  ...around(panel.snapshots, sixFewer.on).flatMap((snapshot) => gapClaim(snapshot, panel, study)),
];
