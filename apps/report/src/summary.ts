import path from 'node:path';
import type { StudyResults } from '@inverse-care/core';
import { type Panel, paperLabel, variableOf } from '@inverse-care/domain';
import type { Format } from './formats.js';
import { multiverseLines } from './multiverse-summary.js';
import type { WrittenReport } from './write-report.js';

function places(out: string, formats: readonly Format[]): string {
  const documents: Readonly<Record<Format, readonly [string, string]>> = {
    html: ['page', 'report.html'],
    pdf: ['PDF', 'report.pdf'],
    briefing: ['briefing', 'briefing.pdf'],
  };
  return [...formats.map((format) => documents[format]), ['tables', 'results'] as const]
    .map(([name, file]) => `  ${`${name}:`.padEnd(9)} ${path.join(out, file)}`)
    .join('\n');
}

const signed = (value: number) => value.toFixed(3);

/** Last need coefficient of every need, one a line. */
function findings({ figure3 }: StudyResults, panel: Panel): string[] {
  const last = figure3.at(-1)?.snapshot;
  return figure3
    .filter(({ term, snapshot }) => term === 'need' && snapshot === last)
    .map(
      ({ need, estimate, conf_low, conf_high }) =>
        `  ${variableOf(panel, need).label}: ${signed(estimate)} (${signed(conf_low)} to ${signed(conf_high)})`,
    );
}

/** Says on the terminal what a run found, and at its end where its documents are. */
export function announce(
  out: string,
  formats: readonly Format[],
  { results, multiverse, robustness, manifest, panel }: WrittenReport,
  seconds: number,
): void {
  const last = manifest.study.snapshots.at(-1)!;
  const label = paperLabel(last);
  const quarter = label === '' ? '' : ` (the paper's ${label})`;
  const lines = [
    manifest.study.title,
    ...(manifest.synthetic ? ['Synthetic data: a demonstration, not evidence'] : []),
    '',
  ];
  const found = findings(results, panel);
  if (found.length > 0) {
    lines.push(
      `${manifest.study.role}, FTE per 10,000 patients on one unit of need, ${last}${quarter}, 95% interval:`.replace(
        '95%',
        `${Number((100 * manifest.study.inference.level).toFixed(1))}%`,
      ),
      ...found,
      '',
    );
  }
  if (multiverse)
    lines.push(...multiverseLines(multiverse, { panel, study: manifest.study, robustness }), '');
  if (results.omissions.length > 0) {
    lines.push('Left out (the report says why):', ...results.omissions.map(({ what }) => `  ${what}`), '');
  }
  if (manifest.warnings.length > 0)
    lines.push(`Warnings: ${manifest.warnings.length}, listed in the report.`, '');
  lines.push(`Done in ${seconds.toFixed(1)} s.`, places(out, formats));
  console.log(lines.join('\n'));
}

/** Says that an earlier run still stands. */
export function announceNothingNew(out: string, formats: readonly Format[]): void {
  console.log(`Nothing has changed since the last run (--force runs it again).\n${places(out, formats)}`);
}
