import { describe, expect, it } from 'vitest';
import {
  areaOverTime,
  areaScatter,
  describeAreaOverTime,
  describeAreaScatter,
  narrowWidth,
} from '../src/index.js';
import { areaOptions, areaTime } from './area-examples.js';
import { lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

const placesIn = (path: string) =>
  [...path.matchAll(/M([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

describe.each([440, narrowWidth])('PCNs of an area before all others, %i wide', (width) => {
  const svg = areaScatter({ ...areaOptions, width });
  const root = parseXml(svg);
  const [x, y] = [scaleOf(root, 'x'), scaleOf(root, 'y')];
  const top = Math.max(0.8, ...areaOptions.points.map((point) => point.y));

  it('stand where the axes say, those without any in their lanes', () => {
    const places = new Map(marks(root).map(({ attributes }) => [attributes['data-code'], attributes.d!]));
    expect(places.size).toBe(areaOptions.points.length);
    for (const point of areaOptions.points) {
      const [[left, height] = [0, 0]] = placesIn(places.get(point.code)!);
      expect(left).toBeCloseTo(x(point.x), 0);
      if (point.y > 0) expect(height).toBeCloseTo(y(point.y), 0);
      else expect(height).toBeGreaterThan(y(0));
    }
  });

  it('have every other behind them in one path, but for those above the axis, which are counted', () => {
    const [behind] = find(root, ({ attributes }) => attributes.class === 'behind');
    const within = areaOptions.behind.filter((point) => point.y > 0 && point.y <= top);
    const places = placesIn(behind!.attributes.d!);
    expect(places).toHaveLength(within.length);
    within.forEach((point, i) => {
      expect(places[i]![0]).toBeCloseTo(x(point.x), 0);
      expect(places[i]![1]).toBeCloseTo(y(point.y), 0);
    });
    const above = areaOptions.behind.filter((point) => point.y > top).length;
    expect(above).toBeGreaterThan(0);
    expect(lines(svg).join(' ')).toContain(`${above} grey dots are above the axis.`);
  });

  it('have the line of all at its values', () => {
    const [line] = find(root, ({ attributes }) => attributes.class === 'fitted');
    const ends = line!.attributes
      .d!.slice(1)
      .split('L')
      .map((pair) => pair.split(',').map(Number));
    areaOptions.line.forEach((point, i) => {
      expect(ends[i]![0]).toBeCloseTo(x(point.x), 0);
      expect(ends[i]![1]).toBeCloseTo(y(point.fit), 0);
    });
  });
});

it('an area without numbers is drawn and said to have none', () => {
  const silent = areaOptions.points.map((point) => ({ ...point, y: 0, reported: false }));
  const options = { ...areaOptions, points: silent, behind: [], line: [] };
  expect(lines(areaScatter(options)).join(' ')).toContain('did not report: 30 of 30 PCNs');
  expect(describeAreaScatter(options)).toContain('0 reported none and 30 did not report');
  expect(describeAreaScatter({ ...options, points: [] })).toContain('nothing to show');
  const none = areaTime.points.map((point) => ({ ...point, value: null, low: null, high: null }));
  expect(describeAreaOverTime({ ...areaTime, points: none })).toContain('nobody reported');
  expect(areaOverTime({ ...areaTime, points: none })).toContain('England');
});

describe('an area over time', () => {
  const svg = areaOverTime(areaTime);
  const root = parseXml(svg);

  it('has a mark with its interval for each snapshot at which somebody reported, hollow where few did', () => {
    const found = marks(root);
    expect(found.map(({ attributes }) => attributes['data-code'])).toEqual(
      areaTime.points.slice(1).map(({ snapshot }) => snapshot),
    );
    expect(found[0]!.attributes['data-value']).toBe('0.10 (-0.05 to 0.25)');
    const fills = found.map((mark) => find(mark, ({ name }) => name === 'circle')[0]!.attributes.fill);
    expect(fills.map((fill) => fill === '#FFFFFF')).toEqual([true, ...Array(6).fill(false)]);
  });

  it('puts marks where the axis says', () => {
    const y = scaleOf(root, 'y');
    marks(root).forEach((mark, i) => {
      const [circle] = find(mark, ({ name }) => name === 'circle');
      expect(Number(circle!.attributes.cy)).toBeCloseTo(y(areaTime.points[i + 1]!.value!), 0);
    });
  });

  it('says in words what it shows', () => {
    expect(describeAreaOverTime(areaTime)).toContain('31 December 2021 0.70 (0.55 to 0.85), England 0.40');
  });
});
