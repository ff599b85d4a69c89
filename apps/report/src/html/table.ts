/** A cell as it is printed. */
export interface CellView {
  text: string;
  /** A second, smaller line. */
  sub: string | null;
  /** Class of the second line: how it compares with the publication. */
  mark: 'agrees' | 'differs' | 'silent' | null;
  /** Stars in a slot of fixed width, so that numbers stay aligned; null for no slot. */
  stars: string | null;
  starred: boolean;
  numeric: boolean;
  code: boolean;
  /** Shown on hover. */
  title: string | null;
  /** Where its text leads; null for nowhere. */
  href: string | null;
}

/** A cell of a header row. */
export interface HeadView {
  text: string;
  sub: string | null;
  colspan: number;
  rowspan: number;
  scope: 'col' | 'colgroup';
  numeric: boolean;
}

/** A table as it is printed. Every table of the report goes through this, and one template draws it. */
export interface TableView {
  id: string;
  /** "Table 1"; null for the tables of the appendix. */
  number: string | null;
  caption: string;
  head: HeadView[][];
  rows: { header: CellView; cells: CellView[] }[];
  notes: string[];
  /** The synthetic notice; null where the data are real. */
  synthetic: string | null;
  /** Class names for layout: "compact" for small print, "prose" where cells hold sentences. */
  kind: string;
}

/** A cell of text or, with `numeric`, of a number. */
export function cell(text: string, more: Partial<Omit<CellView, 'text' | 'starred'>> = {}): CellView {
  const starred = more.stars !== undefined && more.stars !== null;
  return {
    text,
    sub: null,
    mark: null,
    stars: null,
    starred,
    numeric: false,
    code: false,
    title: null,
    href: null,
    ...more,
  };
}

/** A cell aligned as a number. */
export const figure = (text: string, more: Partial<Omit<CellView, 'text' | 'starred'>> = {}) =>
  cell(text, { numeric: true, ...more });

/** A header cell over one column, or over a group of several. */
export function head(text: string, more: Partial<Omit<HeadView, 'text'>> = {}): HeadView {
  return {
    text,
    sub: null,
    colspan: 1,
    rowspan: 1,
    scope: (more.colspan ?? 1) > 1 ? 'colgroup' : 'col',
    numeric: true,
    ...more,
  };
}

/**
 * What is said under every table with stars: what they stand for, and of which family of tests they are not corrected.
 *
 * @param family such as "the 15 snapshots"; null where the test is alone.
 */
export const starsLegend = (family: string | null): string =>
  `* p<0.05, ** p<0.01, *** p<0.001${family === null ? '' : `, of each test alone: uncorrected for ${family}`}.`;
