import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import { type Block, beside, stack } from './stack.js';
import { textLines } from './svg.js';
import { textWidth, wrapText } from './text.js';

/** A sign of a figure and what it means. */
export interface KeyEntry {
  words: string;
  /** From the left edge of the sign to its words. */
  indent: number;
  /** Draws the sign with its left edge at x, in the line of text whose upper edge is at `top`. */
  sign: (x: number, top: number, id: string) => string;
}

function entryAt(x: number, { words, indent, sign }: KeyEntry, width: number): Block {
  const line = wrapText(words, width - indent, textSize).slice(0, 1);
  return {
    height: lineHeight,
    draw: (top, id) =>
      sign(x, top, id) + textLines(line, x + indent, top + textSize, lineHeight, { fill: colours.quiet }),
  };
}

/** Signs and their words after each other, `gap` apart, in as many lines as they need; `leading` stands between lines. */
export function key(entries: readonly KeyEntry[], width: number, gap: number, leading = 0): Block {
  const lines: Block[][] = [];
  let x = 0;
  for (const entry of entries) {
    const needed = entry.indent + textWidth(entry.words, textSize);
    if (x === 0 || x + needed > width) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1)!.push(entryAt(x, entry, width));
    x += needed + gap;
  }
  return stack(lines.map(beside), leading);
}
