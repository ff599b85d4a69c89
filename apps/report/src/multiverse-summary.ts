import {
  type MultiverseResults,
  type MultiverseRun,
  needVerdicts,
  type RobustnessResults,
} from '@inverse-care/core';
import { type Panel, type Study, variableOf } from '@inverse-care/domain';
import { multiverseAnswer, spreadSentence } from './language/multiverse-words.js';
import { count, percent, pValue } from './language/numbers.js';
import { placeName } from './language/place-names.js';

function oneSpecification({ rows: [row] }: MultiverseResults): string[] {
  if (row === undefined) return ['The specification cannot be run on these data.'];
  const { specification, estimate, conf_low, conf_high, p_value, n, rows_lost, unit, note } = row;
  const numbers =
    estimate === null || conf_low === null || conf_high === null
      ? note
      : `${estimate.toFixed(4)} (${conf_low.toFixed(4)} to ${conf_high.toFixed(4)}), p = ${p_value!.toFixed(4)}, ${unit} for need from 0 to 1`;
  return [
    `Specification ${specification}`,
    `  ${numbers}`,
    `  ${n} PCNs, ${rows_lost} of the snapshot not used`,
  ];
}

/** Sign, significance and joint test of each need. */
function needLines(results: MultiverseResults, panel: Panel): string[] {
  return needVerdicts(results).map(({ need, specifications: all, ...of }) => {
    const joint = results.joint.find(
      ({ scope, statistic }) => scope === `need=${need}` && statistic === 'average Z',
    );
    const together = joint?.p_value == null ? '' : `; together p ${pValue(joint.p_value)}`;
    return `  ${variableOf(panel, need).label}: ${percent(of.positive / all)} positive (${percent(of.significant_positive / all)} significant), ${percent(of.negative / all)} negative (${percent(of.significant_negative / all)} significant)${together}`;
  });
}

/** What non-reporting and single places can do, by need at the last snapshot. */
function robustnessLines({ unreported, carriers }: RobustnessResults, panel: Panel): string[] {
  const label = (need: string) => variableOf(panel, need).label;
  const last = unreported
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);
  const bounded = unreported.filter(({ snapshot }) => snapshot === last);
  const settled = bounded.filter(({ bound_low, bound_high }) => bound_low > 0 || bound_high < 0);
  const fragile = carriers.filter(
    ({ snapshot, level, undoes, units }) =>
      snapshot === last && level === 'icb' && undoes === 'significance' && units !== null && units <= 2,
  );
  return [
    ...(bounded.length === 0
      ? []
      : [
          `Worst cases of what was not reported leave the sign settled for ${settled.length === 0 ? 'none' : settled.map(({ need }) => label(need)).join(', ')} of ${bounded.length} needs at ${last}.`,
        ]),
    ...(fragile.length === 0
      ? []
      : [
          `Not significant without: ${fragile.map(({ need, codes }) => `${codes.map((code) => placeName('icb', code, panel)).join(' and ')} (${label(need)})`).join('; ')}.`,
        ]),
  ];
}

/** What a multiverse came to, as lines for a terminal: at most fifteen with eight needs. */
export function multiverseLines(
  { results, computed, cached }: MultiverseRun,
  { panel, study, robustness }: { panel: Panel; study: Study; robustness: RobustnessResults | null },
): string[] {
  if (results.rows.length + results.lost <= 1) {
    return [...oneSpecification(results), ...results.unavailable.map(({ why }) => `  ${why}`)];
  }
  const spread = spreadSentence(results);
  const incompatible = results.excluded.reduce((sum, { combinations }) => sum + combinations, 0);
  return [
    `${count(results.rows.length)} specifications (draws: ${count(computed)} made, ${count(cached)} at hand). ${multiverseAnswer(results, panel, study)}`,
    ...needLines(results, panel),
    ...(spread === null ? [] : [spread]),
    ...(robustness === null ? [] : robustnessLines(robustness, panel)),
    `Left out, as the report says: ${count(incompatible)} combinations that do not go together, ${count(results.lost)} that the data lack.`,
  ];
}
