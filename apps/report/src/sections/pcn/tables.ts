import type { AreaSummaryRow, FunnelRow, PcnNeedRow } from '@inverse-care/core/tables';
import { areaSummary } from '@inverse-care/core/tables';
import { longDate, variableOf } from '@inverse-care/domain';
import { type CellView, cell, figure, head, type TableView } from '../../html/table.js';
import { measureName } from '../../language/equity-words.js';
import { needFormat } from '../../language/need-format.js';
import { count, decimal, interval, missing, signed } from '../../language/numbers.js';
import { limitDigits, standingOf } from '../../language/pcn-words.js';
import { wholeOf } from '../../language/whole.js';
import { capital, levelOf, syntheticNotice } from '../../language/words.js';
import { pcnPage } from '../../places/addresses.js';
import { type PanelCells, type PcnFacts, subIcbWords } from '../../places/places.js';
import type { ReportInput } from '../../report-input.js';

const words = { numeric: false } as const;
const base = (input: ReportInput) => ({
  number: null,
  synthetic: input.data.synthetic ? syntheticNotice : null,
  kind: 'plain',
});

const silent = 'did not report';

/** FTE and provision at a snapshot: what is not known is told and not printed as none. */
function known(row: PanelCells | undefined): [fte: CellView, rate: CellView] {
  const both = (text: string): [CellView, CellView] => [figure(text), figure(missing)];
  switch (standingOf(row)) {
    case 'closed':
      return both('not open');
    case 'silent':
      return both(silent);
    case 'unread':
      return both('cannot be read');
    default:
      return [figure(decimal(row!.fte, 2)), figure(decimal(row!.fte_per_10k, 2))];
  }
}

const areaCell = (row: AreaSummaryRow | undefined) =>
  row === undefined
    ? figure(missing)
    : row.value === null
      ? figure(row.reporters === 0 ? 'nobody reported' : 'too few')
      : figure(decimal(row.value, 2), { sub: `${count(row.reporters)} of ${count(row.pcns)}` });

/** Provision at every snapshot beside ICB and England. */
export function historyView({ now, history }: PcnFacts, input: ReportInput): TableView {
  const rows = input.tables.rows(areaSummary);
  const at = (snapshot: string, code: string) =>
    rows.find((row) => row.snapshot === snapshot && row.code === code);
  return {
    ...base(input),
    id: 'table-history',
    caption: `FTE at every snapshot, and per 10,000 registered patients beside ICB and ${wholeOf(input.study).name}`,
    head: [
      [
        head('Snapshot', words),
        head('FTE'),
        head('Per 10,000', { sub: 'this PCN' }),
        head('Its ICB', { sub: 'PCNs that reported' }),
        head(wholeOf(input.study).head, { sub: 'PCNs that reported' }),
      ],
    ],
    rows: input.data.panel.snapshots.map((snapshot) => ({
      header: cell(longDate(snapshot)),
      cells: [
        ...known(history.get(snapshot)),
        areaCell(at(snapshot, now.icb_code)),
        areaCell(at(snapshot, 'England')),
      ],
    })),
    notes: [],
  };
}

function spanOf({ fifth_low, fifth_high }: PcnNeedRow): string {
  if (fifth_low === null || fifth_high === null) return missing;
  return fifth_low === fifth_high ? count(fifth_low) : `${count(fifth_low)} to ${count(fifth_high)}`;
}

/** Every measure of need beside England's. */
export function needsView({ needs }: PcnFacts, input: ReportInput): TableView {
  const measured = needs.some(({ percentile }) => percentile !== null);
  const level = levelOf(input.study);
  const whole = (share: number | null) => decimal(share === null ? null : 100 * share, 0);
  return {
    ...base(input),
    id: 'table-needs',
    caption: `Measures of need, and the fifth of ${wholeOf(input.study).its} patients in which it falls`,
    head: [
      [
        head('Measure', words),
        head('This PCN'),
        head(wholeOf(input.study).head, { sub: 'mean by patients' }),
        head('Fifth', { sub: '1 least, 5 most' }),
        ...(measured
          ? [
              head('Interval', { sub: `${level}, of the survey` }),
              head('Fifths', { sub: 'that it spans' }),
              head('Percentile', { sub: 'and its interval' }),
            ]
          : []),
      ],
    ],
    rows: needs.map((row) => {
      const { unit = 'share', label } = variableOf(input.data.panel, row.need as never);
      const format = needFormat(unit);
      return {
        header: cell(label),
        cells: [
          figure(format(row.value)),
          figure(format(row.england)),
          figure(count(row.fifth)),
          ...(measured
            ? [
                figure(row.low === null ? missing : `${format(row.low)} to ${format(row.high!)}`),
                figure(spanOf(row)),
                figure(
                  row.percentile === null
                    ? missing
                    : `${whole(row.percentile)} (${whole(row.percentile_low)} to ${whole(row.percentile_high)})`,
                ),
              ]
            : []),
        ],
      };
    }),
    notes: measured
      ? [
          'Intervals are of the PCN’s own sampling error (Wilson); where the other PCNs stand is held as it was measured.',
        ]
      : [],
  };
}

