import { describe, expect, it } from 'vitest';
import { describeForest, forestPlot, narrowWidth } from '../src/index.js';
import { textWidth } from '../src/text.js';
import { forest } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('a forest plot %i wide', (width) => {
  const root = parseXml(forestPlot({ ...forest, width }));
  const x = scaleOf(root, 'x');
  const rows = marks(root);

  it('orders from the highest shrunken estimate to the lowest', () => {
    expect(rows.map(({ attributes }) => attributes['data-code'])).toEqual(['Y1', 'Y3', 'Y2']);
  });

  it('puts the filled circle and the ends of its interval where the axis says', () => {
    for (const { code, shrunken } of forest.rows) {
      const { children } = rows.find(({ attributes }) => attributes['data-code'] === code)!;
      const circle = children.findLast(({ name }) => name === 'circle')!;
      expect(Number(circle.attributes.cx)).toBeCloseTo(x(shrunken.estimate), 0);
      expect(circle.attributes.fill).not.toBe('#FFFFFF');
      const line = children.find(({ attributes }) => attributes['stroke-width'] === '2.4')!;
      const [from, to] = /^M([\d.]+),[\d.]+H([\d.]+)$/.exec(line.attributes.d!)!.slice(1).map(Number);
      expect(from).toBeCloseTo(x(shrunken.low), 0);
      expect(to).toBeCloseTo(x(shrunken.high), 0);
    }
  });

  it('cuts an interval that goes on beyond the axis, with an arrow head at each such end', () => {
    const heads = rows.map(
      ({ children }) => children.filter(({ attributes }) => /l-?6,-4v8z$/.test(attributes.d ?? '')).length,
    );
    expect(heads).toEqual([0, 0, 1].map((_, at) => (at === 2 ? 2 : at === 0 ? 1 : 0)));
  });

  it('prints every estimate beside its marks', () => {
    const all = lines(forestPlot({ ...forest, width }));
    expect(all).toEqual(
      expect.arrayContaining(['0.29 (−0.06 to 0.65)', '−0.14 (−0.41 to 0.13)', 'none', 'England −0.04']),
    );
  });

  it('keeps every line of text inside the figure', () => {
    for (const { text, attributes } of find(root, ({ name }) => name === 'text')) {
      const length = textWidth(
        text,
        Number(attributes['font-size'] ?? 13),
        attributes['font-weight'] !== undefined,
      );
      const at = Number(attributes.x);
      const before = { end: length, middle: length / 2 }[attributes['text-anchor'] ?? ''] ?? 0;
      expect(at - before, text).toBeGreaterThanOrEqual(-1);
      expect(at - before + length, text).toBeLessThanOrEqual(width + 1);
    }
  });

  it.each([
    ['no row', { rows: [] }],
    ['one row', { rows: forest.rows.slice(2) }],
    ['no reference', { reference: null }],
    ['a hostile name', { rows: [{ ...forest.rows[0]!, name: `<script>&${'عربي '.repeat(60)}` }] }],
    ['endless intervals', { rows: [{ ...forest.rows[0]!, own: { estimate: 1, low: -1e9, high: 1e9 } }] }],
  ])('bears %s', (_, changed) => {
    const svg = forestPlot({ ...forest, ...changed, width });
    expect(svg).not.toMatch(broken);
    expect(() => parseXml(svg)).not.toThrow();
  });
});

it('describeForest tells every estimate', () => {
  const words = describeForest(forest);
  expect(words).toContain('Plain (9 PCNs), its own PCNs alone: none');
  expect(words).toContain('Hill and Dale (188 PCNs), its own PCNs alone: 0.29 (−0.06 to 0.65)');
  expect(words).toContain('England: −0.04.');
  expect(describeForest({ ...forest, rows: [] })).toContain('no group has an estimate');
});
