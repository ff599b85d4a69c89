import { InputError } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { destinationPages } from '../src/pdf/destinations.js';
import { repeatable } from '../src/pdf/repeatable.js';

const other = Buffer.from('%PDF-1.4\n% of a browser that writes otherwise\n');

describe('a PDF that is not as Chromium writes it', () => {
  it('is an error with a way round it, where pages or dates are looked for', () => {
    for (const look of [() => destinationPages(other), () => repeatable(other, '2022-06-30')]) {
      expect(look).toThrow(InputError);
      try {
        look();
      } catch (error) {
        expect((error as InputError).remedy).toContain('--no-pdf');
      }
    }
  });
});
