import type { AreaFifthRow, AreaSummaryRow, ShortfallRow } from '@inverse-care/core/tables';
import { longDate, variableOf } from '@inverse-care/domain';
import type { Icb, IcbNeed, IcbPcn } from '../../areas/gather-icb.js';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { measureName } from '../../language/equity-words.js';
import { fixed } from '../../language/marks.js';
import { needFormat } from '../../language/need-format.js';
import { count, decimal, interval, missing, percent, signed } from '../../language/numbers.js';
import { wholeOf } from '../../language/whole.js';
import { capital, levelOf, needName, syntheticNotice } from '../../language/words.js';

const words = { numeric: false } as const;
const notice = ({ input }: Icb) => (input.data.synthetic ? syntheticNotice : null);
const bounds = (low: number | null, high: number | null, digits: number) =>
  low === null || high === null ? {} : { sub: interval(low, high, digits), mark: 'silent' as const };

const formatOf = ({ need }: IcbNeed, { input }: Icb) =>
  needFormat(variableOf(input.data.panel, need).unit ?? 'share');

/** An ICB beside England: who reported, what those have, and need. */
export function standingView(icb: Icb): TableView {
  const { here, england, snapshot, needs } = icb;
  const whole = wholeOf(icb.input.study);
  const row = (title: string, of: (one: AreaSummaryRow) => CellView) => ({
    header: cell(title),
    cells: [of(here), of(england)],
  });
  return {
    id: 'table-standing',
    number: null,
    caption: `Beside ${whole.name} at ${longDate(snapshot)}`,
    head: [[head('Measure', words), head('Here'), head(whole.head)]],
    rows: [
      row('PCNs that reported', (one) => figure(`${count(one.reporters)} of ${count(one.pcns)}`)),
      row('Their share of patients', (one) => figure(percent(one.share_reported, 0))),
      row('FTE', (one) => figure(decimal(one.fte, 1))),
      row('FTE per 10,000 patients', (one) =>
        figure(decimal(one.value, 3), bounds(one.conf_low, one.conf_high, 3)),
      ),
      row('Patients for one FTE', (one) => figure(count(one.per_fte))),
      row('PCNs that reported none', (one) => figure(count(one.no_staff))),
      ...needs.map((one) => ({
        header: cell(capital(one.name)),
        cells: [one.here.mean, one.england.mean].map((mean) =>
          figure(mean === null ? missing : formatOf(one, icb)(mean)),
        ),
      })),
    ],
    notes: [
      `${levelOf(icb.input.study)} jackknife intervals, each by itself. Need: patients’ means over all PCNs.`,
    ],
    synthetic: notice(icb),
    kind: 'compact brief',
  };
}

/** Whether a PCN is beyond the limits of England’s, by the headline need. */
const isOutside = ({ funnel }: Pick<IcbPcn, 'funnel'>) =>
  funnel?.position === 'above' || funnel?.position === 'below';

/** "0.4 to 1.5": what levels a PCN up, over the measures of need; one number where they are alike. */
function levelledUp({ more_low: low, more_high: high }: ShortfallRow): string {
  if (low === null || high === null) return missing;
  if (high === 0) return '0';
  const [from, to] = [decimal(low, 1), decimal(high, 1)];
  return from === to ? from : `${from} to ${to}`;
}

function pcnCells({ row, shortfall, funnel }: IcbPcn, need: IcbNeed | undefined, icb: Icb): CellView[] {
  const known = row.reported && row.fte !== null;
  const value = need === undefined ? null : (row.values[need.need] ?? null);
  return [
    figure(count(row.patients)),
    ...(need === undefined ? [] : [figure(value === null ? missing : formatOf(need, icb)(value))]),
    figure(known ? decimal(row.fte, 1) : row.reported ? 'no number' : 'not reported'),
    figure(known ? `${decimal(row.fte_per_10k, 2)}${isOutside({ funnel }) ? ' †' : ''}` : missing),
    ...(icb.isLast && icb.shares.length > 0
      ? [figure(shortfall === undefined ? missing : levelledUp(shortfall))]
      : []),
  ];
}

/** A PCN’s name under the heading “PCN”, which it need not repeat; its code where it has none. */
const shortPcnName = ({ pcn_name, pcn_code }: IcbPcn['row']) =>
  pcn_name.replace(/(?<=\S) PCN$/, '') || pcn_code;

/** PCNs that a printed page has room for one beneath the other. */
const fewPcns = 30;

