import { expect, it } from 'vitest';
import { z } from 'zod';
import { plainName, readYaml, unseen } from '../src/index.js';

// General category Cc, the marks of Unicode Standard Annex 9, section 2, and the separators of lines and paragraphs.
const characters = [
  0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d,
  0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
].map((code) => String.fromCodePoint(code));

it('what is not seen is the same in names and in studies', () => {
  for (const character of characters) {
    const code = character.charCodeAt(0).toString(16);
    expect(character, code).toMatch(new RegExp(`^[${unseen}]$`, 'u'));
    expect(plainName(`a${character}b`), code).toBe('a b');
    const text = `title: "a\\u${code.padStart(4, '0')}b"`;
    const schema = z.object({ title: z.string() });
    const words = { file: 'a.yaml', noun: 'study', empty: '', expected: '', remedy: '' };
    expect(readYaml(text, { ...words, schema }).value, code).toEqual({ title: 'ab' });
  }
  expect('É – “NORTH” 3\u200da\u00a0b مركز').not.toMatch(new RegExp(`[${unseen}]`, 'u'));
});
