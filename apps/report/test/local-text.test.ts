import { type LocalVariable, localMethod } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { withSidecarWords } from '../src/language/local-text.js';
import { piecesOf, plain } from '../src/language/marks.js';

const local: LocalVariable = {
  id: 'deprivation_score',
  label: 'Deprivation score',
  description: 'deprivation score of 32 items',
  need: true,
  unit: 'score',
  source: 'Fingertips, indicator 94240',
  year: 2025,
  level: 'practice',
  licence: 'Open Government Licence v3.0',
  file: 'local/score.csv',
};

describe('what a sidecar says', () => {
  it('is marked as words of the record where it has digits, and reads as before', () => {
    const text = withSidecarWords(localMethod(local), local);
    expect(plain(text)).toBe(localMethod(local));
    const marked = piecesOf(text).filter(({ source }) => source === 'record');
    // Its first letter may be a capital in a sentence.
    expect(marked.map((piece) => piece.text)).toEqual([
      'eprivation score of 32 items',
      'Fingertips, indicator 94240',
    ]);
    expect(withSidecarWords('No table of 94240.', local)).toBe('No table of 94240.');
  });
});
