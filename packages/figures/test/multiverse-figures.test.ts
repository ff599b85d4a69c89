import { describe, expect, it } from 'vitest';
import {
  boundsPlot,
  describeBounds,
  describeContour,
  describeSignGrid,
  describeSpecificationCurve,
  narrowWidth,
  robustnessContour,
  signGrid,
  specificationCurve,
} from '../src/index.js';
import { isoline } from '../src/isolines.js';
import { columnsOf, optionSummaries } from '../src/specification-columns.js';
import { bounds, contour, curve, grid, remaining } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

const hostile = `<script>&"${'ע'.repeat(200)}`;

describe('specificationCurve', () => {
  it('stands every estimate at its value, in ascending order', () => {
    const options = curve(24);
    const root = parseXml(specificationCurve(options));
    const y = scaleOf(root, 'y');
    const dots = marks(root).filter(({ name }) => name === 'circle');
    expect(dots).toHaveLength(24);
    const sorted = [...options.points].sort((a, b) => a.estimate - b.estimate);
    dots.forEach(({ attributes }, index) => {
      expect(attributes['data-code']).toBe(sorted[index]!.code);
      expect(Number(attributes.cy)).toBeCloseTo(y(sorted[index]!.estimate), 0);
    });
  });

  it('puts thousands into columns of equal count and loses none', () => {
    const { points } = curve(6000);
    const sorted = [...points].sort((a, b) => a.estimate - b.estimate);
    const columns = columnsOf(sorted);
    expect(columns).toHaveLength(150);
    expect(columns.flatMap(({ members }) => members)).toEqual(sorted);
    for (const { members, shares } of columns) {
      expect(members).toHaveLength(40);
      expect([0, 1, 2, 3].reduce((sum, option) => sum + shares(0, option), 0)).toBeCloseTo(1, 12);
    }
    const svg = specificationCurve(curve(6000));
    expect(svg.length).toBeLessThan(100_000);
    expect(lines(svg).join(' ')).toContain('6,000 specifications in 150 columns');
  });

  it('takes the median over the specifications of an option (1, 3, 8 and 2: 2.5; one: itself; none: null)', () => {
    const of = (estimate: number, option: number) => ({
      ...curve(1).points[0]!,
      estimate,
      choices: [option],
    });
    const points = [of(1, 0), of(3, 0), of(8, 0), of(2, 0), of(5, 1)];
    expect(optionSummaries(points, 0, 3)).toEqual([{ n: 4, median: 2.5 }, { n: 1, median: 5 }, null]);
  });

  it('marks the paper’s own at its estimate', () => {
    const own = curve(24).points[0]!;
    expect(lines(specificationCurve(curve(24)))).toContain(
      `the paper’s own: ${own.estimate.toFixed(2).replace('-', '−')}`,
    );
    const none = curve(24).points.map((point) => ({ ...point, published: false }));
    expect(lines(specificationCurve({ ...curve(24), points: none })).join(' ')).not.toContain(
      'the paper’s own',
    );
  });

  it('bears no specification, one, estimates that are none and hostile words', () => {
    const one = curve(1);
    for (const options of [
      { ...one, points: [] },
      one,
      { ...one, dimensions: [] },
      { ...one, points: one.points.map((point) => ({ ...point, estimate: Number.NaN })) },
      {
        ...one,
        points: one.points.map((point) => ({ ...point, low: Number.NaN, high: Number.NaN, label: hostile })),
      },
      {
        ...one,
        dimensions: one.dimensions.map(({ options: names }) => ({
          label: hostile,
          options: names.map(() => hostile),
        })),
      },
    ]) {
      const svg = specificationCurve({
        ...options,
        text: { ...one.text, description: describeSpecificationCurve(options) },
      });
      parseXml(svg);
      expect(svg).not.toMatch(broken);
      expect(svg).not.toContain('<script');
    }
  });

  it.each([undefined, narrowWidth])('tells a page where columns and values lie, at width %s', (width) => {
    const root = parseXml(specificationCurve({ ...curve(600), ...(width ? { width } : {}) }));
    const [scale] = find(root, ({ attributes }) => 'data-columns' in attributes);
    const number = (name: string) => Number(scale!.attributes[`data-${name}`]);
    expect(number('columns')).toBe(150);
    const y = scaleOf(root, 'y');
    expect(number('zero')).toBeCloseTo(y(0), 0);
    expect(number('zero') - 0.4 * number('unit')).toBeCloseTo(y(0.4), 0);
    const dots = marks(root).filter(({ name }) => name === 'circle');
    const step = (number('right') - number('left')) / 150;
    expect(Number(dots[7]!.attributes.cx)).toBeCloseTo(number('left') + 7.5 * step, 0);
    expect(number('bottom')).toBeGreaterThan(number('zero'));
    expect(number('top')).toBeLessThan(number('zero'));
  });

  it('holds the range that it shares with other curves', () => {
    const top = (range?: readonly [number, number]) =>
      scaleOf(parseXml(specificationCurve({ ...curve(24), ...(range ? { range } : {}) })), 'y');
    const wide = top([-4, 4]);
    // 250 units of height for eight of the values, and three hundredths of them on either side.
    expect((wide(-4) - wide(4)) / 250).toBeCloseTo(1 / 1.06, 3);
    expect(top()(0) - top()(1)).toBeGreaterThan(2 * (wide(0) - wide(1)));
  });

  it('is described by shares that agree with the data', () => {
    const options = curve(24);
    const below = options.points.filter(({ estimate }) => estimate < 0).length;
    const words = describeSpecificationCurve(options);
    expect(words).toContain(`Below zero: ${((100 * below) / 24).toFixed(0)}%`);
    expect(words).toContain('24 specifications over 3 choices');
    expect(words).toContain('at rank 5 from the lowest');
  });
});

