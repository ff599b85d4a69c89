import { describe, expect, it } from 'vitest';
import { namedTags } from '../src/pdf/tags.js';

const element = (number: number, type: string, kids: string, more = '') =>
  `\n${number} 0 obj\n<</Type /StructElem\n/S /${type}\n${more}/P 1 0 R\n/K ${kids}>>\nendobj`;
const text = (number: number) => element(number, 'NonStruct', '[<</Type /MCR /Pg 9 0 R /MCID 4>>]');
const types = (pdf: string) =>
  Object.fromEntries(
    [...pdf.matchAll(/\n(\d+) 0 obj\n<<\/Type \/StructElem\n\/S \/(\w+)/g)].map(([, n, s]) => [n, s]),
  );

/** A figure of a drawing and its caption, then a list item of a mark and a body, as a version of Chromium has them. */
const written = (caption: string, body: string) =>
  [
    element(10, 'Figure', '[11 0 R 13 0 R]'),
    element(11, 'NonStruct', '12 0 R'),
    element(12, 'Figure', '[<</Type /MCR /Pg 9 0 R /MCID 1>>]', '/Alt (A drawing)\n'),
    element(13, caption, '14 0 R'),
    text(14),
    element(20, 'LI', '[21 0 R 22 0 R]'),
    text(21),
    element(22, body, '[23 0 R 24 0 R]'),
    text(23),
    text(24),
    element(30, 'LI', '31 0 R'),
    element(31, 'Link', '[32 0 R <</Type /OBJR /Obj 8 0 R>>]'),
    text(32),
    element(40, 'Aside', '41 0 R'),
    text(41),
  ].join('');

describe('the tags of a PDF', () => {
  const of143 = namedTags(written('NonStruct', 'NonStruct'));
  const later = namedTags(written('Caption', 'NonStruct'));

  it('are the same, whether Chromium 143 or a later one wrote it', () => {
    expect(types(of143)).toEqual(types(later));
  });

  it('name a caption, a drawing by its alternative text, a label and its body', () => {
    expect(types(of143)).toMatchObject({
      10: 'Div',
      11: 'NonStruct',
      12: 'Figure',
      13: 'Caption',
      20: 'LI',
      21: 'Lbl',
      22: 'LBody',
      31: 'Link',
      40: 'Sect',
    });
  });

  it('leave every offset where it was', () => {
    const before = written('NonStruct', 'NonStruct');
    expect(of143).toHaveLength(before.length);
    for (const match of before.matchAll(/\n\d+ 0 obj/g))
      expect(of143.slice(match.index, match.index + match[0].length)).toBe(match[0]);
  });

  it('leave a figure with an alternative text and an item without a mark as they are', () => {
    const alone = element(50, 'Figure', '[51 0 R]', '/Alt (Whole)\n') + element(51, 'Figure', '52 0 R');
    const one = element(60, 'LI', '[61 0 R]') + text(61);
    expect(namedTags(alone + one)).toBe(alone + one);
  });
});
