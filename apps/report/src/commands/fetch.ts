import { CancelledError, InputError } from '@inverse-care/domain';
import {
  type FetchGroup,
  type FetchOutcome,
  type FetchReport,
  fetchFiles,
  latestQuarterEnd,
  missingOf,
  type PlannedFile,
  planFetch,
} from '@inverse-care/sources';
import { columns } from '../check/text.js';
import { progressOn } from '../progress.js';
import { complain, say } from '../terminal.js';
import { version } from '../version.js';

/** Options of the command line. */
export interface FetchCommandOptions {
  into: string;
  from: string;
  to?: string;
  only?: FetchGroup[];
  monthly?: boolean;
  update?: boolean;
  dryRun?: boolean;
  host?: string[];
  /** In kB a second. */
  leastSpeed?: number;
  /** In minutes. */
  fileDeadline?: number;
  deadline?: number;
}

const interrupted = 130;
const titleOf = ({ label, edition }: { label: string; edition: string | null }) =>
  edition === null ? label : `${label}, ${edition}`;

const numbered = (steps: readonly string[]) => steps.map((step, i) => `      ${i + 1}. ${step}`);

/** Numbers of a table to the right, words to the left. */
function counts(outcomes: readonly FetchOutcome[]): string[] {
  const groups = [...new Set(outcomes.map(({ label }) => label))];
  const header = ['', 'wanted', 'new', 'kept', 'by hand', 'changed', 'missing'];
  const rows = groups.map((label) => {
    const of = outcomes.filter((outcome) => outcome.label === label);
    const count = (...statuses: FetchOutcome['status'][]) =>
      of.filter(({ status }) => statuses.includes(status)).length;
    const numbers = [
      of.length,
      count('fetched', 'updated'),
      count('present'),
      count('by hand'),
      count('changed'),
      count('to do', 'not found', 'failed'),
    ];
    return [label, ...numbers.map((n) => (n === 0 ? '-' : String(n)))];
  });
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => (row[i] as string).length)));
  return columns(
    [header, ...rows].map((row) =>
      row.map((cell, i) => (i === 0 ? cell : cell.padStart(widths[i] as number))),
    ),
  );
}

/** What is missing, by publication, with the steps to get it once for all its months. */
function absences(outcomes: readonly FetchOutcome[]): string[] {
  const labels = [...new Set(outcomes.map(({ label }) => label))];
  return labels.flatMap((label) => {
    const of = outcomes.filter((outcome) => outcome.label === label);
    const [first] = of as [FetchOutcome];
    const reasons = of.flatMap(({ edition, note }) => {
      const words = [edition, note].filter((word) => word !== null);
      return words.length === 0 ? [] : [`    ${words.join(': ')}`];
    });
    const same = of.length > 1 ? ['Do the same for the other months.'] : [];
    return [`  ${label}`, ...reasons, '    by hand:', ...numbered([...first.steps, ...same])];
  });
}

