import { figureId } from '../html/figure-id.js';
import { plain } from '../language/marks.js';
import type { NumberedBlock, NumberedPart } from './numbering.js';

/** Page of the PDF by id. */
export type PageNumbers = ReadonlyMap<string, number>;

/** A line of the contents. */
export interface ContentsEntry {
  href: string;
  /** “Table 1” in the list of tables; null for a section. */
  number: string | null;
  text: string;
  /** Page as printed; empty where none is. */
  folio: string;
}

/** A document’s contents: its sections, figures and tables in the order in which they stand. */
export interface Contents {
  sections: ContentsEntry[];
  figures: ContentsEntry[];
  tables: ContentsEntry[];
}

/** What stands in place of a page’s number until it is known; as wide as a number. */
const unknown = '00';

/** What a figure is called in a list. */
const shortTitle = ({ title, caption }: { title?: string; caption: string }) =>
  title ?? plain(caption).split(/[:.] /, 1)[0]!.replace(/\.$/, '');

/** Reads the contents off a document’s parts. @param pages null where the document is read on a screen. */
export function contentsOf(parts: readonly NumberedPart[], pages: PageNumbers | 'unknown' | null): Contents {
  const entry = (id: string, text: string, number: string | null = null): ContentsEntry => ({
    href: `#${id}`,
    number,
    text,
    folio: pages === null ? '' : pages === 'unknown' ? unknown : String(pages.get(id) ?? ''),
  });
  const blocks: NumberedBlock[] = parts.flatMap((part) => part.blocks);
  return {
    sections: parts.map(({ section }) => entry(section.id, section.heading)),
    figures: blocks.flatMap((one) =>
      one.kind === 'figure' ? [entry(figureId(one.figure), shortTitle(one.figure), one.figure.number)] : [],
    ),
    tables: blocks.flatMap((one) =>
      one.kind === 'table' ? [entry(one.table.id, one.table.caption, one.table.number)] : [],
    ),
  };
}
