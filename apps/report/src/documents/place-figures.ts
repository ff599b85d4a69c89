/** What the page asks of a figure. */
export interface PageFigure {
  id: string;
  svg: string;
  /** The same for screens as narrow as a telephone; its ids are its own. */
  narrow?: string;
  /** May begin with a number of its own: "Figure 3.1. ". */
  caption: string;
  /** What stands in a list of figures; the caption's beginning where left out. */
  title?: string;
}

/** A figure with its place on the page. */
export interface FigureView {
  /** Id of the block. */
  id: string;
  /** "Figure 3.1". */
  number: string;
  /** What follows the number in the caption. */
  caption: string;
  /** For the list of figures. */
  short: string;
  svg: string;
  narrow: string | null;
}

/** Sections that hold figures, and which ids go there; the first that matches takes a figure. */
const sections = [
  ['provision', /^(figure1|hexagon|distribution|ranked|icb)/],
  ['need', /^figure2/],
  ['association', /^(figure3|scatter)/],
  ['sensitivity', /^(specification-curve|sign-grid|bounds|contour)/],
  ['further', /^/],
] as const;

export type FigureSection = (typeof sections)[number][0];

const numbered = /^(Figure [\w.]+)\. /;

/** The number of a figure that has none of its own, beside the last that has: after Figure 1 comes Figure 1b, after Figure 3.2 Figure 3.3. */
function numberAfter(last: string): string {
  const parts = /^(Figure \d+)(?:\.(\d+)|([b-z]))?$/.exec(last);
  if (parts === null) return `${last}b`;
  const [, stem, minor, letter] = parts;
  if (minor !== undefined) return `${stem}.${Number(minor) + 1}`;
  return `${stem}${letter === undefined ? 'b' : String.fromCharCode(letter.charCodeAt(0) + 1)}`;
}

/**
 * Sorts figures into the sections of the page. A figure whose caption begins with a number keeps it; another follows
 * the one before it in its section (Figure 1, Figure 1b), or is counted on from Figure 4 where none is before it.
 */
export function placeFigures(figures: readonly PageFigure[]): Record<FigureSection, FigureView[]> {
  const placed: Record<FigureSection, FigureView[]> = {
    provision: [],
    need: [],
    association: [],
    sensitivity: [],
    further: [],
  };
  let next = 4;
  for (const [section] of sections) {
    let last: string | null = null;
    const here = figures.filter(({ id }) => sections.find(([, ids]) => ids.test(id))?.[0] === section);
    for (const { id, caption, svg, narrow, title } of here) {
      const own = numbered.exec(caption);
      const rest = own === null ? caption : caption.slice(own[0].length);
      const number: string = own?.[1] ?? (last === null ? `Figure ${next++}` : numberAfter(last));
      if (own !== null || last !== null) last = number;
      placed[section].push({
        id: `${id}-block`,
        number,
        caption: rest,
        short: title ?? rest.split(/[:.] /, 1)[0]!.replace(/\.$/, ''),
        svg,
        narrow: narrow ?? null,
      });
    }
  }
  return placed;
}
