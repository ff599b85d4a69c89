/** The words of a figure. They are drawn inside the SVG, so that the file stands alone. */
export interface FigureText {
  /** Unique in the page; prefixes every id of the SVG. */
  id: string;
  title: string;
  subtitle: string;
  source: string;
  /** Long description for screen readers. */
  description: string;
  /** Made from Synthetic England: the figure says so. */
  synthetic: boolean;
}

export const syntheticNotice = 'Synthetic data: a demonstration, not evidence';

/** A count with thousands separators: "1,262". */
export const wholeNumber = (value: number) => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');

// Advance widths of Helvetica from space to tilde (Adobe font metrics, thousandths of an em). Source Sans is
// narrower, so what fits by this table fits in every font of the family list.
// biome-ignore format: a table
const advances = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
  556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
  556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** Estimated width of a line of text in the units of `size`. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    width += advances[code - 32] ?? (code < 0x2e80 ? 600 : 1000);
  }
  return (width / 1000) * size * (bold ? 1.07 : 1);
}

/** Estimated width of the widest text in the units of `size`; 0 of none. */
export function widestText(texts: readonly string[], size: number, bold = false): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, size, bold)));
}

/** Breaks text into lines no wider than `width`; a word that is wider is broken inside. */
export function wrapText(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, size, bold) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && textWidth(line + character, size, bold) > width) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
