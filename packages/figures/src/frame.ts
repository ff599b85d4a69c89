import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { after, type Block, type Stack, space, stack } from './stack.js';
import { type Attributes, coordinate, element, escapeXml, safeId } from './svg.js';
import { type FigureText, syntheticNotice, wrapText } from './text.js';

const titleSize = 19;
const titleLineHeight = 24;
const fontFamily = '"Source Sans 3", "Source Sans Pro", Arial, sans-serif';

interface Type {
  size: number;
  step: number;
  bold: boolean;
}

function words(text: string, width: number, { size, step, bold }: Type, paint: Attributes): Block {
  return paragraph(wrapText(text, width - 4, size, bold), {
    baseline: size,
    step,
    attributes: { 'font-size': size, ...paint, ...(bold ? { 'font-weight': 600 } : {}) },
  });
}

/** Notice of synthetic data, title, subtitle, body and source beneath each other. */
export function figureStack(text: FigureText, body: Block, width: number): Stack {
  const plain: Type = { size: textSize, step: lineHeight, bold: false };
  const notice = words(syntheticNotice, width, { ...plain, bold: true }, { fill: colours.notice });
  const quiet = { fill: colours.quiet };
  return stack([
    ...(text.synthetic ? [notice, space(5)] : []),
    words(text.title, width, { size: titleSize, step: titleLineHeight, bold: true }, {}),
    space(2),
    words(text.subtitle, width, { size: textSize + 1, step: lineHeight + 1, bold: false }, quiet),
    space(12),
    body,
    after(10, words(text.source, width, plain, quiet)),
    space(2),
  ]);
}

/**
 * A whole SVG document, as high as the stack of its text and body, with title and description for screen readers. It
 * has a view box and no size, so it fills the width it is given. One element a line, so that two versions can be
 * compared. `definitions` makes what `<defs>` holds, such as patterns; what holds links is a group and no picture.
 */
export function figureDocument(
  text: FigureText,
  body: Block,
  width = figureWidth,
  definitions: (id: string) => string = () => '',
  role: 'img' | 'group' = 'img',
): string {
  const id = safeId(text.id);
  const whole = figureStack(text, body, width);
  const described = text.synthetic ? `${syntheticNotice}. ${text.description}` : text.description;
  const defined = definitions(id);
  const document = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${coordinate(Math.ceil(whole.height))}`,
      role,
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': fontFamily,
      'font-size': textSize,
      fill: colours.ink,
    },
    element('title', { id: `${id}-title` }, escapeXml(text.title)) +
      element('desc', { id: `${id}-desc` }, escapeXml(described)) +
      (defined === '' ? '' : element('defs', {}, defined)) +
      whole.draw(0, id),
  );
  // Text is escaped, so that these two characters meet between elements alone.
  return `${document.replaceAll('><', '>\n<')}\n`;
}
