import type { CheckFinding } from './finding.js';

/** What a reference is cited for, beside what the document itself, or another, says of it. */
export interface ReferenceCheck {
  cited: string;
  /** The reference of which the document elsewhere says this; left out where only years are compared. */
  elsewhere?: string;
  /** Years of the work cited and of what it is cited for. */
  published?: number;
  about_year?: number;
}

/** Whether a work can be the source of what it is cited for: the same elsewhere, and not before it happened. */
export function checkReference(check: ReferenceCheck): CheckFinding {
  const { cited, elsewhere, published, about_year } = check;
  const other = elsewhere !== undefined && elsewhere !== cited;
  const early = published !== undefined && about_year !== undefined && published < about_year;
  const parts = [
    elsewhere === undefined
      ? `cited: ${cited}`
      : `cited here: ${cited}; elsewhere in the document: ${elsewhere}`,
    published === undefined || about_year === undefined
      ? ''
      : `published in ${published}, cited for ${about_year}`,
  ];
  return { holds: !other && !early, calculation: parts.filter((one) => one !== '').join('; ') };
}
