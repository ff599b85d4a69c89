import path from 'node:path';
import {
  distinct,
  type PanelWithProvenance,
  paperLabel,
  roleInWords,
  variableOf,
} from '@inverse-care/domain';
import type { RunRecord } from '@inverse-care/record';
import type { Format } from './formats.js';
import { type Association, associations } from './language/association.js';
import { briefingWords } from './language/briefing-words.js';
import { afterAllowing, aloneWords, ofNeedAlone } from './language/declared-words.js';
import { allowingIn } from './language/dependence-words.js';
import { findingTitles } from './language/finding-titles.js';
import { breakWords, brokenBy, gradeLabel, notAskedSentence } from './language/graded.js';
import { answeredStudy, isDeclared, mainAssociations } from './language/main-associations.js';
import { modelInWords } from './language/model-words.js';
import { decimal, interval, intervalDigits, listed, signed } from './language/numbers.js';
import { levelOf } from './language/words.js';
import { isToldFirst, lookFirst } from './look-first.js';
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

/** The graded finding of every need, one a line. */
function findings(record: RunRecord, all: readonly Association[]): string[] {
  const { panel } = record.data;
  return all.map((one) => {
    const { estimate, conf_low, conf_high, grade, reason, told_for } = one.finding;
    const known = conf_low !== null && conf_high !== null;
    const digits = known ? intervalDigits(conf_low, conf_high, 3) : 3;
    const bounds = known ? interval(conf_low, conf_high, digits) : 'no interval';
    const ratio = one.declared?.finding.ratio ?? null;
    const times =
      ratio === null || one.declared === null
        ? ''
        : `, ratio of ${one.declared.finding.ratio_of} ${decimal(ratio, 2)} (${decimal(one.declared.finding.ratio_low, 2)} to ${decimal(one.declared.finding.ratio_high, 2)})`;
    const why = {
      holds: '',
      fragile: ` (${listed(brokenBy(one).map((row) => breakWords(row, one, panel)))})`,
      'cannot say': reason === 'includes zero' ? '' : ` (${reason})`,
    }[grade];
    return `  ${variableOf(panel, one.need).label}: ${signed(estimate, digits)} (${bounds})${times} for ${told_for}; ${gradeLabel(one.finding, answeredStudy(record, all))}${why}`;
  });
}

/** What need alone gives, where the findings are of a model that the study declares. */
function aloneLines(record: RunRecord, all: readonly Association[]): string[] {
  if (!isDeclared(all)) return [];
  const alone = associations(record);
  const apart = ofNeedAlone(all);
  return [
    `${aloneWords(record.study)}${alone[0] === undefined ? '' : allowingIn(alone[0], record.study)} (results/findings.csv):`,
    ...findings(record, alone),
    '',
    ...(apart === null ? [] : [apart, '']),
  ];
}

/** What `sensitivity` would add to the grades. */
function sensitivityLine(record: RunRecord): string[] {
  const open = notAskedSentence(associations(record));
  if (open === null) return [];
  return [isDeclared(mainAssociations(record)) ? `Of need alone: ${open}` : open];
}

/** How much was found in the data, and of which sorts, those apart that were told first. */
function dataLines({ check }: PanelWithProvenance): string[] {
  const findings = check?.findings ?? [];
  if (findings.length === 0) return [];
  const grave = findings.filter(({ severity }) => severity !== 'cosmetic');
  const others = grave.filter((one) => !isToldFirst(one));
  const sorts = distinct(others.map(({ id }) => id)).map((id) => {
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
  const all = mainAssociations(record);
  const found = findings(record, all);
  const outcome = all[0]?.finding.outcome ?? '';
  const under = afterAllowing(all, record);
  if (found.length > 0) {
    lines.push(
      `${briefingWords(record).headline}.`,
      '',
      `${roleInWords(answeredStudy(record, all).role)}, ${outcome}, ${last}${quarter}, ${levelOf(study)} interval${all[0] === undefined ? '' : allowingIn(all[0], study)}, and grade${under === '' ? '' : ` (${modelInWords(record)})`}:`,
      ...found,
      '',
      ...aloneLines(record, all),
      ...(record.kind === 'run' ? [...sensitivityLine(record), ''] : []),
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
