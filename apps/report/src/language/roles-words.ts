import {
  allPatientCare,
  type RoleClaimRow,
  type RoleGradientRow,
  type RoleRow,
  roleClaims,
  roleGradients,
  roles,
} from '@inverse-care/core/tables';
import { isOfRole, longDate, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, cited, citedWords, less, rowsWith, size } from './cells.js';
import { count, decimal, interval, inWords, listed, signedPoints } from './numbers.js';
import type { Said } from './said.js';
import { capital, levelOf, needName, staffOf } from './words.js';

/** Whether a role is the study's own. */
export const isOwn = ({ study }: Pick<ReportInput, 'study'>): ((role: string) => boolean) =>
  isOfRole(study.role);

/** Roles of the last snapshot that has some, by rank of FTE. */
export function lastRoles({ tables, data: { panel } }: ReportInput): RoleRow[] {
  const last = panel.snapshots.at(-1);
  return tables.rows(roles).filter(({ snapshot, rank_fte }) => snapshot === last && rank_fte !== null);
}

/** How each role goes with each need at the last snapshot. */
export function lastGradients({ tables, data: { panel } }: ReportInput): RoleGradientRow[] {
  const last = panel.snapshots.at(-1);
  return tables.rows(roleGradients).filter(({ snapshot }) => snapshot === last);
}

type Low = 'share_low' | 'apart_low' | 'apart_reported_low';
type High = 'share_high' | 'apart_high' | 'apart_reported_high';

/** Which way a measure goes where its interval leaves out zero: 1, −1, or 0. */
export function way(row: RoleGradientRow, low: Low = 'share_low', high: High = 'share_high'): -1 | 0 | 1 {
  const [from, to] = [row[low], row[high]];
  if (from === null || to === null) return 0;
  return from > 0 ? 1 : to < 0 ? -1 : 0;
}

const withInterval = (value: CellNumber, low: CellNumber, high: CellNumber) =>
  `${signedPoints(value, 1, '%')} (${signedPoints(low, 1)} to ${signedPoints(high, 1)})`;

/** A relative slope with its interval: "−4.6% (−12.4 to +3.1)". */
export const shareOf = (row: RoleGradientRow): string =>
  row.share_low === null || row.share_high === null
    ? signedPoints(cited(row, 'share'), 1, '%')
    : withInterval(cited(row, 'share'), cited(row, 'share_low'), cited(row, 'share_high'));

const rankWords = (row: RoleRow, of: 'fte' | 'headcount') => {
  const [low, high] = [cited(row, `rank_${of}_low`), cited(row, `rank_${of}_high`)];
  const range = low.value === null || high.value === null ? '' : ` (${interval(low, high, 0)})`;
  return `${count(cited(row, `rank_${of}`))}${range}`;
};

function leagueSaid(input: ReportInput): Said[] {
  const rows = lastRoles(input);
  const own = rows.filter(({ role }) => isOwn(input)(role));
  const [first] = own;
  if (first === undefined) return [];
  const top = rows.slice(0, 4).map((row) => `${row.role} ${count(cited(row, 'fte'))}`);
  const outside =
    first.fte_outside === 0
      ? ''
      : ` ${decimal(cited(first, 'fte_outside'), 1)} of its FTE stand in codes that are no PCN of the study on that date.`;
  const limits =
    first.rank_fte_low === null
      ? ''
      : ` Behind a rank stands its ${levelOf(input.study)} interval over draws of what hangs together.`;
  return [
    {
      label: 'Who is there',
      text: `Of the ${count(cited(first, 'ranked'))} roles of that census ${first.role} have rank ${rankWords(first, 'fte')} by FTE and rank ${rankWords(first, 'headcount')} by headcount; by different identifiers alone the rank is ${count(cited(first, 'rank_identified'))}, as many of the rows of a contracted service have none. The largest by FTE: ${listed(top)}.${outside}${limits} Nobody knows what the ${count(cited(first, 'not_reported'))} PCNs have that did not report.`,
    },
  ];
}

