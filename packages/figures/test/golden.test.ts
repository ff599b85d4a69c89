import { describe, expect, it } from 'vitest';
import { drawings } from './drawings.js';

// One element a line, so that a change shows as the lines it changes. Drawn anew by `pnpm golden`.
describe('golden drawings', () => {
  it.each(Object.entries(drawings))('%s is as it was', async (name, draw) => {
    const svg = draw((words) => words);
    expect(draw((words) => words)).toBe(svg);
    await expect(svg).toMatchFileSnapshot(`golden/${name}.svg`);
  });
});
