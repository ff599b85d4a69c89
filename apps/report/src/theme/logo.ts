import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';

/** Bytes of the largest logo. */
export const largestLogo = 200_000;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What an SVG may not have: scripts and handlers, foreign content, entities, and anything from outside the file. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/<\s*(?:[\w-]+:)?script\b/i, 'a script'],
  [/\son[a-z]+\s*=/i, 'an event handler'],
  [/<\s*(?:[\w-]+:)?(?:foreignObject|iframe|embed|object|audio|video)\b/i, 'foreign content'],
  [/<!ENTITY|<!DOCTYPE[^>]*\[/i, 'an entity'],
  [/(?:href|src)\s*=\s*["']?\s*(?!#|["']|data:image\/(?:png|jpeg|gif|webp)[;,])[^\s"'>]/i, 'a link'],
  [/@import|url\(\s*["']?(?!#|data:image\/(?:png|jpeg|gif|webp)[;,])[^\s"')]/i, 'a style from elsewhere'],
];

/**
 * Reads a logo as a data: address.
 * @param file path of a PNG or SVG of at most 200 kB.
 * Throws InputError where it is missing, too large, neither, or an SVG that is more than a drawing.
 */
export async function readLogo(file: string): Promise<string> {
  const place = { file };
  const content = await readFile(file).catch(() => {
    throw new InputError('The theme’s logo cannot be read.', {
      place,
      expected: 'a PNG or SVG file; its path is counted from the theme file',
      remedy: 'Correct logo.file in the theme, or leave the logo out.',
    });
  });
  if (content.length > largestLogo) {
    throw new InputError(`The theme’s logo has ${Math.ceil(content.length / 1000)} kB.`, {
      place,
      expected: `at most ${largestLogo / 1000} kB, as it is embedded in every document`,
      remedy: 'Make the picture smaller.',
    });
  }
  if (content.subarray(0, 8).equals(pngSignature))
    return `data:image/png;base64,${content.toString('base64')}`;
  const text = content.toString('utf8');
  if (
    !/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:svg:)?svg\b/i.test(text)
  ) {
    throw new InputError('The theme’s logo is neither PNG nor SVG.', {
      place,
      expected: `a PNG or SVG file, not ${path.extname(file) || 'this one'}`,
      remedy: 'Convert the picture.',
    });
  }
  const [, what] = forbidden.find(([pattern]) => pattern.test(text)) ?? [];
  if (what !== undefined) {
    throw new InputError(`The theme’s logo holds ${what}.`, {
      place,
      expected: 'an SVG that is a drawing and nothing else',
      remedy: 'Export it as a plain SVG, or as a PNG.',
    });
  }
  return `data:image/svg+xml;base64,${content.toString('base64')}`;
}
