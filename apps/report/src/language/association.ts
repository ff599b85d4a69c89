import { type CoefficientRow, figure3 } from '@inverse-care/core/tables';
import type { NeedId, Snapshot } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { moreNeed, needName } from './words.js';

/** Which way provision goes as need rises: "none" where the interval includes zero. */
export type Direction = 'less' | 'more' | 'none';

/** What the regressions of provision on one need come to. */
export interface Association {
  need: NeedId;
  /** Its name in a sentence: "predicted lack of support". */
  name: string;
  /** The difference in need for which effects are told: "10 percentage points more ...". */
  more: string;
  /** A coefficient divided by this is the effect of that difference. */
  perUnit: number;
  /** The need coefficients in order of time. */
  rows: CoefficientRow[];
  last: CoefficientRow;
  /** At the last snapshot. */
  direction: Direction;
  /** From this snapshot to the last, every interval excludes zero on the side of `direction`. */
  since: Snapshot | null;
  /** Snapshots whose interval lies below and above zero. */
  below: number;
  above: number;
  /** The bootstrap interval at the last snapshot says otherwise than the robust one. */
  bootstrapDisagrees: boolean;
}

/** The direction that an interval allows; "none" also where a bound is missing. */
export function directionOf(low: number | null, high: number | null): Direction {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return 'none';
  return high < 0 ? 'less' : low > 0 ? 'more' : 'none';
}

const ofRow = ({ conf_low, conf_high }: CoefficientRow) => directionOf(conf_low, conf_high);

function associate(need: NeedId, input: ReportInput): Association | null {
  const rows = input.tables
    .rows(figure3)
    .filter((row) => row.need === need && row.term === 'need' && Number.isFinite(row.estimate))
    .sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
  const last = rows.at(-1);
  if (last === undefined) return null;
  const direction = ofRow(last);
  let since: Snapshot | null = null;
  for (const row of rows) {
    if (direction !== 'none' && ofRow(row) === direction) since ??= row.snapshot;
    else since = null;
  }
  const { words, perUnit } = moreNeed(need, input);
  return {
    need,
    name: needName(need, input.data.panel),
    more: words,
    perUnit,
    rows,
    last,
    direction,
    since,
    below: rows.filter((row) => ofRow(row) === 'less').length,
    above: rows.filter((row) => ofRow(row) === 'more').length,
    bootstrapDisagrees: last.boot_low !== null && directionOf(last.boot_low, last.boot_high) !== direction,
  };
}

/** One association for each need that the run found a coefficient of, in the study's order: the headline first. */
export function associations(input: ReportInput): Association[] {
  return input.study.needs
    .map((need) => associate(need, input))
    .filter((association) => association !== null);
}
