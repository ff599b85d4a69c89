import { concentrationCurves, type FunnelRow, funnelTable } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { describeFunnel, describeShareCurves, funnelPlot, shareCurves } from '@inverse-care/figures';
import {
  funnelSummaries,
  measureName,
  outsideTitle,
  shareWords,
  shortIcbName,
} from '../language/equity-words.js';
import { decimal } from '../language/numbers.js';
import { staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

/** Lorenz and concentration curves of the last snapshot. */
export function curvesFigure(input: ReportInput): DrawnFigure[] {
  const rows = input.tables.rows(concentrationCurves);
  const snapshot = rows[0]?.snapshot;
  if (snapshot === undefined) return [];
  const half = rows.find(({ by, population }) => by === 'fte_per_10k' && population === 0.5);
  if (half === undefined) return [];
  const orders = [...new Set(rows.map(({ by }) => by))];
  const options = {
    curves: orders.map((by) => ({
      code: by,
      label: by === 'fte_per_10k' ? 'in the order of provision (Lorenz)' : `by ${measureName(by, input)}`,
      points: rows.filter((row) => row.by === by),
    })),
    xLabel: 'Share of patients: in the order of provision, or from the least need to the greatest',
    yLabel: `Share of FTE ${staffOf(input.study)}`,
    format: shareWords,
    note: 'Above the diagonal those with the least need have more than their share. PCNs that reported.',
  };
  return [
    figureOf(
      input,
      {
        id: 'share-curves',
        title: `The half of patients with the least provision have ${shareWords(half.amount)} of all FTE`,
        subtitle: `Share of FTE ${staffOf(input.study)} by share of patients, ${longDate(snapshot)}`,
        caption: `Lorenz curve and concentration curves at ${longDate(snapshot)}, PCNs that reported. The numbers are in results/${concentrationCurves.file}.`,
        description: describeShareCurves(options),
      },
      cellsOf(['snapshot', 'by', 'population', 'amount'], rows),
      (text, width) => shareCurves({ ...options, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}

type Placed = FunnelRow & {
  [K in 'expected' | 'ratio' | 'low_95' | 'high_95' | 'low_998' | 'high_998']: number;
};
const isPlaced = (row: FunnelRow): row is Placed => row.ratio !== null && row.low_998 !== null;

function funnelAt(input: ReportInput, level: FunnelRow['level']): DrawnFigure[] {
  const own = input.tables.rows(funnelTable).filter((row) => row.level === level);
  const need = own[0]?.need;
  const rows = own.filter((row) => row.need === need).filter(isPlaced);
  const summary = funnelSummaries(input, level).find((row) => row.need === need);
  if (need === undefined || rows.length === 0 || summary === undefined) return [];
  const units = level === 'icb' ? 'ICBs' : 'PCNs';
  const options = {
    points: rows.map((row) => ({
      code: row.code,
      name: level === 'icb' ? shortIcbName(row.code) : row.name,
      expected: row.expected,
      ratio: row.ratio,
      inner: [row.low_95, row.high_95] as const,
      outer: [row.low_998, row.high_998] as const,
      outside: row.position === 'above' || row.position === 'below',
    })),
    units,
    levels: ['95%', '99.8%'] as const,
    xLabel: 'Expected FTE, by patients times need',
    yLabel: 'FTE over expected',
    format: (value: number) => decimal(value, 2),
    note: 'Limits allow for overdispersion (multiplicative). PCNs that did not report are not in it; a post that one PCN hosts for others shows there alone.',
  };
  const name = measureName(need, input);
  return [
    figureOf(
      input,
      {
        id: `funnel-${level}`,
        title: outsideTitle(summary.above + summary.below, rows.length, units),
        subtitle: `FTE ${staffOf(input.study)} over expected by ${name}, ${longDate(summary.snapshot)}`,
        caption: `Funnel of ${units} at ${longDate(summary.snapshot)}: FTE over what it would be if it went with patients times ${name}, with control limits. FTE is no count, so that the limits are as wide as areas differ among themselves. The numbers are in results/${funnelTable.file}.`,
        description: describeFunnel(options),
      },
      cellsOf(
        ['snapshot', 'need', 'code', 'fte', 'expected', 'ratio', 'low_95', 'high_95', 'low_998', 'high_998'],
        rows,
      ),
      (text, width) => funnelPlot({ ...options, text, ...(width === undefined ? {} : { width }) }),
    ),
  ];
}

/** Funnels of ICBs and of PCNs by the headline need. */
export const funnelFigures = (input: ReportInput): DrawnFigure[] => [
  ...funnelAt(input, 'icb'),
  ...funnelAt(input, 'pcn'),
];
