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
