import { distance } from 'fastest-levenshtein';
import { order } from './order.js';
import { sameThing } from './synonyms.js';

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** How far a word is from another: 0 where they are spelt alike, less than one edit where they mean the same, else edits. */
function apart(word: string, candidate: string): number {
  const [a, b] = [plain(word), plain(candidate)];
  if (a === b) return 0;
  return sameThing(word, candidate) ? 0.5 : distance(a, b);
}

/**
 * Words from the closest to the furthest: by spelling, and before that by what they mean in this field. Words as near
 * as one another are in the order of their letters.
 */
export const byCloseness = (word: string, among: readonly string[]): string[] =>
  among
    .map((text) => ({ text, apart: apart(word, text) }))
    .sort((a, b) => a.apart - b.apart || order(a.text, b.text))
    .map(({ text }) => text);

/** Edits that a slip makes of a word: one of a word of three letters, a third of a long one. */
const slips = (word: string) => (word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3)));

/**
 * The candidate that a word most likely meant: one that means the same in this field, else the nearest by spelling,
 * without regard to case; undefined where none is near.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const [first] = byCloseness(word, candidates);
  return first !== undefined && apart(word, first) <= slips(word) ? first : undefined;
}
