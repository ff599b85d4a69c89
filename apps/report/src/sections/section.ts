import type { FilledTable } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import type { Block, PageFigure } from './block.js';

/** For whom a document is: all of England, or one of its NHS bodies. */
export type Scope = { kind: 'england' } | { kind: 'icb'; code: string } | { kind: 'pcn'; code: string };

/** What sections are made of: a run and its drawings. */
export interface SectionInput extends ReportInput {
  figures: readonly PageFigure[];
}

/** What a run has and no section of a document shows. */
export interface Unshown {
  tables: readonly FilledTable[];
  figures: readonly PageFigure[];
}

/** A part of a document under a heading of its own. */
export interface Section {
  /** Of the section on the page, and in links to it. */
  id: string;
  heading: string;
  /**
   * What the tables and figures of ours in it are numbered by: "3" makes Table 3.1 and Figure 3.4, "B" makes Table B1.
   * Left out where it has none. The paper’s own bring their numbers along.
   */
  series?: string;
  /** Files of the tables that it shows, in tables or in figures. */
  shows: readonly string[];
  /** It tells of the study’s own regressions, also where a run is of one specification: it then says so. */
  ofStudy?: true;
  /** Whether a document has it; always where left out. */
  applies?(input: SectionInput, scope: Scope): boolean;
  blocks(input: SectionInput, scope: Scope): Block[];
  /** Blocks at its end for what no section shows. */
  unshown?(rest: Unshown, input: SectionInput): Block[];
}

/** What is told of England as a whole, and of no part of it. */
export const ofEngland = (_: SectionInput, scope: Scope): boolean => scope.kind === 'england';

/** Figures by the beginning of their ids, in the order in which they were drawn: "figure3" is also "figure3-ltc_share". */
export const figuresOf = ({ figures }: SectionInput, ...stems: readonly string[]): PageFigure[] =>
  figures.filter(({ id }) => stems.some((stem) => id === stem || id.startsWith(`${stem}-`)));
