import type { Omission } from '@inverse-care/core';
import { type DeclaredStudy, isPublishedRole, publishedRole, roleInWords } from '@inverse-care/domain';

/** What a study of another role leaves out. */
export const papersClaims = 'The comparison with the paper';
/** What it leaves out besides. */
export const knownDocuments = 'What other documents print';

/**
 * A study as it may stand beside the paper that it names: the paper's claims and numbers are of link workers, and of no
 * other staff. A study of another role loses them, and says so.
 */
export function besidePaper<S extends Pick<DeclaredStudy, 'role' | 'compare_with'>>(
  study: S,
): { study: S; omissions: Omission[] } {
  if (study.compare_with === undefined || isPublishedRole(study.role)) return { study, omissions: [] };
  return {
    study: { ...study, compare_with: undefined },
    omissions: [
      {
        what: papersClaims,
        why: `Its claims and numbers are of ${publishedRole}, and this study is of ${roleInWords(study.role)}: one says nothing of the other.`,
      },
      {
        what: knownDocuments,
        why: `They are of ${publishedRole} too, and say nothing of ${roleInWords(study.role)}.`,
      },
    ],
  };
}
