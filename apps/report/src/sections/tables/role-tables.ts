import type { RoleGradientRow, RoleRow } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import { cited } from '../../language/cells.js';
import { count, decimal, interval, missing } from '../../language/numbers.js';
import { lastGradients, lastRoles, plainShare } from '../../language/roles-words.js';
import { capital, levelOf, needName, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const notice = ({ data }: ReportInput) => (data.synthetic ? syntheticNotice : null);
const words = { numeric: false } as const;

const ranked = (rank: number | null, low: number | null, high: number | null) =>
  rank === null
    ? missing
    : low === null || high === null
      ? count(rank)
      : `${count(rank)} (${interval(low, high, 0)})`;

const leagueCells = (row: RoleRow) => [
  figure(decimal(row.fte, 1)),
  figure(ranked(row.rank_fte, row.rank_fte_low, row.rank_fte_high)),
  figure(count(row.headcount)),
  figure(ranked(row.rank_headcount, row.rank_headcount_low, row.rank_headcount_high)),
  figure(count(row.pcns_any)),
  figure(`${decimal(row.per_10k, 3)} (${interval(row.conf_low, row.conf_high, 3)})`),
];

/** Rows that a table has room for; the others are in its CSV. */
const mostRows = 15;

/** The roles of the last snapshot by rank; null where there are none. */
export function leagueView(input: ReportInput): TableView | null {
  const rows = lastRoles(input);
  const [first] = rows;
  if (first === undefined) return null;
  return {
    id: 'table-roles',
    number: null,
    caption:
      rows.length > mostRows
        ? `The largest roles at ${longDate(first.snapshot)}`
        : `Every role at ${longDate(first.snapshot)}`,
    head: [
      [
        head('Role', words),
        head('FTE'),
        head('Rank', { sub: `${levelOf(input.study)} interval` }),
        head('Headcount'),
        head('Rank', { sub: `${levelOf(input.study)} interval` }),
        head('PCNs with any', { sub: `of ${count(first.pcns_reported)}` }),
        head('FTE per 10,000', { sub: `${levelOf(input.study)} interval` }),
      ],
    ],
    rows: rows.slice(0, mostRows).map((row) => ({ header: cell(row.role), cells: leagueCells(row) })),
    notes: [
      `All roles of all snapshots: results/roles.csv. FTE and headcount are of the whole workforce file; PCNs with any and FTE per 10,000 are of the ${count(cited(first, 'pcns_reported'))} PCNs that reported. ${count(cited(first, 'not_reported'))} PCNs did not report and are in none of it. Headcount: different identifiers, and one for each row without one.`,
    ],
    synthetic: notice(input),
    kind: 'compact',
  };
}

/** Needs that a table has room for side by side. */
const mostNeeds = 4;

/** Relative slopes of each role by each need at the last snapshot; null where there are none. */
export function roleGradientsView(input: ReportInput): TableView | null {
  const all = lastGradients(input);
  const [first] = all;
  if (first === undefined) return null;
  const needs = [...new Set(all.map(({ need }) => need))].slice(0, mostNeeds);
  const names = all
    .filter(({ need }) => need === needs[0])
    .sort((a, b) => b.pcns_any - a.pcns_any)
    .slice(0, mostRows)
    .map(({ role }) => role);
  const print = (row: RoleGradientRow | undefined) => (row === undefined ? missing : plainShare(row.share));
  const range = (row: RoleGradientRow | undefined) =>
    row === undefined || row.share_low === null || row.share_high === null
      ? null
      : `${plainShare(row.share_low)} to ${plainShare(row.share_high)}`;
  return {
    id: 'table-role-gradients',
    number: null,
    caption: `How each role goes with need at ${longDate(first.snapshot)}: slope for one standard deviation of need, over the role’s mean provision`,
    head: [
      [
        head('Role', words),
        head('PCNs with any'),
        ...needs.map((need) => head(capital(needName(need as NeedId, input.data.panel)))),
      ],
    ],
    rows: names.map((role) => {
      const own = needs.map((need) => all.find((row) => row.role === role && row.need === need));
      return {
        header: cell(role),
        cells: [
          figure(count(own.find((row) => row !== undefined)?.pcns_any)),
          ...own.map((row) => figure(print(row), { sub: range(row) })),
        ],
      };
    }),
    notes: [
      `Roles that at least a tenth of the PCNs that reported have, the most widespread first; others in results/role_gradients.csv. ${count(cited(first, 'n'))} PCNs, of which ${count(cited(first, 'not_reported'))} did not report${input.study.absent === 'zero' ? ' and count as having none' : ''}. Below each its ${levelOf(input.study)} interval, of each by itself. Regressions with ${input.study.inference.covariance} errors, concentration indices and fifths stand there too.`,
    ],
    synthetic: notice(input),
    kind: 'compact',
  };
}
