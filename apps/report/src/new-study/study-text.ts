import { type StudyKey, studyKeys } from '@inverse-care/core/study-guide';
import { isOfficial, needIds, officialVariable } from '@inverse-care/domain';
import type { StudyChoices } from '@inverse-care/sources';
import { stringify } from 'yaml';
import { type NewStudy, rolesOf, snapshotsYaml } from './choices.js';

const width = 100;

/** Markdown without its marks. */
const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

/** Text as comment lines of at most so many characters; lines after the first are indented. */
function comment(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = `#${indent}`;
  for (const word of plain(text).split(/\s+/)) {
    if (line.length + 1 + word.length > width && line.trim() !== '#') {
      lines.push(line);
      line = `#${indent}`;
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

const scalar = (value: string) => stringify(value, { lineWidth: 0 }).trimEnd();

const flow = (items: readonly string[]) => `[${items.map(scalar).join(', ')}]`;

/** What a need is, with whether the folder allows it. */
function needLine(id: string, there: StudyChoices | null): string[] {
  const label = isOfficial(id)
    ? officialVariable(id).description
    : (there?.local.find((one) => one.id === id)?.description ?? 'a local variable');
  const had = there === null ? '' : there.needs.includes(id) ? '' : ' (the data folder lacks it)';
  return comment(`${id}: the ${label}${had}`, '  ');
}

/** What there is to choose from for a key, as comment lines. */
function choicesOf(path: string, there: StudyChoices | null): string[] {
  if (path === 'needs') {
    const local = there?.local.filter(({ need }) => need).map(({ id }) => id) ?? [];
    return ['# There are:', ...[...needIds, ...local].flatMap((id) => needLine(id, there))];
  }
  if (there === null) return [];
  if (path === 'role' && there.roles.length > 0) {
    return [
      `# There are on ${there.snapshots.at(-1)}, with their rows:`,
      ...there.roles.flatMap(({ name, rows }) => comment(`${name} (${rows})`, '  ')),
    ];
  }
  if (path === 'snapshots') return comment(`There are: ${there.snapshots.join(', ') || 'none'}.`);
  return [];
}

/** What a study of one's own says of each key that is asked for. */
function values(chosen: NewStudy): ReadonlyMap<string, readonly string[]> {
  const roles = rolesOf(chosen.role);
  const { population } = chosen;
  return new Map([
    ['study', [`study: ${chosen.study}`]],
    ['title', [`title: ${scalar(chosen.title)}`]],
    ['role', [`role: ${roles.length === 1 ? scalar(roles[0] as string) : flow(roles)}`]],
    ['snapshots', [`snapshots: ${snapshotsYaml(chosen.snapshots)}`]],
    [
      'population',
      [`population: ${population === 'open_on_date' ? population : `{ survivors: ${population} }`}`],
    ],
    ['absent', [`absent: ${chosen.absent}`]],
    ['needs', [`needs: ${flow(chosen.needs)}`]],
  ]);
}

/** The lines of `inference:`, each choice below it with its comment. */
function inference(key: StudyKey, { dependence }: NewStudy): string[] {
  const own = new Map([['inference.dependence', dependence as string]]);
  return [
    'inference:',
    ...key.keys.flatMap(({ path, type, defaultText, words }) => {
      const name = path.slice(key.path.length + 1);
      const value = own.get(path) ?? defaultText;
      const said = comment(`${words.says} Takes ${type}.`).map((line) => `  ${line}`);
      return value === null ? [] : [...said, `  ${name}: ${value}`];
    }),
  ];
}

function block(key: StudyKey, chosen: NewStudy, there: StudyChoices | null): string[] {
  const { path, words, type, defaultText } = key;
  const plainBlock = type === 'text' || type.startsWith('keys: ');
  const takes = plainBlock ? '' : ` Takes ${type}.`;
  const head = comment(`${words.says}${takes}`);
  const said = values(chosen).get(path);
  if (said !== undefined) return [...head, ...choicesOf(path, there), ...said];
  if (path === 'inference') return [...head, ...inference(key, chosen)];
  if (defaultText !== null && defaultText !== '[]') return [...head, `${path}: ${defaultText}`];
  const example = words.example?.split(/^# or.*\n/m)[0]?.trimEnd() ?? `${path}:`;
  return [...head, '# For example:', ...example.split('\n').map((line) => `#   ${line}`)];
}

/**
 * A study file in which every choice is explained: what it does, what it takes, and what the folder has. Keys that were
 * not asked for have their default, or stand as an example in a comment.
 * @param schema the JSON Schema as the study's folder has it.
 */
export function studyText(
  chosen: NewStudy,
  there: StudyChoices | null,
  { file, schema }: { file: string; schema: string },
): string {
  const head = [
    `# yaml-language-server: $schema=${schema}`,
    '# A study. A line that begins with # is a comment: take the # away to use an example. To run it on a',
    '# folder of data:',
    `#   inverse-care check DATA --study ${file}`,
    `#   inverse-care run --study ${file} --data DATA --out out/${chosen.study}`,
  ];
  return `${[head, ...studyKeys().map((key) => block(key, chosen, there))].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
