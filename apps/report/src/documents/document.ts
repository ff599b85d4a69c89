import type { PlainBlock } from '../sections/block.js';
import type { Section, SectionInput } from '../sections/section.js';

/** What a run is told in: a frame, and sections in the order in which they are read. */
export interface Document {
  /** Stem of its files’ names. */
  name: string;
  /** What it is called before its title, such as “Briefing”; null where it is the report itself. */
  kind: string | null;
  /** Of which part of England it is, in its window’s title and running head; the study’s title where left out. */
  subject?: string;
  /** Class of its page besides the kind’s; none where left out. */
  layout?: string;
  /** Margins of its printed pages, where they are not those of the report; a named page would break its tables. */
  margins?: string;
  /** Its first heading. */
  title(input: SectionInput): string;
  /** Where the keyboard may go at once. */
  skip: { to: string; text: string };
  /** Under the title; nothing where left out. */
  opening?(input: SectionInput): PlainBlock[];
  /** With a table of contents, lists of figures and tables, and on a screen a search for places. */
  contents: boolean;
  sections: readonly Section[];
  /** Ids of its first sections, which are read before the contents; none where left out. */
  lead?: readonly string[];
  /** What stands at its foot, and the blocks after that; no foot where left out. */
  closing?(input: SectionInput): { text: string; blocks: PlainBlock[] };
}
