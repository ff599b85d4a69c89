import { describe, expect, it } from 'vitest';
import { cohortFlow, describeCohortFlow, narrowWidth } from '../src/index.js';
import { cohort } from './flow-examples.js';
import { lines, marks } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('a cohort diagram, %i wide', (width) => {
  const svg = cohortFlow({ ...cohort, width });
  const root = parseXml(svg);

  it('has a box for each step, for what it leaves out, and for each branch, from top to bottom', () => {
    expect(marks(root).map(({ attributes }) => attributes['data-code'])).toEqual([
      'files',
      'mapped-out',
      'mapped',
      'open-out',
      'open',
      'a',
      'b',
      'c',
    ]);
    const tops = marks(root).map(({ children }) => Number(children[0]!.attributes.y));
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  it('keeps its boxes within its width, and all its words in them', () => {
    for (const { attributes } of find(root, ({ name }) => name === 'rect')) {
      expect(Number(attributes.x)).toBeGreaterThanOrEqual(0);
      expect(Number(attributes.x) + Number(attributes.width)).toBeLessThanOrEqual(width);
    }
    const said = lines(svg).join(' ');
    for (const { lines: words, out } of [...cohort.steps, ...cohort.branches])
      for (const word of [...words, ...(out === null ? [] : [out])].join(' ').split(' '))
        expect(said).toContain(word);
  });

  it('has an arrow for each step but the first, one to each side box, and one to the branches', () => {
    const heads = find(root, ({ name, attributes }) => name === 'path' && attributes.d!.endsWith('Z'));
    expect(heads).toHaveLength(2 + 2 + 1);
  });
});

it('is told in words, with what is left out', () => {
  const { text: _, ...rest } = cohort;
  const words = describeCohortFlow(rest);
  expect(words).toContain('6,900 practices in a PCN (left out: 101 practices belong to no PCN).');
  expect(words).toContain(
    'Need b, 1,200 with a value, 1,200 in the regression (left out: 62 without a value).',
  );
});