describe('signGrid', () => {
  it('fills a tile where the interval leaves out zero, by sign, and hatches what is missing', () => {
    const options = grid(6);
    const tiles = marks(parseXml(signGrid(options)));
    expect(tiles).toHaveLength(18);
    options.rows.forEach(({ code }, row) => {
      options.columns.forEach(({ snapshot }, column) => {
        const cell = options.cells.find((one) => one.row === code && one.snapshot === snapshot);
        const { fill } = tiles[row * 6 + column]!.children[0]!.attributes;
        const wanted =
          cell === undefined
            ? 'url(#grid-hatch)'
            : cell.high < 0
              ? '#12436D'
              : cell.low > 0
                ? '#F46A25'
                : '#FFFFFF';
        expect(fill, `${code} ${snapshot}`).toBe(wanted);
      });
    });
  });

  it('prints numbers where there is room and signs where there is none', () => {
    expect(lines(signGrid(grid(6)))).toContain('−0.33');
    const many = lines(signGrid(grid(27)));
    expect(many).not.toContain('−0.33');
    expect(many.filter((line) => line === '−' || line === '+').length).toBeGreaterThanOrEqual(80);
  });

  it('bears no row, no column, no cell and one snapshot', () => {
    for (const options of [
      { ...grid(1), rows: [] },
      { ...grid(1), columns: [], cells: [] },
      { ...grid(1), cells: [] },
      grid(1),
      { ...grid(2), cells: grid(2).cells.map((cell) => ({ ...cell, low: Number.NaN, high: Number.NaN })) },
      { ...grid(1), rows: [{ code: 'ltc_share', label: hostile }] },
    ]) {
      const svg = signGrid({ ...options, text: { ...options.text, description: describeSignGrid(options) } });
      parseXml(svg);
      expect(svg).not.toMatch(broken);
      expect(svg).not.toContain('<script');
    }
  });

  it('is described row by row', () => {
    const words = describeSignGrid(grid(6));
    // 0.02 - (0.1 + 0.05 k) + 0.2 < 0 from k = 3 on.
    expect(words).toContain(
      'No support, as published: of 6 snapshots the interval lies below zero at 3 and above at 0',
    );
    expect(words).toContain('Core20: of 5 snapshots');
  });
});

