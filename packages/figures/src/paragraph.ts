import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import type { Block } from './stack.js';
import { type Attributes, textLines } from './svg.js';
import { wrapText } from './text.js';

export interface ParagraphOptions {
  /** Where the lines start; 0 where left out. */
  x?: number;
  /** Of the first line, from the upper edge; the size of text where left out. */
  baseline?: number;
  /** From baseline to baseline; that of ordinary text where left out. */
  step?: number;
  attributes?: Attributes;
}

/** Lines of text; no line, no height. */
export function paragraph(lines: readonly string[], options: ParagraphOptions = {}): Block {
  const { x = 0, baseline = textSize, step = lineHeight, attributes = {} } = options;
  return {
    height: lines.length * step,
    draw: (top) => textLines(lines, x, top + baseline, step, attributes),
  };
}

/** Grey words, broken to the width: the label of an axis, or a note. */
export function quietWords(words: string, width: number, x = 0): Block {
  return paragraph(wrapText(words, width, textSize), { x, attributes: { fill: colours.quiet } });
}
