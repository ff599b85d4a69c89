import type { TableView } from '../html/table.js';
import type { Said } from '../language/said.js';
import type { Explorer } from './explorer/explorer.js';

/** What a document asks of a figure. */
export interface PageFigure {
  id: string;
  svg: string;
  /** The same for screens as narrow as a telephone; its ids are its own. */
  narrow?: string;
  /** "Figure 3.1" where the paper has this figure; null for ours. */
  number: string | null;
  caption: string;
  /** What stands in a list of figures; the caption's beginning where left out. */
  title?: string;
}

/** Where a paragraph is more than one of many: the answer, in large type; or bound to what follows it. */
type ParagraphRole = 'answer' | 'keep' | 'sources' | null;

/** Findings on the data of one sort: how grave, which, what they mean and what to do. */
export interface DataFinding {
  severity: string;
  verdict: string;
  items: string[];
  meaning: string;
  remedy: string;
}

/** A link of a list: where it leads, and what is said behind it. */
export interface Link {
  href: string;
  text: string;
  note: string | null;
  /** Whether it is kept as a file. */
  download: boolean;
}

/** A piece of a document that bears no number. Each kind has its template, named after it. */
export type PlainBlock =
  | { kind: 'heading'; level: 2 | 3; id: string | null; text: string }
  | { kind: 'paragraph'; role: ParagraphRole; prefix: string | null; text: string }
  /** What the run is about; `more` follows the name of the paper, where it repeats one. */
  | { kind: 'about'; lead: boolean; text: string; repeats: boolean; more: string }
  | { kind: 'list'; style: string | null; items: string[] }
  | { kind: 'definitions'; style: 'findings' | 'methods'; items: Said[] }
  | { kind: 'code'; text: string }
  | { kind: 'reason'; text: string }
  | { kind: 'links'; items: Link[] }
  /** Where a place is looked for, on a page whose site has an index of them. */
  | { kind: 'finder' }
  | { kind: 'data-finding'; finding: DataFinding }
  /** Where one’s own area is found: figures by their ids, each with what it shows, as far as the document has them. */
  | { kind: 'own-area'; figures: { id: string; text: string }[] };

/** A piece of a section. */
export type Block =
  | PlainBlock
  | { kind: 'table'; table: TableView }
  | { kind: 'figure'; figure: PageFigure }
  /** For a screen alone: nothing of it is printed. */
  | { kind: 'explorer'; explorer: Explorer }
  /** A table of ours that this run does not have, and whose number stays free. */
  | { kind: 'no-table' };

export const heading = (text: string, id: string | null = null, level: 2 | 3 = 3): PlainBlock => ({
  kind: 'heading',
  level,
  id,
  text,
});

export const paragraph = (text: string, role: ParagraphRole = null, prefix: string | null = null): Block => ({
  kind: 'paragraph',
  role,
  prefix,
  text,
});

export const list = (items: string[], style: string | null = null): PlainBlock => ({
  kind: 'list',
  style,
  items,
});

/** Attributions one after another. */
export const sources = (attributions: readonly string[]): PlainBlock => ({
  kind: 'paragraph',
  role: 'sources',
  prefix: null,
  text: attributions.join(' '),
});

/** Links beneath one another; nothing where there are none. */
export const links = (items: Link[]): PlainBlock[] => (items.length === 0 ? [] : [{ kind: 'links', items }]);

export const code = (text: string): PlainBlock => ({ kind: 'code', text });

export const reason = (text: string): PlainBlock => ({ kind: 'reason', text });

/** Terms and what is said of each; nothing where there are none. */
export const definitions = (style: 'findings' | 'methods', items: Said[]): PlainBlock[] =>
  items.length === 0 ? [] : [{ kind: 'definitions', style, items }];

/** Tables that are there. */
export const tables = (...views: readonly (TableView | null)[]): Block[] =>
  views.flatMap((table) => (table === null ? [] : [{ kind: 'table', table } as const]));

/** Tables of ours of which a run may have the later without the earlier: each keeps its number either way. */
export const keptTables = (...views: readonly (TableView | null)[]): Block[] =>
  views.map((table) => (table === null ? { kind: 'no-table' } : { kind: 'table', table }));

/** The explorer of a multiverse; nothing where there is none. */
export const explorer = (one: Explorer | null): Block[] =>
  one === null ? [] : [{ kind: 'explorer', explorer: one }];

export const figures = (shown: readonly PageFigure[]): Block[] =>
  shown.map((figure) => ({ kind: 'figure', figure }));