const measure = (row: { need: string }, input: ReportInput) => cell(capital(measureName(row.need, input)));

const positions: Readonly<Record<FunnelRow['position'], string>> = {
  above: 'above',
  within: 'within',
  below: 'below',
  'not reported': silent,
  'no expectation': 'no expectation',
};

const limitsOf = (low: number | null, high: number | null) =>
  low === null || high === null ? missing : interval(low, high, limitDigits(low, high));

/** Expectation and limits by every measure. */
export function expectedView({ expected }: PcnFacts, input: ReportInput): TableView | null {
  if (expected.length === 0) return null;
  return {
    ...base(input),
    id: 'table-expected',
    caption: 'FTE over what is expected, with control limits',
    head: [
      [
        head('Expected by', words),
        head('Expected FTE'),
        head('Ratio'),
        head('95% limits'),
        head('99.8% limits'),
        head('Position', words),
      ],
    ],
    rows: expected.map((row) => ({
      header: measure(row, input),
      cells: [
        figure(decimal(row.expected, 2)),
        figure(decimal(row.ratio, 2)),
        figure(limitsOf(row.low_95, row.high_95)),
        figure(limitsOf(row.low_998, row.high_998)),
        cell(positions[row.position]),
      ],
    })),
    notes: [
      'Limits are as wide as PCNs differ among themselves (multiplicative, Spiegelhalter 2005): FTE is no count, and no law says how much it varies by chance.',
    ],
  };
}

/** What levelling up and sharing would bring it, by every measure. */
export function dueView({ due, now }: PcnFacts, input: ReportInput): TableView | null {
  if (due.length === 0) return null;
  const reported = now.reported;
  const priced = due.some(({ cost }) => cost !== null);
  return {
    ...base(input),
    id: 'table-shortfall',
    caption: reported
      ? `FTE to ${wholeOf(input.study).its} need-adjusted median, and its share if today’s total were shared`
      : 'Its share if today’s total were shared among all PCNs',
    head: [
      [
        head('Measure of need', words),
        ...(reported
          ? [
              head('FTE more', { sub: 'to the median' }),
              ...(priced ? [head('Cost', { sub: '£ a year' })] : []),
              head('Shared by need', { sub: 'among PCNs that reported' }),
              head('Change'),
            ]
          : []),
        head('Shared by need', { sub: 'among all PCNs' }),
      ],
    ],
    rows: due.map((row) => ({
      header: measure(row, input),
      cells: [
        ...(reported
          ? [
              figure(decimal(row.more, 2)),
              ...(priced ? [figure(count(row.cost))] : []),
              figure(decimal(row.share, 2)),
              figure(signed(row.change, 2)),
            ]
          : []),
        figure(decimal(row.share_of_all, 2)),
      ],
    })),
    notes: [
      `${reported ? 'The median is of FTE over patients times need among the PCNs that reported, by patients. ' : ''}Which measure counts, and that it counts in proportion, is a choice: the range is part of the answer.`,
    ],
  };
}

/** The practices of a PCN. */
export const practicesView = ({ practices, now }: PcnFacts, input: ReportInput): TableView => ({
  ...base(input),
  id: 'table-practices',
  caption: `Practices at ${longDate(now.snapshot)}`,
  head: [[head('Practice', words), head('Code', words)]],
  rows: practices.map(({ code, name }) => ({
    header: cell(name === '' ? code : name),
    cells: [cell(code, { code: true })],
  })),
  notes: [],
});

/** PCNs with links to their pages, by name: no ranking. */
export function pcnListView(
  pcns: readonly PcnFacts[],
  input: ReportInput,
  { id, caption }: { id: string; caption: string },
): TableView {
  const areas = new Set(pcns.map(({ now }) => now.sub_icb_code)).size > 1;
  return {
    ...base(input),
    id,
    caption,
    head: [
      [
        head('PCN', words),
        ...(areas ? [head('Sub-ICB location', words)] : []),
        head('Patients'),
        head('FTE'),
        head('Per 10,000'),
      ],
    ],
    rows: pcns.map(({ code, name, now }) => ({
      header: cell(name, { href: pcnPage(code), sub: code }),
      cells: [
        ...(areas ? [cell(now.sub_icb_code, { title: subIcbWords(now.sub_icb_code) })] : []),
        figure(count(now.patients)),
        ...known(now),
      ],
    })),
    notes: ['By name: no ranking.'],
  };
}
