import { allPatientCare, type RoleGradientRow } from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import { describeForest, type ForestEstimate, type ForestRow, forestPlot } from '@inverse-care/figures';
import { count } from '../language/numbers.js';
import { isOwn, lastGradients, plainShare, way } from '../language/roles-words.js';
import { levelOf, needName, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

/** Roles beyond which a plot is longer than a page: the rarer ones are in the table. */
const mostRows = 12;

const estimateOf = ({ share, share_low, share_high }: RoleGradientRow): ForestEstimate => ({
  estimate: share,
  low: share_low ?? Number.NaN,
  high: share_high ?? Number.NaN,
});

function title(own: RoleGradientRow, input: ReportInput): string {
  const staff = staffOf(input.study);
  const direction = way(own, 'apart_low', 'apart_high');
  if (own.apart === null) return `How each role goes with need`;
  return direction === 0
    ? `The slope of ${staff} is not shown to differ from that of the other roles`
    : `The slope of ${staff} lies ${direction > 0 ? 'above' : 'below'} that of the other roles`;
}

/** Relative slopes of the largest roles at the last snapshot, by the first two needs. */
export function roleFigure(input: ReportInput): DrawnFigure[] {
  const all = lastGradients(input);
  const needs = [...new Set(all.map(({ need }) => need))].slice(0, 2);
  const [need, second] = needs;
  const headline = all.filter((row) => row.need === need);
  const own = headline.find(({ role }) => isOwn(input)(role));
  if (need === undefined || own === undefined || headline.length < 2) return [];
  const largest = [...headline].sort((a, b) => b.pcns_any - a.pcns_any).slice(0, mostRows);
  const shown = largest.includes(own) ? largest : [...largest.slice(0, -1), own];
  const rows = shown.map((row): ForestRow => {
    const other = all.find((one) => one.role === row.role && one.need === second);
    return {
      code: row.role,
      name: row.role,
      size: row.role === allPatientCare ? 'all roles of it' : `${count(row.pcns_any)} PCNs with any`,
      own: other === undefined ? null : estimateOf(other),
      shrunken: estimateOf(row),
    };
  });
  const nameOf = (one: string | undefined) =>
    one === undefined ? 'another need' : `by ${needName(one as NeedId, input.data.panel)}`;
  const options = {
    rows,
    reference: null,
    labels: { own: nameOf(second), shrunken: nameOf(need) },
    xLabel: 'Slope for one standard deviation of need, over the role’s mean provision',
    format: plainShare,
    level: input.study.inference.level,
    note: 'Above zero there is more of the role where need is greater. Arrow heads: the interval goes on beyond the axis. Intervals are of each role alone.',
  };
  return [
    figureOf(
      input,
      {
        id: 'role-slopes',
        title: title(own, input),
        subtitle: `Slopes of the most widespread roles at ${longDate(own.snapshot)}, with ${levelOf(input.study)} intervals`,
        caption: `How the most widespread roles go with need at ${longDate(own.snapshot)}: relative slopes ${nameOf(need)}${second === undefined ? '' : ` and ${nameOf(second)}`}, with jackknife intervals. The numbers are in results/role_gradients.csv.`,
        description: describeForest(options),
        need: need as NeedId,
      },
      cellsOf(
        ['snapshot', 'role', 'need', 'pcns_any', 'share', 'share_low', 'share_high'],
        all.filter((row) => needs.includes(row.need) && shown.some(({ role }) => role === row.role)),
      ),
      (text, width) => forestPlot({ text, ...options, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}
