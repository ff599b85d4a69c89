import { type Finding, paperLabel, type Severity } from '@inverse-care/domain';
import {
  type FolderCheck,
  type GridCell,
  type SourceId,
  type StudyCheck,
  sourceIds,
} from '@inverse-care/sources';
import { columns, hanging, type TextStyle } from './text.js';

const grouped = new Intl.NumberFormat('en-GB');
const number = (value: number) => grouped.format(value);
const percent = (part: number, whole: number) =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;
const plural = (count: number, one: string, many = `${one}s`) =>
  `${number(count)} ${count === 1 ? one : many}`;

const words: Record<Severity, string> = { stops: 'STOPS', biases: 'BIASES', cosmetic: 'cosmetic' };
const colours: Record<Severity, string> = { stops: '1;31', biases: '33', cosmetic: '36' };
const labelWidth = 10;

const mostLines = 16;

function painted(severity: Severity, { colour }: TextStyle): string {
  const word = words[severity];
  const gap = ' '.repeat(labelWidth - word.length);
  return colour ? `\x1b[${colours[severity]}m${word}\x1b[0m${gap}` : `${word}${gap}`;
}

const month = (date: string) => date.slice(0, 7);

/** A line a kind of file: how many, of when, how many rows. */
function kindsPart({ files }: FolderCheck): string[] {
  const kinds = new Map<string, { dates: string[]; rows: number; files: number }>();
  for (const { kind, date, rows } of files) {
    if (kind === null) continue;
    const entry = kinds.get(kind) ?? { dates: [], rows: 0, files: 0 };
    kinds.set(kind, entry);
    if (date !== null) entry.dates.push(date);
    entry.rows += rows ?? 0;
    entry.files++;
  }
  const span = (dates: string[]) => {
    const [first, last] = [[...dates].sort()[0], [...dates].sort().at(-1)];
    if (first === undefined || last === undefined) return 'undated';
    return first === last ? first : `${month(first)} to ${month(last)}`;
  };
  const unknown = files.filter(({ kind }) => kind === null).length;
  return [
    'What is here',
    ...columns(
      [
        ['kind', 'files', 'dates', 'rows'],
        ...[...kinds].map(([kind, entry]) => [
          kind,
          number(entry.files),
          span(entry.dates),
          entry.rows === 0 ? '–' : number(entry.rows),
        ]),
        ...(unknown > 0 ? [['not recognised', number(unknown), '', '']] : []),
      ],
      [1, 3],
    ),
  ];
}

/** A line a file. */
function filesPart({ files }: FolderCheck): string[] {
  return [
    'Files',
    ...columns(
      files.map(({ kind, date, rows, path, note }) => [
        kind ?? 'not recognised',
        date ?? '',
        rows === null ? '' : number(rows),
        note === null ? path : `${path}: ${note}`,
      ]),
      [2],
    ),
  ];
}

const headings: Record<SourceId, string> = {
  workforce: 'staff',
  patients: 'patients',
  membership: 'membership',
  ages: 'ages',
  lsoa: 'LSOA',
  survey: 'survey',
  deprivation: 'deprivation',
  rurality: 'rurality',
  boundaries: 'boundaries',
  local: 'local',
};

function gridCell({ state, distance_days }: GridCell): string {
  if (state === 'none') return 'none';
  return state === 'nearest' ? plural(Math.abs(distance_days ?? 0), 'day') : 'yes';
}

function undatedCell(
  source: SourceId,
  cells: Readonly<Record<SourceId, GridCell>> | undefined,
  local: readonly string[],
): string {
  const word = cells === undefined ? '' : gridCell(cells[source]);
  return source === 'local' && local.length > 0 ? `${word}: ${listed(local, 2)}` : word;
}

function gridPart({ grid, local }: FolderCheck): string[] {
  if (grid.length === 0) return [];
  const dated = sourceIds.filter((source) =>
    grid.some(
      ({ cells }) => cells[source].date !== null || ['workforce', 'patients', 'membership'].includes(source),
    ),
  );
  const undated = sourceIds.filter((source) => !dated.includes(source));
  const first = grid[0]?.cells;
  return [
    'Snapshots by source: in the folder (yes), or how far off the nearest extract is',
    ...columns([
      ['date', 'paper’s', ...dated.map((source) => headings[source])],
      ...grid.map(({ snapshot, cells }) => [
        snapshot,
        paperLabel(snapshot),
        ...dated.map((source) => gridCell(cells[source])),
      ]),
    ]),
    '  The same for every date:',
    ...columns(undated.map((source) => [`  ${headings[source]}`, undatedCell(source, first, local)])),
  ];
}

function reportingPart({ snapshots }: FolderCheck): string[] {
  if (snapshots.length === 0) return [];
  return [
    'Reporting: PCNs with patients, and those of them that have any row of staff',
    ...columns(
      [
        ['date', 'PCNs', 'report', 'rate', 'practices', 'patients', 'in no PCN'],
        ...snapshots.map((one) => [
          one.snapshot,
          number(one.pcns),
          number(one.pcns_reporting),
          percent(one.pcns_reporting, one.pcns),
          number(one.practices),
          number(one.patients),
          percent(one.patients_outside_pcns, one.patients),
        ]),
      ],
      [1, 2, 3, 4, 5, 6],
    ),
  ];
}

