import type { MultiverseResults, MultiverseRun } from '@inverse-care/core';

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

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

/** What a multiverse came to, as lines for a terminal. */
export function multiverseLines({ results, computed, cached }: MultiverseRun): string[] {
  if (results.rows.length + results.lost <= 1) {
    return [...oneSpecification(results), ...results.unavailable.map(({ why }) => `  ${why}`)];
  }
  const fitted = results.rows.filter(({ p_value }) => p_value !== null).length;
  const lines = [
    `Multiverse: ${results.rows.length} specifications, ${fitted} with a test; draws of ${computed} estimates made, of ${cached} at hand`,
  ];
  const all = results.signs.find(({ scope }) => scope === 'all');
  if (all) {
    lines.push(
      `  positive ${percent(all.positive / all.specifications)} (${percent(all.significant_positive / all.specifications)} significant), negative ${percent(all.negative / all.specifications)} (${percent(all.significant_negative / all.specifications)} significant)`,
    );
  }
  for (const { statistic, value, p_value } of results.joint.filter(({ scope }) => scope === 'all')) {
    lines.push(`  ${statistic}: ${value.toFixed(3)}${p_value === null ? '' : `, p = ${p_value.toFixed(3)}`}`);
  }
  const explained = results.spread.filter(({ effect, kind }) => effect === 'standardised' && kind === 'main');
  if (explained.length > 0) {
    const first = explained.slice(0, 3).map(({ term, share }) => `${term} ${percent(share)}`);
    lines.push(`  the spread is explained by ${first.join(', ')}`);
  }
  lines.push('Left out of the multiverse:');
  for (const { rule, why, combinations } of results.excluded) {
    lines.push(`  ${combinations} combinations, ${rule}: ${why}`);
  }
  for (const { dimension, option, why } of results.unavailable)
    lines.push(`  ${dimension} ${option}: ${why}`);
  if (results.lost > 0) lines.push(`  ${results.lost} combinations are lost to what the data lack.`);
  return lines;
}
