/** Page of the PDF by id; null where the document is read on a screen. */
export type PageNumbers = ReadonlyMap<string, number>;

/** A line of the contents. */
export interface ContentsEntry {
  href: string;
  text: string;
  /** Page as printed; empty where none is. */
  folio: string;
}

/** What stands in place of a page's number until it is known; as wide as a number. */
const unknown = '00';

/** A line of the contents that leads to an id. */
export const contentsEntry = (
  id: string,
  text: string,
  pages: PageNumbers | 'unknown' | null,
): ContentsEntry => ({
  href: `#${id}`,
  text,
  folio: pages === null ? '' : pages === 'unknown' ? unknown : String(pages.get(id) ?? ''),
});

/** Headings of the report in their order. */
export const headings = [
  ['specification', 'This specification'],
  ['findings', 'Findings'],
  ['provision', 'Provision'],
  ['need', 'Need'],
  ['association', 'Provision and need'],
  ['claims', 'The paper’s claims'],
  ['certainty', 'How sure this is'],
  ['sensitivity', 'How far the finding depends on choices'],
  ['omissions', 'What is left out'],
  ['methods', 'Methods'],
  ['limits', 'What this does not show'],
  ['supplement', 'Appendix A: supplementary tables'],
  ['data-check', 'Appendix B: the data, what was there'],
  ['data', 'Appendix C: sources'],
  ['study', 'Appendix D: study file and how to repeat this'],
] as const;
