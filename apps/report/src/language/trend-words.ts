import {
  type BreakRow,
  breaks,
  jointTests,
  type TrendRow,
  type TrendScale,
  type TrendTestRow,
  trends,
  trendTests,
} from '@inverse-care/core/tables';
import { longDate, type NeedId } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { directionOf } from './association.js';
import { type CellNumber, cited, rowsWith } from './cells.js';
import {
  interval,
  intervalDigits,
  inWords,
  percent,
  points,
  pValue,
  signed,
  signedPoints,
} from './numbers.js';
import type { Said } from './said.js';
import { capital, levelOf, needName } from './words.js';

/** What the run found of the slopes of one need, on one scale. */
export interface ScaleRows {
  rows: TrendRow[];
  trend: TrendTestRow | undefined;
  break: BreakRow | undefined;
}

/** The slopes for one standard deviation of need and what becomes of them. */
export function slopesOf(need: NeedId, scale: TrendScale, { tables }: ReportInput): ScaleRows {
  const own = (row: { need: NeedId; scale: string }) => row.need === need && row.scale === scale;
  const tests = tables.rows(trendTests).filter(own);
  return {
    rows: tables.rows(trends).filter((row) => own(row) && row.measure === 'slope'),
    trend: tests.find(({ test }) => test === 'trend per year'),
    break: tables.rows(breaks).find(own),
  };
}

/** "PCN", "sub-ICB location", "ICB": what tests leave out at a time. */
export const clusterNames = { pcn: 'PCN', sub_icb: 'sub-ICB location', icb: 'ICB' } as const;

type Bounded = TrendRow | TrendTestRow;

const boundsOf = (row: Bounded) =>
  [cited<Bounded, 'conf_low'>(row, 'conf_low'), cited<Bounded, 'conf_high'>(row, 'conf_high')] as const;
const bounds = (row: Bounded) => {
  const [low, high] = boundsOf(row);
  return interval(low, high, intervalDigits(low, high, 3));
};
const shares = (row: Bounded, unit: '%' | '' = '') =>
  boundsOf(row)
    .map((one) => points(one, 1, unit))
    .join(' to ');

/** "+0.014 FTE per 10,000 (−0.005 to 0.033), +19.2% of mean provision (−3.0% to 41.5%)". */
export function bothScales(absolute: TrendRow, relative: TrendRow | undefined): string {
  const share =
    relative === undefined
      ? ''
      : `, ${signedPoints(cited(relative, 'estimate'), 1, '%')} of mean provision (${shares(relative, '%')})`;
  return `${signed(cited(absolute, 'estimate'), 3)} FTE per 10,000 (${bounds(absolute)})${share}`;
}

const moved = { less: 'fell', more: 'rose', none: 'shows no clear trend' } as const;

/** The trend on both scales: always both, as provision itself grew; null where the run asked nothing of it. */
export function bothTrendsSentence(need: NeedId, input: ReportInput): string | null {
  const absolute = slopesOf(need, 'absolute', input).trend;
  const relative = slopesOf(need, 'relative', input).trend;
  if (absolute === undefined || relative === undefined) return null;
  const [a, r] = [absolute, relative].map(
    ({ conf_low, conf_high }) => moved[directionOf(conf_low, conf_high)],
  );
  const verdict =
    a !== r
      ? `${a} in FTE, and ${r} as a share of mean provision`
      : a === moved.none
        ? `${a} in FTE or as a share of mean provision`
        : `${a} in FTE and as a share of mean provision alike`;
  return `Over the ${inWords(cited(absolute, 'snapshots'))} snapshots the difference for one standard deviation more need ${verdict}: ${signed(cited(absolute, 'statistic'), 4)} FTE per 10,000 a year (${bounds(absolute)}) and ${signedPoints(cited(relative, 'statistic'), 1)} percentage points of the mean a year (${shares(relative)}; ${levelOf(input.study)} intervals, PCNs of one ${clusterNames[absolute.clustered_by]} together).`;
}

/** Whether and when the slopes broke on one scale. */
function breakWords(
  found: BreakRow | undefined,
  scale: TrendScale,
  alpha: number,
  asked: CellNumber,
): string | null {
  if (found === undefined) return null;
  const as = scale === 'absolute' ? 'in FTE' : 'as a share of the mean';
  if (found.p_value >= alpha) return `no break is shown ${as} (p ${pValue(cited(found, 'p_value'))})`;
  const level = (column: 'before' | 'after') =>
    scale === 'absolute' ? signed(cited(found, column), 3) : signedPoints(cited(found, column), 1, '%');
  const drift =
    found.r2_trend > found.r2_break
      ? `; a steady drift fits better (R² ${percent(cited(found, 'r2_trend'))} against ${percent(cited(found, 'r2_break'))}), so the date means little`
      : '';
  return `${as} the slopes break at ${longDate(found.break_at!)} (draws: ${longDate(found.break_low!)} to ${longDate(found.break_high!)}; p ${pValue(cited(found, 'p_value'))}, uncorrected for the ${inWords(asked)} breaks that were asked for), from ${level('before')} to ${level('after')}${drift}`;
}

/** Whether the slopes changed at all, and where, on both scales. */
export function changeSentence(need: NeedId, input: ReportInput): string | null {
  const alpha = 1 - input.study.inference.level;
  const [absolute, relative] = (['absolute', 'relative'] as const).map((scale) =>
    slopesOf(need, scale, input),
  );
  const equal = input.tables.rows(jointTests).find((row) => row.need === need && row.test === 'all equal');
  const same =
    equal === undefined
      ? null
      : `That all slopes in FTE are the same is ${equal.p_value < alpha ? 'rejected' : 'not rejected'} (p ${pValue(cited(equal, 'p_value'))}).`;
  const asked = rowsWith(input.tables, breaks);
  const found = [
    breakWords(absolute!.break, 'absolute', alpha, asked),
    breakWords(relative!.break, 'relative', alpha, asked),
  ].filter((one) => one !== null);
  const where = found.length === 0 ? null : `${capital(found.join('; '))}.`;
  const all = [same, where].filter((one) => one !== null);
  return all.length === 0 ? null : all.join(' ');
}

/** Every need: its slopes at the first and the last snapshot, their trends and their break, always on both scales. */
export function trendWords(input: ReportInput): Said[] {
  return input.study.needs.flatMap((need): Said[] => {
    const { rows } = slopesOf(need, 'absolute', input);
    const relative = slopesOf(need, 'relative', input).rows;
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return [];
    const at = (row: TrendRow) =>
      `${bothScales(
        row,
        relative.find(({ snapshot }) => snapshot === row.snapshot),
      )} at ${longDate(row.snapshot)}`;
    const ends = first === last ? at(first) : `${at(first)}; ${at(last)}`;
    const text = [
      `For one standard deviation more need: ${ends}.`,
      bothTrendsSentence(need, input),
      changeSentence(need, input),
    ];
    return [
      {
        label: capital(needName(need, input.data.panel)),
        text: text.filter((one) => one !== null).join(' '),
      },
    ];
  });
}
