import { colours } from './palette.js';
import { coordinate, element, escapeXml, safeId, textLines } from './svg.js';
import { type FigureText, syntheticNotice, wrapText } from './text.js';

/** Width of a figure in its own units: at 170 mm a unit is 0.24 mm and text of 13 units is 8.7 points. */
export const figureWidth = 720;
/** Width of the variant for a telephone, where a unit is about a pixel. */
export const narrowWidth = 360;
/** Size of text in figures. */
export const textSize = 13;
/** From baseline to baseline. */
export const lineHeight = 17;

const titleSize = 19;
const titleLineHeight = 24;
const fontFamily = '"Source Sans 3", "Source Sans Pro", Arial, sans-serif';

/** What a figure draws between its heading and its source; `draw` gets the y of its top edge. */
export interface FigureBody {
  height: number;
  draw: (top: number, id: string) => string;
  /** Definitions such as patterns. */
  definitions?: (id: string) => string;
}

/**
 * A whole SVG document: notice, title, subtitle, body and source beneath each other, with title and description for
 * screen readers. It has a view box and no size, so it fills the width it is given. One element a line, so that two
 * versions can be compared.
 */
export function figureDocument(text: FigureText, body: FigureBody, width = figureWidth): string {
  const id = safeId(text.id);
  let marks = '';
  let y = 0;
  const block = (
    words: string,
    size: number,
    height: number,
    bold: boolean,
    attributes: Record<string, string | number>,
  ) => {
    const lines = wrapText(words, width - 4, size, bold);
    if (bold) attributes['font-weight'] = 600;
    marks += textLines(lines, 0, y + size, height, { 'font-size': size, ...attributes });
    y += lines.length * height;
  };
  if (text.synthetic) {
    block(syntheticNotice, textSize, lineHeight, true, { fill: colours.notice });
    y += 5;
  }
  block(text.title, titleSize, titleLineHeight, true, {});
  y += 2;
  block(text.subtitle, textSize + 1, lineHeight + 1, false, { fill: colours.quiet });
  y += 12;
  marks += body.draw(y, id);
  y += body.height;
  if (text.source.trim() !== '') {
    y += 10;
    block(text.source, textSize, lineHeight, false, { fill: colours.quiet });
  }
  const described = text.synthetic ? `${syntheticNotice}. ${text.description}` : text.description;
  const definitions = body.definitions?.(id) ?? '';
  const document = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${coordinate(Math.ceil(y + 2))}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': fontFamily,
      'font-size': textSize,
      fill: colours.ink,
    },
    element('title', { id: `${id}-title` }, escapeXml(text.title)) +
      element('desc', { id: `${id}-desc` }, escapeXml(described)) +
      (definitions === '' ? '' : element('defs', {}, definitions)) +
      marks,
  );
  // Text is escaped, so that these two characters meet between elements alone.
  return `${document.replaceAll('><', '>\n<')}\n`;
}
