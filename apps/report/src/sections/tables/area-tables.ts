import type { AreaFifthRow, AreaSummaryRow } from '@inverse-care/core/tables';
import { longDate, variableOf } from '@inverse-care/domain';
import type { Icb, IcbNeed, IcbPcn } from '../../areas/gather-icb.js';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { measureName } from '../../language/equity-words.js';
import { needFormat } from '../../language/need-format.js';
import { count, decimal, interval, missing, percent, signed } from '../../language/numbers.js';
import { capital, levelOf, needName, syntheticNotice } from '../../language/words.js';

const words = { numeric: false } as const;
const notice = ({ input }: Icb) => (input.data.synthetic ? syntheticNotice : null);
const bounds = (low: number | null, high: number | null, digits: number) =>
  low === null || high === null ? {} : { sub: interval(low, high, digits), mark: 'silent' as const };

const formatOf = ({ need }: IcbNeed, { input }: Icb) =>
  needFormat(variableOf(input.data.panel, need).unit ?? 'share');

/** An ICB beside England: who reported, what those have, and need. */
export function standingView(icb: Icb): TableView {
  const { here, england, short, snapshot, needs } = icb;
  const row = (title: string, of: (one: AreaSummaryRow) => CellView) => ({
    header: cell(title),
    cells: [of(here), of(england)],
  });
  return {
    id: 'table-standing',
    number: null,
    caption: `${short} beside England at ${longDate(snapshot)}`,
    head: [[head('', words), head(short), head('England')]],
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
      `FTE and provision: PCNs that reported, with ${levelOf(icb.input.study)} jackknife intervals that leave out one PCN at a time. Need: means over all PCNs, weighted by patients.`,
    ],
    synthetic: notice(icb),
    kind: 'compact brief',
  };
}

function pcnCells({ row, shortfall, funnel }: IcbPcn, need: IcbNeed | undefined, icb: Icb): CellView[] {
  const known = row.reported && row.fte !== null;
  const value = need === undefined ? null : (row.values[need.need] ?? null);
  const outside = funnel?.position === 'above' || funnel?.position === 'below' ? funnel.position : null;
  return [
    figure(count(row.patients)),
    ...(need === undefined ? [] : [figure(value === null ? missing : formatOf(need, icb)(value))]),
    figure(known ? decimal(row.fte, 1) : row.reported ? 'no number' : 'not reported'),
    figure(
      known
        ? `${decimal(row.fte_per_10k, 2)}${outside === null ? '' : outside === 'above' ? ' ▲' : ' ▼'}`
        : missing,
    ),
    ...(icb.isLast && icb.shares.length > 0
      ? [
          figure(
            shortfall === undefined || shortfall.more_low === null || shortfall.more_high === null
              ? missing
              : shortfall.more_high === 0
                ? '0'
                : interval(shortfall.more_low, shortfall.more_high, 1),
          ),
        ]
      : []),
  ];
}

/** The PCNs of an ICB, from the greatest need to the least: no ranking of provision. */
export function pcnsView(icb: Icb): TableView {
  const { pcns, needs, snapshot, short, isLast, shares } = icb;
  const [need] = needs;
  const due = isLast && shares.length > 0;
  const marks = pcns.some(({ funnel }) => funnel?.position === 'above' || funnel?.position === 'below');
  return {
    id: 'table-pcns',
    number: null,
    caption: `PCNs of ${short} at ${longDate(snapshot)}${need === undefined ? '' : `, from the greatest ${need.name} to the least`}`,
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
      header: cell(one.row.pcn_name === '' ? one.row.pcn_code : one.row.pcn_name, {
        title: one.row.pcn_code,
      }),
      cells: pcnCells(one, need, icb),
    })),
    notes: [
      [
        need === undefined ? '' : `Need: ${need.name}.`,
        due
          ? 'To the median: FTE more that brings a PCN to England’s median for its patients and need, from the least to the most over the measures of need.'
          : '',
        marks ? '▲ ▼: beyond the 99.8% limits of England’s PCNs.' : '',
        'A PCN that did not report is not one that has none.',
      ]
        .filter((text) => text !== '')
        .join(' '),
    ],
    synthetic: notice(icb),
    kind: 'compact pcns',
  };
}

/** What an ICB would have by two rules, by each measure of need; null where the run has none. */
export function dueView(icb: Icb): TableView | null {
  const { shares, input, snapshot } = icb;
  if (shares.length === 0) return null;
  return {
    id: 'table-due',
    number: null,
    caption: `What its PCNs that reported would have by two rules at ${longDate(snapshot)}`,
    head: [
      [
        head('By patients and', words),
        head('Shared by need', { sub: 'FTE, change' }),
        head('To the median', { sub: 'FTE more' }),
        head('England', { sub: 'FTE more' }),
      ],
    ],
    rows: shares.map(({ here, england }) => ({
      header: cell(here.need === 'patients' ? 'nothing else' : measureName(here.need, input)),
      cells: [figure(signed(here.change, 1)), figure(decimal(here.more, 1)), figure(count(england.more))],
    })),
    notes: [
      'Shared by need: England’s FTE of PCNs that reported, shared among them. To the median: every PCN below England’s median for its patients and need brought up to it.',
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
  const { input, snapshot, short } = icb;
  const needs = shownNeeds(icb);
  if (needs.length === 0) return null;
  return {
    id: 'table-fifths',
    number: null,
    caption: `FTE per 10,000 patients by England’s fifths of need at ${longDate(snapshot)}`,
    head: [
      [
        head('Fifth of England’s patients', { ...words, rowspan: 2 }),
        ...needs.map(({ need }) => head(capital(needName(need, input.data.panel)), { colspan: 3 })),
      ],
      needs.flatMap(() => [head('PCNs', { sub: 'that reported' }), head(short), head('England')]),
    ],
    rows: [0, 1, 2, 3, 4].map((i) => ({
      header: cell(['1, least need', '2', '3', '4', '5, greatest need'][i]!),
      cells: needs.flatMap(({ fifths }) => fifthCells(fifths[i]!)),
    })),
    notes: [
      `PCNs that reported; the same cuts everywhere. No mean of fewer than three, no ${levelOf(input.study)} interval of fewer than five.`,
    ],
    synthetic: notice(icb),
    kind: 'compact brief',
  };
}