/** The PCNs of an ICB, from the greatest need to the least: no ranking of provision. */
export function pcnsView(icb: Icb): TableView {
  const { pcns, needs, snapshot, short, isLast, shares } = icb;
  const { its } = wholeOf(icb.input.study);
  const [need] = needs;
  const due = isLast && shares.length > 0;
  const marks = pcns.some(isOutside);
  return {
    id: 'table-pcns',
    number: null,
    caption: `PCNs of ${short} at ${longDate(snapshot)}${need === undefined ? '' : `, from the greatest need to the least`}`,
    head: [
      [
        head('PCN', words),
        head('Patients'),
        ...(need === undefined ? [] : [head('Need')]),
        head('FTE'),
        head('Per 10,000'),
        ...(due ? [head('To the median')] : []),
      ],
    ],
    rows: pcns.map((one) => ({
      header: cell(shortPcnName(one.row), { title: one.row.pcn_code }),
      cells: pcnCells(one, need, icb),
    })),
    notes: [
      [
        need === undefined ? '' : `Need: ${need.name}.`,
        due
          ? `To the median: FTE more that brings a PCN to ${its} median for its patients and need, from the least to the most over the measures of need.`
          : '',
        marks ? `†: beyond the ${fixed`99.8% limits`} of ${its} PCNs.` : '',
        'A PCN that did not report is not one that has none.',
      ]
        .filter((text) => text !== '')
        .join(' '),
    ],
    synthetic: notice(icb),
    kind: pcns.length <= fewPcns ? 'compact pcns few' : 'compact pcns',
  };
}

/** What an ICB would have by two rules, by each measure of need; null where the run has none. */
export function dueView(icb: Icb): TableView | null {
  const { shares, input, here } = icb;
  const whole = wholeOf(input.study);
  if (shares.length === 0 || here.reporters === 0) return null;
  return {
    id: 'table-due',
    number: null,
    caption: 'Its PCNs that reported by two rules',
    head: [
      [
        head('By patients and', words),
        head('Shared by need', { sub: 'FTE, change' }),
        head('To the median', { sub: 'FTE more' }),
        head(whole.head, { sub: 'FTE more' }),
      ],
    ],
    rows: shares.map(({ here, england }) => ({
      header: cell(here.need === 'patients' ? 'nothing else' : measureName(here.need, input)),
      cells: [figure(signed(here.change, 1)), figure(decimal(here.more, 1)), figure(count(england.more))],
    })),
    notes: [
      `${capital(whole.its)} changes by sharing add up to nothing; patients alone are no measure of need, and out of the ranges.`,
    ],
    synthetic: notice(icb),
    kind: 'compact brief',
  };
}

const fifthCells = ({ here, england }: { here: AreaFifthRow; england: AreaFifthRow }) => [
  figure(`${count(here.reporters)} of ${count(here.pcns)}`),
  figure(here.value === null ? (here.pcns === 0 ? 'no PCN' : 'too few') : decimal(here.value, 2), {
    ...bounds(here.conf_low, here.conf_high, 2),
  }),
  figure(decimal(england.value, 2)),
];

/** The measures whose fifths are shown: the headline and Core20, where the run has it. */
const shownNeeds = ({ needs }: Icb): IcbNeed[] =>
  needs.filter(({ need, fifths }, i) => fifths.length > 0 && (i === 0 || need === 'core20_share'));

/** Provision by England’s fifths of need; null where the run has no fifths of the snapshot. */
export function fifthsView(icb: Icb): TableView | null {
  const { input } = icb;
  const needs = shownNeeds(icb);
  const whole = wholeOf(input.study);
  if (needs.length === 0) return null;
  return {
    id: 'table-fifths',
    number: null,
    caption: `FTE per 10,000 patients by ${whole.its} fifths of need`,
    head: [
      [
        head('Fifth', { ...words, rowspan: 2 }),
        ...needs.map(({ need }) => head(capital(needName(need, input.data.panel)), { colspan: 3 })),
      ],
      needs.flatMap(() => [head('PCNs', { sub: 'reported' }), head('Here'), head(whole.head)]),
    ],
    rows: [0, 1, 2, 3, 4].map((i) => ({
      header: cell(['1, least', '2', '3', '4', '5, most'][i]!),
      cells: needs.flatMap(({ fifths }) => fifthCells(fifths[i]!)),
    })),
    notes: [`Means of three returns or more, or of all; ${levelOf(input.study)} intervals of five or more.`],
    synthetic: notice(icb),
    kind: 'compact brief',
  };
}
