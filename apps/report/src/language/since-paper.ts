import { type SlopeRow, table1 } from '@inverse-care/core/tables';
import { publishedTable1 } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { associations, type PlainAssociation } from './association.js';
import { cited, per } from './cells.js';
import { allowing } from './dependence-words.js';
import { count, decimal, interval, intervalDigits, inWords, signed } from './numbers.js';
import { dated, levelOf } from './words.js';

/** The paper's last snapshot. */
const paperEnds = publishedTable1.at(-1)?.snapshot ?? '';

/** A slope for the difference in need that effects are told for, with its interval. */
function slope({ unit }: PlainAssociation, row: SlopeRow): string {
  const [low, high] = [per(cited(row, 'conf_low'), unit), per(cited(row, 'conf_high'), unit)];
  const digits = intervalDigits(low, high, 3);
  return `${signed(per(cited(row, 'estimate'), unit), digits)} (${interval(low, high, digits)})`;
}

const slopes = (one: PlainAssociation, before: string) => {
  const then = one.rows.find(({ snapshot }) => snapshot === before);
  return then === undefined ? null : `${one.more}: ${slope(one, then)} then, ${slope(one, one.last)} now`;
};

/**
 * What has come since the paper's last snapshot: provision and slopes at the last snapshot beside those of the last that
 * the paper has too, and nothing of what lies between. null where a run has no such two, or compares with no paper.
 */
export function sincePaper(input: ReportInput): string | null {
  const { study, tables, data } = input;
  if (study.compare_with === undefined || data.synthetic) return null;
  const rows = tables.rows(table1);
  const last = rows.at(-1);
  const before = rows.filter(({ snapshot }) => snapshot <= paperEnds).at(-1);
  const since = rows.filter(({ snapshot }) => snapshot > paperEnds).length;
  if (last === undefined || before === undefined || since === 0) return null;
  const [then, now] = [decimal(cited(before, 'per_10k_mean'), 3), decimal(cited(last, 'per_10k_mean'), 3)];
  const each = associations(input)
    .filter((one) => one.last.snapshot === last.snapshot)
    .map((one) => slopes(one, before.snapshot))
    .filter((text) => text !== null);
  return [
    `The paper ends at ${dated(paperEnds)}; these data have ${inWords(since)} ${since === 1 ? 'snapshot' : 'snapshots'} since.`,
    `Between ${dated(before.snapshot)}, the last that the paper has too, and ${dated(last.snapshot)}, mean provision went from ${then} to ${now} FTE per 10,000 patients and the total from ${count(cited(before, 'fte_total'))} to ${count(cited(last, 'fte_total'))} FTE.`,
    ...(each.length === 0
      ? []
      : [
          `Differences in FTE per 10,000 patients, with ${levelOf(study)} confidence intervals${allowing(study)}, for ${each.join('; for ')}.`,
        ]),
    'Two dates cannot tell a trend, nor when between them anything changed.',
  ].join(' ');
}
