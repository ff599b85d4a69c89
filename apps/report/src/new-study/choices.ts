import path from 'node:path';
import { readStudy } from '@inverse-care/core/study';
import { byCloseness, closest, InputError, misnamed, needIds } from '@inverse-care/domain';
import type { StudyChoices } from '@inverse-care/sources';

/** What a new study says; everything else has its default. */
export interface NewStudy {
  study: string;
  title: string;
  role: string | string[];
  /** "all", "months", "2020-03-31..2022-06-30", or dates with commas. */
  snapshots: string;
  needs: string[];
  /** "open_on_date", or the day to which PCNs have to survive. */
  population: string;
  absent: 'zero' | 'missing';
  dependence: 'none' | 'sub_icb' | 'icb';
}

/** The role where none is given: the paper's. */
export const defaultRole = 'Social Prescribing Link Workers';

/** The needs where nothing says which the data allow: those of the study of England, missing ones being passed over. */
export const defaultNeeds = [
  'need_published',
  'need_predicted',
  'ltc_share',
  'income_deprivation',
  'core20_share',
];

/** The snapshots as YAML, in a flow of one line. */
export function snapshotsYaml(said: string): string {
  if (said === 'all') return 'all';
  if (said === 'months') return '{ every: available months }';
  const [from, to] = said.split('..').map((part) => part.trim());
  if (to !== undefined) return `{ from: ${from}, to: ${to}, every: quarter }`;
  return `[${said
    .split(',')
    .map((date) => date.trim())
    .join(', ')}]`;
}

/** Which snapshots suit a folder: its quarter ends, where it has any. */
export const defaultSnapshots = (there: StudyChoices | null): string =>
  there === null || there.snapshots.some((date) => /-(03-31|06-30|09-30|12-31)$/.test(date))
    ? 'all'
    : 'months';

/** A short name from words: "Care Coordinators" as "care-coordinators". */
export function shortName(words: string): string {
  const name = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return name === '' ? 'study' : name;
}

export const rolesOf = (role: NewStudy['role']): readonly string[] =>
  typeof role === 'string' ? [role] : role;

/** What a study is called: after its file, where that says more than "study", else after its role. */
export function nameOf(role: NewStudy['role'], out: string): string {
  const name = shortName(path.basename(out).replace(/\.ya?ml$/i, ''));
  return name === 'study' ? shortName(rolesOf(role).join(' ')) : name;
}

/** "Care Coordinators and need in England" */
export const titleOf = (role: NewStudy['role']): string =>
  `${rolesOf(role).join(' and ')} and need in England`;

function requireRoles(role: NewStudy['role'], { roles }: StudyChoices): void {
  const names = roles.map(({ name }) => name);
  const strange = rolesOf(role).find((one) => !names.includes(one));
  if (strange === undefined || names.length === 0) return;
  const meant = closest(strange, names);
  throw new InputError(`No row of the last census has the role "${strange}".`, {
    expected: `one of: ${byCloseness(strange, names).join('; ')}`,
    remedy:
      meant === undefined
        ? 'Give a role as the publication spells it.'
        : `Write "${meant}" if that is what was meant.`,
  });
}

function requireDates(snapshots: string, { snapshots: there }: StudyChoices): void {
  if (snapshots === 'all' || snapshots === 'months') return;
  const asked = snapshots.split(/,|\.\./).map((date) => date.trim());
  const missing = asked.filter((date) => !there.includes(date));
  if (missing.length === 0) return;
  throw new InputError(`The folder has no workforce file of ${missing.join(', ')}.`, {
    expected: there.length === 0 ? 'a workforce file' : `some of ${there.join(', ')}`,
    remedy: 'Give dates that are there, or download what is missing.',
  });
}

/**
 * Throws InputError where a study cannot be what it says, as the reader of studies judges it, or where a folder has not
 * what it names.
 * @param text the study as it would be written.
 * @param there what the folder has; null where none is known.
 */
export function requireChosen(chosen: NewStudy, text: string, there: StudyChoices | null): void {
  if (there !== null) {
    requireRoles(chosen.role, there);
    requireDates(chosen.snapshots, there);
  }
  let declared: ReturnType<typeof readStudy>;
  try {
    declared = readStudy(text, 'the new study');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { expected } = error;
    throw new InputError(error.message, {
      ...(expected === undefined ? {} : { expected }),
      remedy: 'Give the option another value; `inverse-care new --help` has examples.',
    });
  }
  const [wrong] = there === null ? [] : misnamed(declared, there.local);
  if (wrong !== undefined) throw wrong;
}

/** Needs to choose among: official ones, then a folder's own. */
export const needsToOffer = (there: StudyChoices | null): readonly string[] => [
  ...needIds,
  ...(there?.local.filter(({ need }) => need).map(({ id }) => id) ?? []),
];