describe.each([720, narrowWidth])('boundsPlot %i wide', (width) => {
  it('draws bounds and estimate at their values, dark where they leave out zero', () => {
    const root = parseXml(boundsPlot({ ...bounds, width }));
    const x = scaleOf(root, 'x');
    for (const [index, mark] of marks(root).entries()) {
      const row = bounds.rows[index]!;
      const bar = mark.children.find(({ attributes }) => attributes['stroke-width'] === '10')!;
      const [from, to] = /^M([\d.]+),[\d.]+H([\d.]+)$/.exec(bar.attributes.d!)!.slice(1).map(Number);
      expect(from).toBeCloseTo(x(row.bound_low), 0);
      expect(to).toBeCloseTo(x(row.bound_high), 0);
      expect(bar.attributes.stroke === '#12436D').toBe(row.bound_high < 0 || row.bound_low > 0);
    }
  });

  it('bears no row, one row and bounds that are none', () => {
    for (const rows of [
      [],
      bounds.rows.slice(0, 1),
      bounds.rows.map((row) => ({
        ...row,
        bound_low: Number.NaN,
        bound_high: Number.NaN,
        estimate: Number.NaN,
        conf_low: null,
        conf_high: null,
      })),
    ]) {
      const options = { ...bounds, rows, width };
      const svg = boundsPlot({ ...options, text: { ...bounds.text, description: describeBounds(options) } });
      expect(marks(parseXml(svg))).toHaveLength(rows.length);
      expect(svg).not.toMatch(broken);
    }
  });
});

it('describeBounds agrees with the data', () => {
  const words = describeBounds(bounds);
  expect(words).toContain('Widest: −1.82 to 1.82 at 30 June 2022');
  expect(words).toContain('below zero at 1 and above zero at 0 of 6');
});

describe('robustnessContour', () => {
  it('draws the critical line where the surface takes the critical value', () => {
    const root = parseXml(robustnessContour(contour));
    const [x, y] = [scaleOf(root, 'x'), scaleOf(root, 'y')];
    const path = find(root, ({ attributes }) => attributes.class === 'critical')[0]!.attributes.d!;
    const places = [...path.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(
      (match) => [Number(match[1]), Number(match[2])] as const,
    );
    expect(places.length).toBeGreaterThan(20);
    const unit = { x: x(1) - x(0), y: y(1) - y(0) };
    for (const [left, top] of places) {
      expect(Math.abs(remaining((left - x(0)) / unit.x, (top - y(0)) / unit.y))).toBeLessThan(0.02);
    }
  });

  it('puts benchmarks at their strengths', () => {
    const root = parseXml(robustnessContour(contour));
    const [x, y] = [scaleOf(root, 'x'), scaleOf(root, 'y')];
    marks(root).forEach((mark, index) => {
      const tip = /^M([\d.]+),([\d.]+)/.exec(mark.children.at(-1)!.attributes.d!)!;
      const one = contour.benchmarks[index]!;
      expect(Number(tip[1])).toBeCloseTo(x(one.x), 0);
      expect(Math.abs(Number(tip[2]) - y(one.y))).toBeLessThan(7);
    });
  });

  it('bears no benchmark, a surface without the level, numbers that are none and hostile words', () => {
    for (const width of [720, narrowWidth]) {
      for (const change of [
        { benchmarks: [] },
        { critical: { value: 99, label: hostile } },
        { values: contour.values.map((row) => row.map(() => Number.NaN)) },
        { x: [0], y: [0], values: [[1]] },
        { benchmarks: contour.benchmarks.map((one) => ({ ...one, label: hostile })) },
      ]) {
        const options = { ...contour, ...change, width };
        const svg = robustnessContour({
          ...options,
          text: { ...contour.text, description: describeContour(options) },
        });
        parseXml(svg);
        expect(svg).not.toMatch(broken);
        expect(svg).not.toContain('<script');
      }
    }
  });

  it('is described by what each benchmark leaves', () => {
    const words = describeContour(contour);
    expect(words).toContain('Rural (5.0% and 2.5%) leaves −0.16.');
    expect(words).toContain('three times (13.0% and 6.0%) leaves 0.14, past the critical line.');
  });
});

describe('isoline', () => {
  it('is the straight line x + y = 1.5 of a plane', () => {
    const axis = [0, 1, 2];
    const pieces = isoline(
      axis,
      axis,
      axis.map((y) => axis.map((x) => x + y)),
      1.5,
    );
    expect(pieces.length).toBeGreaterThan(0);
    for (const [x, y] of pieces.flat()) expect(x + y).toBeCloseTo(1.5, 12);
  });
});
