import { describe, expect, it } from 'vitest';
import { correlationGrid, describeCorrelations, narrowWidth } from '../src/index.js';
import { contrast } from '../src/palette.js';
import { text } from './examples.js';
import { marks } from './reading.js';
import { find, parseXml } from './xml.js';

const options = {
  text,
  columns: [
    { code: 'a', label: 'Need a' },
    { code: 'b', label: 'Need b' },
  ],
  rows: [
    { code: 'a', label: 'Need a' },
    { code: 'b', label: 'Need b' },
    { code: 'old', label: 'Aged 65 and over' },
  ],
  cells: [
    { row: 'b', column: 'a', correlation: -0.52 },
    { row: 'a', column: 'b', correlation: -0.52 },
    { row: 'old', column: 'a', correlation: -0.82 },
    { row: 'old', column: 'b', correlation: null },
  ],
  format: (value: number) => value.toFixed(2),
};

describe.each([720, narrowWidth])('a grid of correlations, %i wide', (width) => {
  const root = parseXml(correlationGrid({ ...options, width }));
  const tiles = marks(root);

  it('has a tile for each pair, deeper the stronger, hatched where there is none', () => {
    expect(tiles.map(({ attributes }) => attributes['data-value'])).toEqual([
      'the same',
      '-0.52',
      '-0.52',
      'the same',
      '-0.82',
      'no correlation',
    ]);
    const fills = tiles.map(({ children }) => children[0]!.attributes.fill!);
    expect(contrast(fills[4]!, '#FFFFFF')).toBeGreaterThan(contrast(fills[1]!, '#FFFFFF'));
    expect(fills[5]).toMatch(/hatch/);
  });

  it('writes numbers that can be read on their tiles', () => {
    for (const { children } of tiles) {
      const [tile, number] = [children[0]!, children[1]];
      if (number === undefined) continue;
      expect(contrast(tile.attributes.fill!, number.attributes.fill!)).toBeGreaterThan(4.5);
    }
    expect(find(root, ({ name }) => name === 'text').length).toBeGreaterThan(6);
  });
});

it('is told in words: the range of each measure', () => {
  const { text: _, ...rest } = options;
  expect(describeCorrelations(rest)).toContain('Need a: from Aged 65 and over -0.82 to Need b -0.52.');
  expect(describeCorrelations(rest)).toContain('Need b: Need a -0.52.');
});
