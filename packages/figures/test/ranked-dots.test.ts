import { describe, expect, it } from 'vitest';
import { describeRankedDots, narrowWidth, type RankedRow, rankedDots } from '../src/index.js';
import { textWidth } from '../src/text.js';
import { ranking } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('a ranking %i wide', (width) => {
  const root = parseXml(rankedDots({ ...ranking, width }));
  const x = scaleOf(root, 'x');
  const rows = marks(root);

  it('orders from the highest to the lowest, without a value last', () => {
    expect(rows.map(({ attributes }) => attributes['data-code'])).toEqual([
      'QBB',
      'QCC',
      'QDD',
      'QAA',
      'QEE',
    ]);
  });

  it('puts each dot and each end of an interval where the axis says, cut at zero', () => {
    for (const { code, value, low, high } of ranking.rows) {
      const mark = rows.find(({ attributes }) => attributes['data-code'] === code)!;
      const dot = mark.children.find(({ name }) => name === 'circle');
      const interval = mark.children.find(({ name }) => name === 'path');
      if (value === null) expect(dot).toBeUndefined();
      else expect(Number(dot!.attributes.cx)).toBeCloseTo(x(value), 0);
      if (low === null || high === null) {
        expect(interval).toBeUndefined();
        continue;
      }
      const [from, to] = /^M([\d.]+),[\d.]+H([\d.]+)$/.exec(interval!.attributes.d!)!.slice(1).map(Number);
      expect(from).toBeCloseTo(x(Math.max(0, low)), 0);
      expect(to).toBeCloseTo(x(high), 0);
    }
  });

  it('fills a dot where the interval leaves out the reference, and only there', () => {
    const filled = rows
      .filter(({ children }) =>
        children.some(({ name, attributes }) => name === 'circle' && attributes.fill !== '#FFFFFF'),
      )
      .map(({ attributes }) => attributes['data-code']);
    expect(filled).toEqual(['QAA']);
  });

  it('keeps every line of text inside the figure', () => {
    for (const { text, attributes } of find(root, ({ name }) => name === 'text')) {
      const size = Number(attributes['font-size'] ?? 13);
      const length = textWidth(text, size, attributes['font-weight'] !== undefined);
      const at = Number(attributes.x);
      const start =
        attributes['text-anchor'] === 'end'
          ? at - length
          : attributes['text-anchor'] === 'middle'
            ? at - length / 2
            : at;
      expect(start, text).toBeGreaterThanOrEqual(-1);
      expect(start + length, text).toBeLessThanOrEqual(width + 1);
    }
  });
});

describe('rankedDots', () => {
  it('says what has no value and no interval', () => {
    const all = lines(rankedDots(ranking));
    expect(all).toEqual(expect.arrayContaining(['no value', 'no line: no interval', 'England 0.45']));
  });

  it.each<[string, RankedRow[]]>([
    ['no row', []],
    ['one row', ranking.rows.slice(0, 1)],
    ['no value at all', ranking.rows.map((row) => ({ ...row, value: null, low: null, high: null }))],
    ['zero everywhere', ranking.rows.map((row) => ({ ...row, value: 0, low: null, high: null }))],
    ['a huge and hostile name', [{ ...ranking.rows[0]!, name: `<script>&${'عربي '.repeat(60)}` }]],
  ])('bears %s', (_, rows) => {
    for (const width of [720, narrowWidth]) {
      for (const reference of [null, ranking.reference]) {
        const options = { ...ranking, rows, reference, width };
        const svg = rankedDots({
          ...options,
          text: { ...ranking.text, description: describeRankedDots(options) },
        });
        expect(marks(parseXml(svg))).toHaveLength(rows.length);
        expect(svg).not.toMatch(broken);
        expect(svg).not.toContain('<script');
      }
    }
  });
});

describe('describeRankedDots', () => {
  it('agrees with the data', () => {
    const words = describeRankedDots(ranking);
    expect(words).toContain('in 4 areas');
    expect(words).toMatch(/Highest: Long Coast.*, 0\.55 \(95% interval 0\.40 to 0\.70\)/);
    expect(words).toContain('Lowest: Hill and Dale, 0.30 (95% interval 0.25 to 0.35)');
    expect(words).toContain('above it in 0 and below it in 1');
    expect(words).toContain('Without an interval: 1. Without a value: 1.');
    expect(describeRankedDots({ ...ranking, rows: [] })).toContain('none of 0 areas');
  });
});

describe.each([720, narrowWidth])('a ranking of what was reported, %i wide', (width) => {
  const rows: RankedRow[] = [
    { code: 'QAA', name: 'All there', value: 0.5, low: 0.4, high: 0.6, aside: 'none' },
    {
      code: 'QBB',
      name: 'Half there',
      value: 0.4,
      low: 0.3,
      high: 0.5,
      aside: '45%',
      bounds: { low: 0.2, high: 0.7 },
    },
    {
      code: 'QCC',
      name: 'Nobody there',
      value: null,
      low: null,
      high: null,
      aside: '100%',
      absence: 'nobody reported',
    },
  ];
  const options = { ...ranking, rows, asideHead: 'Did not report', boundsWords: 'with all', width };
  const root = parseXml(rankedDots(options));
  const words = find(root, ({ name }) => name === 'text').map(({ text }) => text);

  it('writes who did not report beside each, and nobody in place of a value', () => {
    for (const said of ['45%', '100%', 'nobody reported', 'with all']) expect(words).toContain(said);
    expect(words).not.toContain('no value');
    expect(words.join(' ')).toContain('Did not report');
  });

  it('draws the bounds of those that are not all known, where the axis says', () => {
    const x = scaleOf(root, 'x');
    const bars = marks(root).map((mark) =>
      mark.children.filter(({ attributes }) => /v8M/.test(attributes.d ?? '')),
    );
    expect(bars.map(({ length }) => length)).toEqual([0, 1, 0]);
    const [, from, to] = /^M([\d.]+),.*H([\d.]+)M/.exec(bars[1]![0]!.attributes.d!)!;
    expect(Number(from)).toBeCloseTo(x(0.2), 0);
    expect(Number(to)).toBeCloseTo(x(0.7), 0);
  });

  it('says it all in words', () => {
    const { text: _, ...rest } = options;
    const said = describeRankedDots(rest);
    expect(said).toContain('Nobody there: nobody reported.');
    expect(said).toContain('least is known of Half there (45% silent): between');
  });
});
