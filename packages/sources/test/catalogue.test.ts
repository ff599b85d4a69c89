import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/catalogue/catalogue.js';

describe('the catalogue', () => {
  it('gives every kind what the law, the reader and the dictionary need', () => {
    for (const { id, publisher, licence, attribution, page, row, layouts, columns, quirks } of catalogue) {
      expect([id, publisher, licence, row].every((said) => said !== '')).toBe(true);
      expect(attribution).toContain(publisher);
      expect(page).toMatch(/^https:\/\//);
      expect(quirks.length).toBeGreaterThan(0);
      expect(layouts.length).toBeGreaterThan(0);
      for (const layout of layouts) {
        for (const field of Object.keys(layout.columns))
          expect(columns[field], `${id}: ${field}`).toBeDefined();
      }
    }
  });

  it('has every required column of a kind spelt in one of its layouts', () => {
    for (const { required } of catalogue) {
      for (const aliases of Object.values(required)) expect(aliases.length).toBeGreaterThan(0);
    }
  });
});
