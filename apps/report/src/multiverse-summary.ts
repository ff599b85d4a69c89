import {
  bounds,
  carriers,
  findings,
  influence,
  multiverse,
  multiverseJoint,
  multiverseOmitted,
  multiverseRows,
  multiverseSummary,
  needVerdicts,
} from '@inverse-care/core/tables';
import { variableOf } from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import { plain } from './language/marks.js';
import { multiverseAnswer, spreadSentence } from './language/multiverse-words.js';
import { count, decimal, interval, percent, simulatedP } from './language/numbers.js';
import { placeName } from './language/place-names.js';
import { rangeName } from './language/range-words.js';
import { byNeed, namesIn } from './language/rows.js';
import type { DrawCounts } from './multiverse-order.js';

function oneSpecification({ tables }: RunRecord): string[] {
  const [row] = multiverseRows(tables);
  if (row === undefined) return ['The specification cannot be run on these data.'];
  const { specification, n, rows_lost, note } = row;
  const [finding] = tables.rows(findings);
  const numbers =
    finding === undefined || finding.conf_low === null || finding.conf_high === null
      ? note
      : `${decimal(finding.estimate, 4)} (${interval(finding.conf_low, finding.conf_high, 4)}), p = ${decimal(finding.p_value, 4)}, ${finding.outcome} for ${finding.told_for}`;
  return [
    `Specification ${specification}`,
    `  ${numbers}`,
    `  ${n} PCNs, ${rows_lost} of the snapshot not used`,
  ];
}

/** Sign, significance and joint test of each need. */
function needLines({ tables, data: { panel } }: RunRecord): string[] {
  return needVerdicts(tables).map(({ need, specifications: all, ...of }) => {
    const joint = tables
      .rows(multiverseJoint)
      .find(({ scope, statistic }) => scope === `need=${need}` && statistic === 'average Z');
    const together = joint?.p_value == null ? '' : `; together p ${simulatedP(joint.p_value, joint.p_mcse)}`;
    return `  ${variableOf(panel, need).label}: ${percent(of.positive / all)} positive (${percent(of.significant_positive / all)} significant), ${percent(of.negative / all)} negative (${percent(of.significant_negative / all)} significant)${together}`;
  });
}

/** What non-reporting and single places can do, by need at the last snapshot. */
function robustnessLines(record: RunRecord): string[] {
  const { panel } = record.data;
  const label = (need: string) => variableOf(panel, need).label;
  const all = byNeed(record.tables.rows(bounds), record);
  const last = all
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);
  const bounded = all.filter(({ snapshot }) => snapshot === last);
  const settled = bounded.filter(({ bound_low, bound_high }) => bound_low > 0 || bound_high < 0);
  const undone = byNeed(record.tables.rows(carriers), record).filter(
    ({ snapshot, level, undoes, units }) =>
      snapshot === last && level === 'icb' && undoes === 'significance' && units !== null && units <= 2,
  );
  return [
    ...(bounded.length === 0
      ? []
      : [
          `Provision not reported, ${rangeName(record.study)}, leaves the sign settled for ${settled.length === 0 ? 'none' : settled.map(({ need }) => label(need)).join(', ')} of ${bounded.length} needs at ${last}.`,
        ]),
    ...(undone.length === 0
      ? []
      : [
          `By an interval of its own kind (${record.tables.rows(influence)[0]?.errors ?? 'the study’s'}), not significant without: ${undone
            .map(
              ({ need, codes }) =>
                `${namesIn(codes)
                  .map((code) => placeName('icb', code, panel))
                  .join(' and ')} (${label(need)})`,
            )
            .join('; ')}.`,
        ]),
  ];
}

/** What a multiverse came to, as lines for a terminal: at most fifteen with eight needs. */
export function multiverseLines(record: RunRecord, draws: DrawCounts | null): string[] {
  const { tables } = record;
  const [summary] = tables.rows(multiverseSummary);
  const { incompatible = 0, lost = 0 } = summary ?? {};
  const specifications = tables.rows(multiverse).length;
  if (specifications + lost <= 1) {
    const missing = tables.rows(multiverseOmitted).filter(({ kind }) => kind === 'not in the data');
    return [...oneSpecification(record), ...missing.map(({ why }) => `  ${why}`)];
  }
  const spread = spreadSentence(record);
  const told =
    draws === null ? '' : ` (draws: ${count(draws.computed)} made, ${count(draws.cached)} at hand)`;
  const lines = [
    `${count(specifications)} specifications${told}. ${multiverseAnswer(record)}`,
    ...needLines(record),
    ...(spread === null ? [] : [spread]),
    ...(record.kind === 'sensitivity' ? robustnessLines(record) : []),
    `Left out, as the report says: ${count(incompatible)} combinations that do not go together, ${count(lost)} that the data lack.`,
  ];
  return lines.map(plain);
}
