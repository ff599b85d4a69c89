import { describe, expect, it } from 'vitest';
import { describeScatter, narrowWidth, type ScatterOptions, scatterPlot } from '../src/index.js';
import { fitted, pcns, scatter } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

const placeOf = (path: string) =>
  /^M([-\d.]+),([-\d.]+)/.exec(path)!.slice(1).map(Number) as [number, number];

describe.each([720, narrowWidth])('a scatter %i wide', (width) => {
  const svg = scatterPlot({ ...scatter, width });
  const root = parseXml(svg);
  const [x, y] = [scaleOf(root, 'x'), scaleOf(root, 'y')];

  it('puts every PCN where the axes say its need and provision are, zeros in the lanes', () => {
    const places = new Map(marks(root).map(({ attributes }) => [attributes['data-code'], attributes.d!]));
    expect(places.size).toBe(60);
    for (const point of scatter.points) {
      const [left, top] = placeOf(places.get(point.code)!);
      expect(left).toBeCloseTo(x(point.x), 0);
      if (point.y > 0) expect(top).toBeCloseTo(y(point.y), 0);
      else expect(top).toBeGreaterThan(y(0));
    }
  });

  it('draws the line and the band at their values', () => {
    const line = find(root, ({ attributes }) => attributes.class === 'fitted')[0]!.attributes.d!;
    const points = line
      .slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number));
    fitted.forEach(({ x: need, fit }, index) => {
      expect(points[index]![0]).toBeCloseTo(x(need), 0);
      expect(points[index]![1]).toBeCloseTo(y(fit), 0);
    });
  });

  it('says how many stand at zero, and of them how many did not report', () => {
    const zeros = scatter.points.filter((point) => point.y === 0);
    const absent = zeros.filter(({ reported }) => !reported);
    const all = lines(svg).join('\n');
    expect(all).toContain(`reported none: ${zeros.length - absent.length} of 60 PCNs`);
    expect(all).toContain(`did not report, counted as none: ${absent.length} of 60 PCNs`);
  });
});

describe('scatterPlot', () => {
  it('stays under 150 kB with 1,280 PCNs', () => {
    expect(scatterPlot({ ...scatter, points: pcns(1280) }).length).toBeLessThan(150_000);
  });

  it('carries name and both values with each mark', () => {
    const mark = marks(parseXml(scatterPlot(scatter))).find(
      ({ attributes }) => attributes['data-code'] === 'U10000',
    )!;
    const point = scatter.points[0]!;
    expect(mark.attributes['data-label']).toBe(point.name);
    expect(mark.attributes['data-value']).toBe(`${point.y.toFixed(2)}; ${(100 * point.x).toFixed(1)}%`);
  });

  it.each<[string, Partial<ScatterOptions>]>([
    ['no point', { points: [], line: [] }],
    ['no line', { line: [] }],
    ['one point', { points: pcns(1) }],
    ['all at zero', { points: pcns(40).map((point) => ({ ...point, y: 0 })) }],
    ['one need', { points: pcns(40).map((point) => ({ ...point, x: 0.2 })), line: [] }],
    ['numbers that are none', { points: pcns(4).map((point) => ({ ...point, x: Number.NaN })), line: [] }],
    [
      'hostile names',
      { points: pcns(3).map((point) => ({ ...point, name: `<script>"&'${'א'.repeat(300)}` })) },
    ],
  ])('bears %s', (_, change) => {
    for (const width of [720, narrowWidth]) {
      const options = { ...scatter, ...change, width };
      const svg = scatterPlot({
        ...options,
        text: { ...scatter.text, description: describeScatter(options) },
      });
      parseXml(svg);
      expect(svg).not.toMatch(broken);
      expect(svg).not.toContain('<script');
    }
  });
});

describe('describeScatter', () => {
  it('agrees with the data: counts, highest, and both ends of the line', () => {
    const top = scatter.points.reduce((a, b) => (b.y > a.y ? b : a));
    const words = describeScatter(scatter);
    expect(words).toContain('for 60 PCNs');
    expect(words).toContain(`${top.y.toFixed(2)} in ${top.name}`);
    expect(words).toContain('falls from 0.70 (0.59 to 0.81) at 10.0% to 0.50 (0.39 to 0.61) at 30.0%');
    expect(describeScatter({ ...scatter, line: [] })).toContain('No line is fitted');
    expect(describeScatter({ ...scatter, line: [...fitted].map((at) => ({ ...at, fit: at.x })) })).toContain(
      'rises',
    );
  });
});