/** What the own role's relative slope is beside that of all others in direct patient care. */
function apartWords(row: RoleGradientRow): string {
  if (row.apart === null) return '';
  const direction = way(row, 'apart_low', 'apart_high');
  const words = direction === 0 ? 'not shown to differ' : direction > 0 ? 'higher' : 'lower';
  return `, ${words}: difference ${withInterval(cited(row, 'apart'), cited(row, 'apart_low'), cited(row, 'apart_high'))}`;
}

/** What slopes have in common as PCNs that did not report count as none of every role. */
function reportersSaid(row: RoleGradientRow, input: ReportInput): Said[] {
  if (input.study.absent !== 'zero' || row.not_reported === 0 || row.share_reported === null) return [];
  const apart =
    row.apart_reported === null
      ? ''
      : ` and apart from the others ${withInterval(cited(row, 'apart_reported'), cited(row, 'apart_reported_low'), cited(row, 'apart_reported_high'))}`;
  return [
    {
      label: 'What slopes have in common',
      text: `The ${count(cited(row, 'not_reported'))} PCNs that did not report count as none of every role alike, which makes slopes of different roles more alike than their staff are. Among the PCNs that reported, by ${needName(row.need as NeedId, input.data.panel)}, the slope of ${staffOf(input.study)} is ${withInterval(cited(row, 'share_reported'), cited(row, 'share_reported_low'), cited(row, 'share_reported_high'))}${apart}.`,
    },
  ];
}

function eachNeedSaid(input: ReportInput): Said[] {
  const all = lastGradients(input);
  const own = all.filter(({ role }) => isOwn(input)(role));
  const [first] = own;
  if (first === undefined) return [];
  const mine = own.filter(({ role }) => role === first.role);
  const each = mine.map((row) => {
    const beside =
      row.others === null ? '' : `, the others together ${signedPoints(cited(row, 'others'), 1, '%')}`;
    return `by ${needName(row.need as NeedId, input.data.panel)} ${shareOf(row)}${beside}${apartWords(row)}`;
  });
  const settled = mine.filter((row) => way(row, 'apart_low', 'apart_high') !== 0).length;
  const answer =
    settled === 0
      ? `By no measure of need is the slope of ${staffOf(input.study)} shown to differ from that of the other roles: that it is theirs alone is not shown. Nor is it shown to be the same: the intervals are wide.`
      : settled === mine.length
        ? `By every measure of need the slope of ${staffOf(input.study)} differs from that of the other roles together.`
        : `Whether the slope of ${staffOf(input.study)} is shown to differ from that of the other roles hangs on the measure of need.`;
  return [
    {
      label: `${capital(staffOf(input.study))}, or every role`,
      text: `${answer} Slopes for one standard deviation of need, over each role’s own mean, so that large and small roles stand on one scale: ${each.join('. And ')}.`,
    },
    ...reportersSaid(first, input),
  ];
}

/** Roles that a sentence names. */
const mostNamed = 5;

function otherRolesSaid(input: ReportInput): Said[] {
  const all = lastGradients(input);
  const need = all[0]?.need;
  const rows = all.filter((row) => row.need === need && row.role !== allPatientCare);
  if (need === undefined || rows.length < 2) return [];
  const snapshot = rows[0]!.snapshot;
  const listOf = (sign: -1 | 1) => {
    const some = rows.filter((row) => way(row) === sign).sort((a, b) => b.pcns_any - a.pcns_any);
    if (some.length === 0) return 'none';
    const named = some.slice(0, mostNamed).map((row) => `${row.role} ${shareOf(row)}`);
    if (some.length === named.length) return listed(named);
    const clear = sign > 0 ? (['share_low', '>', 0] as const) : (['share_high', '<', 0] as const);
    const all = rowsWith(input.tables, roleGradients, { snapshot, need }, [
      ['role', '!=', allPatientCare],
      clear,
    ]);
    return `${named.join(', ')} and ${inWords(less(all, named.length))} rarer ones`;
  };
  const shown = rowsWith(input.tables, roleGradients, { snapshot, need }, [['role', '!=', allPatientCare]]);
  return [
    {
      label: 'Roles that go their own way',
      text: `Of ${inWords(shown)} roles that at least a tenth of the PCNs that reported have, by ${needName(need as NeedId, input.data.panel)}: more where need is greater, ${listOf(1)}; less where it is greater, ${listOf(-1)}. Intervals are of each role alone: with so many a role or two can leave out zero by chance. Roles stand in for one another, as a PCN’s money hires one or the other, so that what one lacks another may have.`,
    },
  ];
}

