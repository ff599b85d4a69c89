import { expect, it } from 'vitest';
import { outsideTitle } from '../src/language/equity-words.js';

it.each([
  [0, 'None of 1,077 PCNs differs from'],
  [1, 'One of 1,077 PCNs differs from'],
  [5, 'Five of 1,077 PCNs differ from'],
])('the title of a funnel counts who is outside: %i', (outside, words) => {
  expect(outsideTitle(outside, 1077, 'PCNs')).toContain(words);
});
