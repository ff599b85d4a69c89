import { byCloseness, closest } from '../closest.js';
import { InputError } from '../errors.js';
import type { Study } from './study.js';

/**
 * The staff of a study: one STAFF_ROLE of the workforce publication, several, or a stem, which stands for the role of
 * that name and all that add something in brackets: "Social Prescribing Link Workers (Mental Health Practitioners)".
 */
export type StudyRole = string | readonly string[] | { readonly stem: string };

const suffix = /\s*\([^()]*\)$/;

/** A role's name without what stands in brackets at its end. */
export const stemOf = (role: string): string => role.replace(suffix, '').trim();

/** Whether a row of the publication is of a study's staff. Names are compared as they are written. */
export function isOfRole(asked: StudyRole): (role: string) => boolean {
  if (typeof asked === 'string') return (role) => role === asked;
  if ('stem' in asked) return (role) => stemOf(role) === asked.stem;
  const names = new Set(asked);
  return (role) => names.has(role);
}

/** The names that a study gives. */
export const namesOfRole = (asked: StudyRole): readonly string[] =>
  typeof asked === 'string' ? [asked] : 'stem' in asked ? [asked.stem] : asked;

/** "Social Prescribing Link Workers"; several with commas and "and"; a stem with what it stands for. */
export function roleInWords(asked: StudyRole): string {
  if (typeof asked === 'string') return asked;
  if ('stem' in asked) return `${asked.stem}, with those named further in brackets`;
  return asked.length < 2 ? (asked[0] ?? '') : `${asked.slice(0, -1).join(', ')} and ${asked.at(-1)}`;
}

/**
 * What is wrong with the roles that a study lists beside its own, given those that its censuses have; null where nothing is.
 * @param known each once.
 */
export function unknownRole(
  { roles = 'all' }: Pick<Study, 'roles'>,
  known: readonly string[],
): InputError | null {
  if (roles === 'all') return null;
  const at = roles.findIndex((name) => !known.includes(name));
  if (at < 0) return null;
  const name = roles[at]!;
  const meant = closest(name, known);
  return new InputError(`No row has the role "${name}"`, {
    place: { column: 'STAFF_ROLE', inStudy: ['roles', at] },
    expected: `all, or a list of: ${byCloseness(name, known).join('; ')}`,
    remedy: `Write the role in the study as the publication spells it${meant === undefined ? '' : `: "${meant}", if that is what was meant`}.`,
  });
}
