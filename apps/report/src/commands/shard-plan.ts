import type { Share } from '@inverse-care/core';
import { InvalidArgumentError } from 'commander';

/** Parts beyond which a plan is a slip of the keys. */
const mostParts = 10_000;

/** "2/8": the second of eight parts. */
export function planOption(text: string): Share {
  const [, part = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text.trim()) ?? []).map(Number);
  if (part < 1 || of < 1 || part > of || of > mostParts)
    throw new InvalidArgumentError(
      `Expected a part and how many there are, such as 2/8: parts count from 1, at most ${mostParts}.`,
    );
  return { part, of };
}
