import { describe, expect, it } from 'vitest';
import { type DistributionRow, describeDistribution, distributionPlot, narrowWidth } from '../src/index.js';
import { distribution, quarters } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { parseXml } from './xml.js';

describe.each([720, narrowWidth])('a distribution %i wide', (width) => {
  const root = parseXml(distributionPlot({ ...distribution, width }));

  it('divides each bar as the PCNs divide', () => {
    for (const [index, mark] of marks(root).entries()) {
      const { notReported, none, some } = distribution.rows[index]!;
      const widths = mark.children
        .filter(({ name }) => name === 'rect')
        .map(({ attributes }) => Number(attributes.width));
      const whole = widths.reduce((sum, length) => sum + length, 0);
      const parts = [notReported, none, some].filter((part) => part > 0);
      expect(widths).toHaveLength(parts.length);
      parts.forEach((part, at) => {
        expect(widths[at]! / whole).toBeCloseTo(part / 1250, 3);
      });
    }
  });

  it('puts the quantiles where the axis says', () => {
    const x = scaleOf(root, 'x');
    for (const [index, mark] of marks(root).entries()) {
      const [whole, half, middle] = mark.children.filter(({ name }) => name === 'path');
      const ends = (path: string) => /^M([\d.]+),[\d.]+H([\d.]+)$/.exec(path)!.slice(1).map(Number);
      const [p05, p25, p50, p75, p95] = distribution.rows[index]!.quantiles!;
      expect(ends(whole!.attributes.d!)[0]).toBeCloseTo(x(p05), 0);
      expect(ends(whole!.attributes.d!)[1]).toBeCloseTo(x(p95), 0);
      expect(ends(half!.attributes.d!)[0]).toBeCloseTo(x(p25), 0);
      expect(ends(half!.attributes.d!)[1]).toBeCloseTo(x(p75), 0);
      expect(Number(/^M([\d.]+)/.exec(middle!.attributes.d!)![1])).toBeCloseTo(x(p50), 0);
    }
  });
});

describe('distributionPlot', () => {
  const none = { notReported: 0, none: 0, some: 0, counted: 0, without: 0, quantiles: null };
  const all = { counted: 1250, without: 1250 };
  it.each<[string, DistributionRow[]]>([
    ['no snapshot', []],
    ['one snapshot', quarters(1)],
    ['27 snapshots', quarters(27)],
    ['a snapshot without data', quarters(3).map((row, index) => (index === 1 ? { ...row, ...none } : row))],
    ['nobody with any', quarters(3).map((row) => ({ ...row, ...none, ...all, none: 1250 }))],
    ['nobody reporting', quarters(3).map((row) => ({ ...row, ...none, ...all, notReported: 1250 }))],
    [
      'nobody reporting, and none counted',
      quarters(3).map((row) => ({ ...row, ...none, notReported: 1250 })),
    ],
    ['one value', quarters(3).map((row) => ({ ...row, quantiles: [0.4, 0.4, 0.4, 0.4, 0.4] as const }))],
  ])('bears %s', (_, rows) => {
    for (const width of [720, narrowWidth]) {
      const options = { ...distribution, rows, width };
      const svg = distributionPlot({
        ...options,
        text: { ...distribution.text, description: describeDistribution(options) },
      });
      expect(marks(parseXml(svg))).toHaveLength(rows.length);
      expect(svg).not.toMatch(broken);
    }
  });

  it('prints the share without any, reported or not', () => {
    // 900 and 150, then 0 and 150 of 1,250.
    const all = lines(distributionPlot({ ...distribution, rows: quarters(2) }));
    expect(all).toEqual(expect.arrayContaining(['84%', '12%']));
  });

  it('prints it of those that reported where the others are not counted', () => {
    // 150 of 350 that reported, then 150 of 1,250.
    const rows = quarters(2).map((row) => ({ ...row, counted: 1250 - row.notReported, without: row.none }));
    const all = lines(distributionPlot({ ...distribution, rows }));
    expect(all).toEqual(expect.arrayContaining(['43%', '12%']));
    expect(all).not.toContain('84%');
    expect(all.join(' ')).toContain('%: without any, of PCNs that reported');
    const words = describeDistribution({ ...distribution, rows });
    expect(words).toContain('72% not reporting, 43% of the others reporting none');
    expect(words).toContain(
      'The share without any, of PCNs that reported, is greatest at 30 June 2023 (43%)',
    );
  });
});

describe('describeDistribution', () => {
  it('agrees with the data: first, last, greatest and least share without any', () => {
    const words = describeDistribution(distribution);
    expect(words).toContain('30 June 2022: 1,250 PCNs, 72% not reporting, 12% reporting none');
    expect(words).toContain('30 September 2023: 1,250 PCNs, 0% not reporting, 12% reporting none');
    expect(words).toContain('greatest at 30 June 2022 (84%) and least at 30 September 2023 (12%)');
    expect(words).toContain('median 0.40, 5% to 95% 0.10 to 1.20');
  });
});