function summary(report: FetchReport): string {
  const { outcomes, notes } = report;
  const missing = missingOf(report);
  const part = (title: string, lines: string[]) => (lines.length === 0 ? [] : [[title, ...lines]]);
  const remarks = outcomes
    .filter(({ status, note }) => status === 'present' && note !== null)
    .map((outcome) => `  ${titleOf(outcome)}: ${outcome.note}`);
  const changed = outcomes.filter(({ status }) => status === 'changed' || status === 'updated');
  const optional = outcomes.filter((outcome) => outcome.optional && outcome.steps.length > 0);
  return [
    ['Files', ...counts(outcomes)],
    ...part(
      'Changed at the publisher',
      changed.map((outcome) => `  ${titleOf(outcome)}: ${outcome.note}`),
    ),
    ...part('Kept', remarks),
    ...part(
      'Not there, and not needed at a quarter end',
      optional.map((outcome) => `  ${titleOf(outcome)}`),
    ),
    ...part('Missing', absences(missing)),
    ...part(
      'To know',
      notes.map((note) => `  ${note}`),
    ),
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function planned(files: readonly PlannedFile[]): string {
  return files
    .map((file) => {
      if (file.files.length > 0) return `${titleOf(file)}: here, ${file.files.join(', ')}`;
      if (file.steps.length > 0) return [`${titleOf(file)}: by hand`, ...numbered(file.steps)].join('\n');
      return [`${titleOf(file)}: to be looked for at`, ...file.addresses.map((at) => `    ${at}`)].join('\n');
    })
    .join('\n');
}

const minute = 60_000;

/** How patient the reader asks the program to be. */
const patienceOf = ({ leastSpeed, fileDeadline, deadline }: FetchCommandOptions) => ({
  ...(leastSpeed === undefined ? {} : { leastSpeed: leastSpeed * 1000 }),
  ...(fileDeadline === undefined ? {} : { each: fileDeadline * minute }),
  ...(deadline === undefined ? {} : { all: deadline * minute }),
});

/** Throws InputError where the folder lacks files that were asked for, or newer ones where those were. */
function refuseGaps(report: FetchReport, into: string, update: boolean): void {
  const of = report.outcomes.length;
  const are = (count: number) => (count === 1 ? 'is' : 'are');
  const missing = missingOf(report).length;
  if (missing > 0) {
    throw new InputError(`${missing} of ${of} files that were asked for ${are(missing)} missing.`, {
      place: { file: into },
      expected: 'every file of the span',
      remedy:
        'See "Missing" above. Put files that you download by hand anywhere in the folder, and run the same command again.',
    });
  }
  const old = update ? report.outcomes.filter(({ status }) => status === 'changed').length : 0;
  if (old > 0) {
    throw new InputError(`${old} of ${of} files ${are(old)} not the publisher’s newest.`, {
      place: { file: into },
      expected: 'the newest edition of each, as --update asks',
      remedy:
        'See "Changed at the publisher" above. The older files are kept; run the same command again later.',
    });
  }
}

/** What is under way, on one line: each file with its share, or its megabytes where the size is not known. */
function underWay() {
  const files = new Map<string, string>();
  return ({ label, done, total }: { label: string; done: number; total: number }): string => {
    if (total === 0 && done === 0) return label;
    const share = total > 0 ? `${Math.floor((100 * done) / total)}%` : `${(done / 1e6).toFixed(1)} MB`;
    files.set(label, `${label} ${share}`);
    const line = [...files.values()].join('   ');
    if (done === total) files.delete(label);
    return line;
  };
}

/**
 * `fetch`: downloads the publishers' files into a folder, or says what it would do.
 * @throws InputError where the folder or its lock cannot be used, no publisher can be reached, or files are missing in
 * the end; what could be had is then in the folder.
 */
export async function fetchCommand(options: FetchCommandOptions, signal: AbortSignal): Promise<void> {
  const { into, from, only, update = false, monthly = false } = options;
  const span = {
    from,
    to: options.to ?? latestQuarterEnd(new Date()),
    monthly,
    ...(only === undefined ? {} : { only }),
  };
  if (options.dryRun === true) {
    say(planned(await planFetch({ into, ...span })));
    return;
  }
  const progress = progressOn(process.stderr);
  const line = underWay();
  let drawn = 0;
  try {
    const report = await fetchFiles({
      ...span,
      into,
      update,
      userAgent: `inverse-care/${version} (open-source research software; Node.js ${process.versions.node})`,
      mirror: process.env.INVERSE_CARE_MIRROR || undefined,
      hosts: options.host,
      patience: patienceOf(options),
      signal,
      onProgress: (step) => {
        const label = line(step);
        if (Date.now() - drawn < 100) return;
        drawn = Date.now();
        progress.update({ label, done: 0, total: 0 });
      },
      onEvent: (event) => {
        progress.clear();
        complain(event);
      },
    }).finally(() => progress.clear());
    say(summary(report));
    refuseGaps(report, into, update);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    complain('Stopped. What is whole is kept; the same command goes on from here.');
    process.exitCode = interrupted;
  }
}