const claimsOf = ({ tables }: ReportInput, claim: RoleClaimRow['claim']) =>
  tables.rows(roleClaims).filter((row) => row.claim === claim);

/** "At 30 June 2022, 701 days earlier: …", of each snapshot beside a claim. */
const bySnapshot = (rows: readonly RoleClaimRow[], each: (row: RoleClaimRow) => string, between: string) =>
  [...new Set(rows.map(({ snapshot }) => snapshot))].map((snapshot) => {
    const own = rows.filter((row) => row.snapshot === snapshot);
    const [first] = own;
    return `At ${longDate(snapshot)}, ${count(size(cited(first!, 'days')))} days ${first!.days < 0 ? 'earlier' : 'later'}: ${own.map(each).join(between)}.`;
  });

const oursOf = (row: RoleClaimRow, digits: number) =>
  row.ours_low === null || row.ours_high === null
    ? decimal(cited(row, 'ours'), digits)
    : `${decimal(cited(row, 'ours'), digits)} (${interval(cited(row, 'ours_low'), cited(row, 'ours_high'), digits)})`;

function rankClaimSaid(input: ReportInput): Said[] {
  const rows = claimsOf(input, 'third most popular');
  const [first] = rows;
  if (first === undefined) return [];
  const each = bySnapshot(rows, (row) => `${citedWords(row, 'measure')} ${oursOf(row, 0)}`, ' and ');
  return [
    {
      label: 'Third most popular?',
      text: `${citedWords(first, 'source')}, prints of ${longDate(first.said_on)} that ${citedWords(first, 'said')}. ${each.join(' ')} What differs: ${citedWords(rows.at(-1)!, 'differs')}`,
    },
  ];
}

function gapClaimSaid(input: ReportInput): Said[] {
  const rows = claimsOf(input, 'six fewer');
  const [first] = rows;
  if (first === undefined) return [];
  const each = bySnapshot(rows, (row) => `${citedWords(row, 'measure')} ${oursOf(row, 1)}`, '; ');
  return [
    {
      label: 'Six fewer?',
      text: `${citedWords(first, 'source')}: ${citedWords(first, 'said')}. Ours, none of it fitted to theirs: ${each.join(' ')} The answer goes with what patients are weighted by. A weighting that comes near to theirs confirms nothing: a share of people who lack support is no formula of what care costs. What differs: ${citedWords(first, 'differs')}`,
    },
  ];
}

/** Roles that end at a snapshot and may go on by another name. */
function namesSaid(input: ReportInput): Said[] {
  const rows = input.tables.rows(roles).filter(({ note }) => note.startsWith('ends'));
  if (rows.length === 0) return [];
  return [
    {
      label: 'Names that change',
      text: `A role that a census lacks has a row that says so, and no zero. ${listed(rows.map((row) => `${row.role}, ${longDate(row.snapshot)}, ${citedWords(row, 'note')}`))}.`,
    },
  ];
}

/** Roles of the last snapshot and how they go with need; null where a run has none of them. */
export function rolesWords(input: ReportInput): { when: string; said: Said[] } | null {
  const [first] = lastRoles(input);
  if (first === undefined) return null;
  return {
    when: `The workforce publication has every role of a PCN, not ${staffOf(input.study)} alone. This is of ${longDate(first.snapshot)}; all snapshots are in results/${roles.file} and results/${roleGradients.file}.`,
    said: [
      ...leagueSaid(input),
      ...eachNeedSaid(input),
      ...otherRolesSaid(input),
      ...rankClaimSaid(input),
      ...gapClaimSaid(input),
      ...namesSaid(input),
    ],
  };
}

/** A share as a figure or a table prints it: "−4.6%". */
export const plainShare = (share: number): string => signedPoints(share, 1, '%');