/** "file.csv, row 3, column FTE" */
function place({ snapshot, file, row, column }: Finding): string {
  return [snapshot ?? file, row === null ? null : `row ${row}`, column === null ? null : `column ${column}`]
    .filter((part) => part !== null)
    .join(', ');
}

function findingsPart(findings: readonly Finding[], style: TextStyle): string[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const key = `${one.severity} ${one.id} ${one.meaning} ${one.remedy}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  const indent = ' '.repeat(2 + labelWidth);
  const lines = [
    `Findings: ${count('stops')} that stop a run, ${count('biases')} that bias a result, ${count('cosmetic')} cosmetic`,
  ];
  for (const group of groups.values()) {
    const [first] = group as [Finding, ...Finding[]];
    lines.push('', `  ${painted(first.severity, style)}${first.id}`);
    for (const one of group.slice(0, mostLines)) {
      const examples =
        one.examples.length === 0 || one.examples[0] === one.file
          ? ''
          : ` For example: ${one.examples.join(', ')}.`;
      const where = place(one);
      lines.push(
        ...hanging(
          `${indent}- `,
          `${where === '' ? '' : `${where}: `}${one.message}${examples}`,
          style.width,
        ),
      );
    }
    if (group.length > mostLines)
      lines.push(`${indent}- and ${number(group.length - mostLines)} more (--json lists all)`);
    lines.push(...hanging(`${indent}means: `, first.meaning, style.width));
    lines.push(...hanging(`${indent}to do: `, first.remedy, style.width));
  }
  return lines;
}

/** "2020-03-31, 2020-06-30 and 3 more" */
function listed(items: readonly string[], most = 8): string {
  return items.length <= most
    ? items.join(', ')
    : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

function studyLines(check: StudyCheck, { width }: TextStyle): string[] {
  const able = check.snapshots.filter(({ runs }) => runs).length;
  const all = check.snapshots.length;
  const verdict = check.runs ? 'can run' : 'cannot run as declared';
  const lines = hanging('  ', `${check.name}: ${verdict}; ${able} of ${all} snapshots are there.`, width);
  const byReason = new Map<string, string[]>();
  for (const { snapshot, missing } of check.snapshots) {
    for (const reason of missing) byReason.set(reason, [...(byReason.get(reason) ?? []), snapshot]);
  }
  for (const [reason, dates] of byReason) {
    const when = dates.length === all && all > 1 ? 'every snapshot' : listed(dates, 15);
    const text = reason in headings ? `no ${reason} file: ${when}` : `${when}: ${reason}`;
    lines.push(...hanging('    - ', text, width));
  }
  for (const missing of check.missing) lines.push(...hanging('    - ', missing, width));
  const runs = check.needs.filter((need) => need.runs).map(({ need }) => need);
  lines.push(
    ...hanging('    needs that the data allow: ', runs.length === 0 ? 'none' : runs.join(', '), width),
  );
  for (const { need, missing } of check.needs) {
    if (missing !== null && !check.missing.some((reason) => reason.startsWith(need))) {
      lines.push(...hanging(`    without ${need}: `, missing, width));
    }
  }
  return lines;
}

function studiesPart({ studies }: FolderCheck, style: TextStyle): string[] {
  if (studies.length === 0) return [];
  return [
    'Studies',
    ...[...studies]
      .sort((a, b) => Number(b.runs) - Number(a.runs))
      .flatMap((study) => studyLines(study, style)),
  ];
}

function variablesPart({ absent }: FolderCheck, { width }: TextStyle): string[] {
  if (absent.length === 0) return [];
  const byRemedy = new Map<string, { variables: string[]; reason: string }>();
  for (const { variable, reason, remedy } of absent) {
    const key = remedy.replaceAll(variable, '*');
    const entry = byRemedy.get(key) ?? { variables: [], reason };
    entry.variables.push(variable);
    byRemedy.set(key, entry);
  }
  return [
    'Variables that cannot be had',
    ...[...byRemedy].flatMap(([remedy, { variables, reason }]) => [
      ...hanging('  ', `${variables.join(', ')}: ${reason}`, width),
      ...hanging('    to do: ', remedy.replaceAll('*', variables[0] as string), width),
    ]),
  ];
}

/** What a check found, as text for a terminal. */
export function checkText(check: FolderCheck, style: TextStyle, options: { files: boolean }): string {
  const parts = [
    ...(check.synthetic ? [['Synthetic data: a demonstration, not evidence']] : []),
    options.files ? filesPart(check) : kindsPart(check),
    gridPart(check),
    reportingPart(check),
    variablesPart(check, style),
    studiesPart(check, style),
    findingsPart(check.findings, style),
  ];
  return parts
    .filter(({ length }) => length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
