import path from 'node:path';
import { slopes } from '@inverse-care/core/tables';
import {
  distinct,
  type PanelWithProvenance,
  paperLabel,
  roleInWords,
  variableOf,
} from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import type { Format } from './formats.js';
import { allowing } from './language/dependence-words.js';
import { findingTitles } from './language/finding-titles.js';
import { lookFirst } from './look-first.js';
import type { DrawCounts } from './multiverse-order.js';
import { multiverseLines } from './multiverse-summary.js';
import { say } from './terminal.js';

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
function findings({ tables, data: { panel } }: RunRecord): string[] {
  const rows = tables.rows(slopes);
  const last = rows
    .map(({ snapshot }) => snapshot)
    .sort()
    .at(-1);
  return rows
    .filter(({ term, snapshot }) => term === 'need' && snapshot === last)
    .map(
      ({ need, estimate, conf_low, conf_high }) =>
        `  ${variableOf(panel, need).label}: ${signed(estimate)} (${conf_low === null || conf_high === null ? 'no interval' : `${signed(conf_low)} to ${signed(conf_high)}`})`,
    );
}

/** What was found in the data that may bias a result, sort by sort; of the rest how many. */
function dataLines({ check }: PanelWithProvenance): string[] {
  const findings = check?.findings ?? [];
  if (findings.length === 0) return [];
  const grave = findings.filter(({ severity }) => severity !== 'cosmetic');
  const sorts = distinct(grave.map(({ id }) => id)).map((id) => {
    const times = grave.filter((one) => one.id === id).length;
    return `  ${findingTitles[id] ?? id}${times === 1 ? '' : `, ${times} times`}`;
  });
  return [
    `Findings about the data: ${grave.length} may bias a result, ${findings.length - grave.length} do not; the report says what each means.`,
    ...sorts,
    '',
  ];
}

/** Says on the terminal what a run found, and at its end where its documents are. */
export function announce(
  out: string,
  formats: readonly Format[],
  record: RunRecord,
  { seconds, draws }: { seconds: number; draws: DrawCounts | null },
): void {
  const { study, data, omissions } = record;
  const last = study.snapshots.at(-1)!;
  const label = paperLabel(last);
  const quarter = label === '' ? '' : ` (the paper's ${label})`;
  const lines = [
    study.title,
    ...(data.synthetic ? ['Synthetic data: a demonstration, not evidence'] : []),
    '',
  ];
  const found = findings(record);
  if (found.length > 0) {
    lines.push(
      `${roleInWords(study.role)}, FTE per 10,000 patients on one unit of need, ${last}${quarter}, 95% interval${allowing(study)}:`.replace(
        '95%',
        `${Number((100 * study.inference.level).toFixed(1))}%`,
      ),
      ...found,
      '',
    );
  }
  if (record.kind !== 'run') lines.push(...multiverseLines(record, draws), '');
  if (omissions.length > 0) {
    lines.push('Left out (the report says why):', ...omissions.map(({ what }) => `  ${what}`), '');
  }
  lines.push(...lookFirst(data.check?.findings ?? []));
  lines.push(...dataLines(data));
  if (data.warnings.length > 0) lines.push(`Warnings: ${data.warnings.length}, listed in the report.`, '');
  lines.push(`Done in ${seconds.toFixed(1)} s.`, places(out, formats));
  say(lines.join('\n'));
}

/** Says that an earlier run still stands. */
export function announceNothingNew(out: string, formats: readonly Format[]): void {
  say(`Nothing has changed since the last run (--force runs it again).\n${places(out, formats)}`);
}

/** Says that documents were made from the record of an earlier run. */
export function announceDocuments(
  out: string,
  formats: readonly Format[],
  { study, data }: RunRecord,
  seconds: number,
): void {
  const lines = [
    study.title,
    ...(data.synthetic ? ['Synthetic data: a demonstration, not evidence'] : []),
    '',
    `Made from the record in ${seconds.toFixed(1)} s; nothing was read from data or computed.`,
    places(out, formats),
  ];
  say(lines.join('\n'));
}
