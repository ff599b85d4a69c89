import { type InequalityRow, type ShortfallIcbRow, shortfallIcb } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { cell, figure, head, type TableView } from '../../html/table.js';
import {
  englandShortfall,
  funnelSummaries,
  indexWords,
  lastIndices,
  measureName,
  shortIcbName,
} from '../../language/equity-words.js';
import { count, interval, signed } from '../../language/numbers.js';
import { capital, levelOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';

const notice = ({ data }: ReportInput) => (data.synthetic ? syntheticNotice : null);
const words = { numeric: false } as const;

const measureTitles: Readonly<Record<InequalityRow['measure'], string>> = {
  gini: 'Gini coefficient, FTE per patient',
  'concentration index': 'Concentration index',
  'erreygers index': 'Erreygers’s index, PCN has any',
  'wagstaff index': 'Wagstaff’s index, PCN has any',
  'horizontal inequity': 'Horizontal inequity, by income deprivation',
  theil: 'Theil’s index',
  'theil within ICBs': 'Theil’s index, within ICBs',
  'theil between ICBs': 'Theil’s index, between ICBs',
  'group gap': 'Core20 gap, FTE per 10,000',
  'group ratio': 'Core20 ratio',
};

function titleOf(row: InequalityRow, input: ReportInput): string {
  if (row.measure === 'gini' && row.by !== 'patients')
    return `Gini coefficient, FTE per patient times ${measureName(row.by, input)}`;
  const title = measureTitles[row.measure];
  if (row.given !== '') return `${title}, given ${measureName(row.given, input)}`;
  return ['concentration index', 'erreygers index', 'wagstaff index'].includes(row.measure)
    ? `${title}, by ${measureName(row.by, input)}`
    : title;
}

/** Indices of the last snapshot with both intervals; null where there are none. */
export function indicesView(input: ReportInput): TableView | null {
  const rows = lastIndices(input);
  const [first] = rows;
  if (first === undefined) return null;
  const all = lastIndices(input, 'all');
  const same = (row: InequalityRow) => (other: InequalityRow) =>
    (['measure', 'of', 'by', 'given'] as const).every((column) => other[column] === row[column]);
  return {
    id: 'table-inequality',
    number: null,
    caption: `Indices of inequality of provision at ${longDate(first.snapshot)}`,
    head: [
      [
        head('Index', words),
        head('PCNs that reported', { sub: `estimate (${levelOf(input.study)} interval)` }),
        head('Bootstrap interval'),
        ...(all.length > 0 ? [head('All PCNs', { sub: 'not reported taken for none' })] : []),
      ],
    ],
    rows: rows.map((row) => {
      const other = all.find(same(row));
      return {
        header: cell(titleOf(row, input)),
        cells: [
          figure(indexWords(row)),
          figure(interval(row.boot_low, row.boot_high, 3)),
          ...(all.length > 0 ? [figure(other === undefined ? '–' : indexWords(other))] : []),
        ],
      };
    }),
    notes: [
      'Above zero, indices by need are for those with more need. Slope and relative indices of inequality are in results/trends.csv; all snapshots in results/inequality.csv.',
    ],
    synthetic: notice(input),
    kind: 'compact',
  };
}

/** How many areas are outside their limits by each measure; null where there is no funnel. */
export function outsideView(input: ReportInput): TableView | null {
  const rows = [...funnelSummaries(input, 'icb'), ...funnelSummaries(input, 'pcn')];
  const [first] = rows;
  if (first === undefined) return null;
  return {
    id: 'table-outside',
    number: null,
    caption: `Areas outside their 99.8% control limits at ${longDate(first.snapshot)}`,
    head: [
      [
        head('Expected by', words),
        head('Areas', words),
        head('Number', { sub: 'that reported' }),
        head('Above'),
        head('Below'),
        head('Above', { sub: 'additive limits' }),
        head('Below', { sub: 'additive limits' }),
      ],
    ],
    rows: rows.map((row) => ({
      header: cell(capital(measureName(row.need, input))),
      cells: [
        cell(row.level === 'icb' ? 'ICBs' : 'PCNs'),
        figure(count(row.areas)),
        figure(count(row.above)),
        figure(count(row.below)),
        figure(count(row.above_additive)),
        figure(count(row.below_additive)),
      ],
    })),
    notes: ['Which they are: results/funnel.csv.'],
    synthetic: notice(input),
    kind: 'compact',
  };
}

const shortfallHead = (first: string) => [
  [
    head(first, words),
    head('FTE', { sub: 'that reported' }),
    head('Shared by need', { sub: 'change' }),
    head('Over measures', { sub: 'of need' }),
    head('Levelled up', { sub: 'FTE more' }),
    head('Over measures', { sub: 'of need' }),
    head('Not reported', { sub: 'PCNs' }),
  ],
];

const shortfallCells = (row: ShortfallIcbRow) => [
  figure(count(row.fte)),
  figure(signed(row.change, 1)),
  figure(interval(row.change_low, row.change_high, 1)),
  figure(count(row.more)),
  figure(interval(row.more_low, row.more_high, 0)),
  figure(count(row.not_reported)),
];

/** What each ICB would have by the headline need, with the range over all; null where there is nothing to share. */
export function shortfallView(input: ReportInput): TableView | null {
  const [england] = englandShortfall(input);
  if (england === undefined) return null;
  const rows = input.tables
    .rows(shortfallIcb)
    .filter(({ need, code }) => need === england.need && code !== 'England');
  return {
    id: 'table-shortfall',
    number: null,
    caption: `What ICBs would have by ${measureName(england.need, input)} at ${longDate(england.snapshot)}`,
    head: shortfallHead('ICB'),
    rows: [
      ...rows.map((row) => ({ header: cell(shortIcbName(row.code)), cells: shortfallCells(row) })),
      { header: cell('England'), cells: shortfallCells(england) },
    ],
    notes: [
      'In the order of their codes: no ranking. Shared by need: the total of the PCNs that reported, by patients times need. Levelled up: FTE that brings PCNs which reported up to the median. Other measures and PCNs: results/shortfall_icb.csv and results/shortfall.csv.',
    ],
    synthetic: notice(input),
    kind: 'compact',
  };
}
