import { describe, expect, it } from 'vitest';
import { describeGroupDots, groupDots, narrowWidth, type RowGroup } from '../src/index.js';
import { text } from './examples.js';
import { marks } from './reading.js';
import { find, parseXml } from './xml.js';

const group = (code: string, values: readonly number[]): RowGroup => ({
  code,
  label: `Measure ${code}`,
  gap: `Most less least: ${code}`,
  rows: values.map((value, i) => ({
    label: `${i + 1}`,
    value,
    low: value - 0.1,
    high: value + 0.1,
    other: i === 0 ? value + 0.05 : null,
  })),
});
const options = {
  text,
  groups: [group('a', [0.3, 0.35, 0.4, 0.5, 0.6]), group('b', [0.6, 0.5, 0.4, 0.3, 0.2])],
  unit: 'FTE per 10,000 patients',
  format: (value: number) => value.toFixed(2),
  level: 0.95,
  otherWords: 'among those that reported',
};

describe.each([720, narrowWidth])('parts of groups, %i wide', (width) => {
  const root = parseXml(groupDots({ ...options, width }));
  const rows = marks(root);
  const dots = rows.map((row) => Number(row.children.find(({ name }) => name === 'circle')!.attributes.cx));

  it('has a mark for every part, in its order', () => {
    expect(rows.map(({ attributes }) => attributes['data-label'])).toEqual(
      ['a', 'b'].flatMap((code) => [1, 2, 3, 4, 5].map((part) => `Measure ${code}, ${part}`)),
    );
    expect(rows[0]!.attributes['data-value']).toBe('0.30 (0.20 to 0.40); among those that reported, 0.35');
  });

  it('has one scale: equal values stand equally far from the start of their panels', () => {
    const scale = (dots[4]! - dots[0]!) / 0.3;
    expect((dots[5]! - dots[9]!) / 0.4).toBeCloseTo(scale, 0);
    expect(dots[4]! - dots[5]!).toBeCloseTo(dots[2]! - dots[7]!, 0);
  });

  it('keeps its text inside', () => {
    for (const { attributes } of find(root, ({ name }) => name === 'text')) {
      expect(Number(attributes.x)).toBeGreaterThanOrEqual(0);
      expect(Number(attributes.x)).toBeLessThanOrEqual(width);
    }
  });
});

it('is told in words: first and last part of each group, and the gap', () => {
  const { text: _, ...rest } = options;
  expect(describeGroupDots(rest)).toContain(
    'Measure a: 1, 0.30 (0.20 to 0.40); 5, 0.60 (0.50 to 0.70). Most less least: a.',
  );
});
