import {
  chooseSnapshots,
  type DeclaredStudy,
  InputError,
  longDate,
  misnamed,
  paperLabel,
} from '@inverse-care/core';
import { type FolderSurvey, type NearestExtract, surveyFolder } from '@inverse-care/sources';
import { progressOn } from '../progress.js';
import { columns } from './columns.js';
import { readStudyFile } from './read-study-file.js';

const thousands = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

function extract(nearest: NearestExtract | null): string {
  if (nearest === null) return 'none';
  if (nearest.distance_days === null) return 'yes';
  const days = Math.abs(nearest.distance_days);
  return `${nearest.date} (${days} ${days === 1 ? 'day' : 'days'} off)`;
}

function filesPart({ files, duplicates }: FolderSurvey): string[] {
  const known = files.filter(({ kind }) => kind !== null);
  const unknown = files.filter(({ kind }) => kind === null);
  const lines = ['Files'];
  lines.push(
    ...columns(
      known.map(({ path, kind, date, rows }) => [
        kind ?? '',
        date ?? '',
        rows === null ? '' : `${thousands(rows)} rows`,
        path,
      ]),
    ),
  );
  if (known.length === 0) lines.push('  none that is recognised');
  if (unknown.length > 0) {
    lines.push('', 'Not recognised, and not used');
    lines.push(...unknown.map(({ path, note }) => `  ${path}${note === null ? '' : `: ${note}`}`));
  }
  for (const group of duplicates)
    lines.push('', 'The same content more than once', ...group.map((path) => `  ${path}`));
  return lines;
}

function snapshotsPart({ snapshots }: FolderSurvey): string[] {
  if (snapshots.length === 0) return ['Snapshots', '  none: the folder has no workforce file'];
  const header = ['date', "paper's label", 'patients', 'membership', 'neighbourhoods', 'age'];
  return [
    'Snapshots, and the extract nearest to each',
    ...columns([
      header,
      ...snapshots.map((coverage) => [
        coverage.snapshot,
        paperLabel(coverage.snapshot),
        extract(coverage.patients),
        extract(coverage.membership),
        extract(coverage.neighbourhoods),
        extract(coverage.age),
      ]),
    ]),
  ];
}

function variablesPart({ absent }: FolderSurvey): string[] {
  if (absent.length === 0) return ['Variables', '  all of them can be had'];
  return [
    'Variables that cannot be had',
    ...absent.flatMap(({ variable, reason, remedy }) => [`  ${variable}: ${reason}`, `    ${remedy}`]),
  ];
}

function problemsPart({ problems }: FolderSurvey): string[] {
  return ['Wrong', ...problems.flatMap((problem) => problem.explain().split('\n'))].map((line, i) =>
    i === 0 ? line : `  ${line}`,
  );
}

const chosen = (study: DeclaredStudy, { snapshots }: FolderSurvey) =>
  chooseSnapshots(
    study.snapshots,
    snapshots.map(({ snapshot }) => snapshot),
  );

/** What stops a study on this folder, a line each. */
function obstacles(study: DeclaredStudy, survey: FolderSurvey): string[] {
  const coverage = new Map(survey.snapshots.map((entry) => [entry.snapshot, entry]));
  const without = new Set<string>(survey.absent.map(({ variable }) => variable));
  return [
    ...chosen(study, survey).flatMap((snapshot) => {
      const entry = coverage.get(snapshot);
      if (entry === undefined) {
        const label = paperLabel(snapshot);
        const quarter = label === '' ? '' : ` (the paper's ${label})`;
        return [`no workforce file for the snapshot of ${longDate(snapshot)}${quarter}`];
      }
      return [
        ...(entry.patients === null ? [`no patient extract for ${snapshot}`] : []),
        ...(entry.membership === null ? [`no practice-to-PCN membership for ${snapshot}`] : []),
      ];
    }),
    ...misnamed(study, survey.local).map(({ message }) => message),
    ...study.required.filter((id) => without.has(id)).map((id) => `${id}, which the study requires`),
  ];
}

function studyPart(study: DeclaredStudy, survey: FolderSurvey): { lines: string[]; canRun: boolean } {
  const stops = obstacles(study, survey);
  const { length } = chosen(study, survey);
  const without = new Set<string>(survey.absent.map(({ variable }) => variable));
  const passedOver = study.needs.filter((need) => without.has(need));
  const lines = [`Study "${study.study}"`];
  if (stops.length > 0) lines.push('  cannot run here; it lacks', ...stops.map((stop) => `    ${stop}`));
  else lines.push(`  can run: ${length} ${length === 1 ? 'snapshot' : 'snapshots'}`);
  if (passedOver.length > 0) lines.push(`  passes over: ${passedOver.join(', ')}`);
  return { lines, canRun: stops.length === 0 };
}

/**
 * `check`: which official files are in a folder, what they cover, and what a study still lacks.
 * @throws InputError where the folder cannot be read, a file in it is broken, or the study could not run on it.
 */
export async function check(dir: string, options: { study?: string }, signal: AbortSignal): Promise<void> {
  const declared = options.study === undefined ? null : await readStudyFile(options.study);
  const progress = progressOn(process.stderr);
  progress.update({ label: 'Reading the folder', done: 0, total: 0 });
  const survey = await surveyFolder(dir, signal).finally(() => progress.clear());
  const parts = [filesPart(survey), snapshotsPart(survey), variablesPart(survey)];
  if (survey.problems.length > 0) parts.push(problemsPart(survey));
  const verdict = declared === null ? null : studyPart(declared.study, survey);
  if (verdict) parts.push(verdict.lines);
  console.log(parts.map((lines) => lines.join('\n')).join('\n\n'));
  if (survey.problems.length > 0) {
    const { length } = survey.problems;
    throw new InputError(`${length} ${length === 1 ? 'thing is' : 'things are'} wrong with the files.`, {
      place: { file: dir },
      expected: 'files as their publishers issue them',
      remedy: 'See "Wrong" above: each entry says what to do.',
    });
  }
  if (verdict && !verdict.canRun) {
    throw new InputError('The study cannot run on this folder.', {
      place: { file: dir },
      expected: 'the files listed above',
      remedy: 'Download what is missing into the folder; docs/data.md says where each file is kept.',
    });
  }
}
