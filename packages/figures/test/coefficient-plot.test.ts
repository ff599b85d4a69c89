import { monthEnds, paperLabel } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { directLabels } from '../src/coefficient-labels.js';
import { measuredPanel } from '../src/coefficient-panel.js';
import { panelValues, styled } from '../src/coefficient-series.js';
import { type CoefficientSeries, coefficientPanels, coefficientPlot } from '../src/index.js';
import { quarterAxis } from '../src/quarter-axis.js';
import { ribbon } from '../src/ribbon.js';
import { textWidth } from '../src/text.js';
import { timeScale } from '../src/time-scale.js';
import { text, twoSeries } from './examples.js';
import { extentOf } from './extent.js';
import { find, parseXml } from './xml.js';

const yLabel = 'FTE per 10,000 patients';
const plot = (series: readonly CoefficientSeries[], confirmedFrom?: string) =>
  coefficientPlot({ text, series, yLabel, ...(confirmedFrom === undefined ? {} : { confirmedFrom }) });
const words = (svg: string) =>
  find(parseXml(svg), ({ name }) => name === 'text').map((element) => element.text);
const timeOf = (series: readonly CoefficientSeries[]) => timeScale(series, 50, 570, 22);

describe('coefficientPlot with two kinds of interval', () => {
  const beside = twoSeries(3).map((series) => ({
    ...series,
    points: series.points.map((point) => ({
      ...point,
      other_low: point.estimate - 0.01,
      other_high: point.estimate + 0.01,
    })),
  }));
  const intervals = { own: 'by area', other: 'each alone' };
  const svg = coefficientPlot({ text, series: beside, yLabel, intervals });

  it('draws one thick and one thin for every point, and says which is which', () => {
    const strokes = find(parseXml(svg), ({ name }) => name === 'path').map(
      ({ attributes }) => attributes['stroke-width'],
    );
    const points = beside.flatMap((series) => series.points).length;
    expect(strokes.filter((width) => width === '2.6')).toHaveLength(points + 1);
    expect(words(svg)).toEqual(expect.arrayContaining(['by area', 'each alone']));
    expect(words(plot(twoSeries(3)))).not.toContain('by area');
  });

  it('fills a marker by the interval that conclusions rest on alone', () => {
    const wide = beside.map((series) => ({
      ...series,
      points: series.points.map((point) => ({ ...point, low: -9, high: 9 })),
    }));
    const drawn = words(coefficientPlot({ text, series: wide, yLabel, intervals }));
    expect(drawn).toContain('95% interval includes zero');
    expect(drawn).not.toContain('95% interval leaves out zero');
  });
});

describe('coefficientPlot', () => {
  it('draws what has no interval as a cross, which the key sets apart from an interval about zero', () => {
    const [series] = twoSeries(3);
    const points = series!.points.map((point, i) =>
      i === 0 ? { ...point, low: Number.NaN, high: Number.NaN } : { ...point, low: -1, high: 1 },
    );
    const svg = plot([{ ...series!, points }]);
    const crosses = find(parseXml(svg), ({ attributes }) => attributes['stroke-width'] === '1.8');
    // The point and the sign in the key.
    expect(crosses).toHaveLength(2);
    expect(words(svg)).toEqual(expect.arrayContaining(['no interval', '95% interval includes zero']));
    const hollow = find(
      parseXml(svg),
      ({ name, attributes }) => name === 'circle' && attributes.fill === '#FFFFFF',
    );
    expect(hollow.length).toBeGreaterThan(points.length - 1);
  });

  it.each([
    ['a quarter apart', ['2020-03-31', '2020-06-30', '2020-09-30'], 1],
    ['a year apart', ['2020-06-30', '2021-06-30', '2022-06-30'], 1],
    ['three years apart', ['2022-03-31', '2022-06-30', '2025-11-30'], 2],
  ])('draws the band through points that are %s, and none over more than a year', (_, dates, runs) => {
    const point = twoSeries(1)[0]!.points[0]!;
    const points = dates.map((snapshot) => ({ ...point, snapshot, band_low: -0.1, band_high: 0.4 }));
    const x = (snapshot: string) => Date.parse(snapshot) / 86_400_000;
    expect(ribbon(points, x, (value) => value, '#12436D').match(/<path/g)).toHaveLength(runs);
  });

  it.each([1, 2, 10, 15, 23])('keeps the texts of %i quarters apart on the time axis', (quarters) => {
    const time = timeOf(twoSeries(quarters));
    const texts = quarterAxis(time.dates, time.xs, 13);
    for (const row of [0, 1, 2, 3]) {
      const boxes = texts
        .filter((item) => item.row === row)
        .map(({ text: label, x }) => [x - textWidth(label, 13) / 2, x + textWidth(label, 13) / 2] as const)
        .sort((a, b) => a[0] - b[0]);
      expect(boxes.length).toBeGreaterThan(0);
      boxes.slice(1).forEach((box, index) => {
        expect(box[0]).toBeGreaterThan(boxes[index]![1]);
      });
    }
  });

  it.each([
    ['28 months', monthEnds('2020-03-31', '2022-06-30')],
    ['76 months', monthEnds('2020-03-31', '2026-06-30')],
    ['two neighbouring months after a gap of years', ['2020-03-31', '2024-04-30', '2024-05-31']],
    ['months of which none ends a quarter', ['2021-01-31', '2021-02-28', '2021-04-30', '2021-05-31']],
  ])('places %s by date and keeps their texts apart', (_, dates) => {
    const [first] = twoSeries(1) as [CoefficientSeries, CoefficientSeries];
    const point = first.points[0]!;
    const series = {
      ...first,
      points: dates.map((snapshot) => ({ ...point, snapshot, label: paperLabel(snapshot) })),
    };
    const time = timeOf([series]);
    const days = dates.map((date) => Date.parse(date));
    time.xs.forEach((x, i) => {
      const along = (x - time.xs[0]!) / (time.xs.at(-1)! - time.xs[0]!);
      expect(along).toBeCloseTo((days[i]! - days[0]!) / (days.at(-1)! - days[0]!), 9);
    });
    const texts = quarterAxis(time.dates, time.xs, 13);
    expect(texts.every(({ text: word }) => word !== '')).toBe(true);
    for (const row of [0, 1, 2, 3]) {
      const boxes = texts
        .filter((item) => item.row === row)
        .map(({ text: word, x }) => [x - textWidth(word, 13) / 2, x + textWidth(word, 13) / 2] as const);
      boxes.slice(1).forEach((box, i) => {
        expect(box[0]).toBeGreaterThan(boxes[i]![1]);
      });
    }
    expect(texts.filter(({ row }) => row === 2).length > 0).toBe(
      dates.some((date) => paperLabel(date) !== ''),
    );
    const financial = texts.filter(({ row }) => row === 3).map(({ text: word }) => word);
    expect(new Set(financial).size).toBe(financial.length);
  });

  it("dates every one of 15 quarters, with the paper's quarter beneath", () => {
    const all = words(plot(twoSeries(15)));
    expect(all.filter((word) => /^(Mar|Jun|Sep|Dec)$/.test(word))).toHaveLength(15);
    expect(all.filter((word) => /^Q[1-4]$/.test(word))).toHaveLength(15);
    for (const year of ['2020', '2023', '2020/21', '2023/24']) expect(all).toContain(year);
  });

  it('keeps direct labels apart even where series end at one value', () => {
    const [first] = twoSeries(10) as [CoefficientSeries, CoefficientSeries];
    const series = Array.from({ length: 8 }, (_, index) => ({
      ...first,
      key: String(index),
      label: `A rather long label of the series with the number ${index}`,
    }));
    const panel = measuredPanel(styled([series])[0]!, panelValues(series), 330, 150);
    const column = { left: 570, right: 720, top: 40, bottom: 40 + panel.height, axis: panel.axisAt(40) };
    const labels = directLabels(panel.series, column).sort((a, b) => a.top - b.top);
    expect(labels).toHaveLength(8);
    labels.slice(1).forEach((label, index) => {
      expect(label.top).toBeGreaterThanOrEqual(labels[index]!.top + labels[index]!.height - 1e-9);
    });
    expect(labels[0]!.top).toBeGreaterThanOrEqual(column.top - 1e-9);
    expect(labels[7]!.top + labels[7]!.height).toBeLessThanOrEqual(column.bottom + 1e-9);
  });

  it('fills a marker where the interval leaves out zero, and only there', () => {
    const svg = plot([twoSeries(10)[1]!]);
    const markers = find(
      parseXml(svg),
      ({ name, attributes }) => name === 'circle' && attributes.r === '4.2' && attributes.cx !== undefined,
    );
    const hollow = markers.filter(({ attributes }) => attributes.fill === '#FFFFFF');
    // 0.035 k > 0.15 from k = 5 on; the direct label has a filled marker of its own.
    expect(hollow).toHaveLength(4);
    expect(markers.length - hollow.length).toBe(7);
    expect(words(svg)).toEqual(
      expect.arrayContaining([
        '95% interval leaves out zero',
        '95% interval includes zero',
        'bootstrap 95% interval',
      ]),
    );
  });

  it('shades what lies before the confirmed numbers', () => {
    const shaded = (confirmedFrom?: string) =>
      find(parseXml(plot(twoSeries(15), confirmedFrom)), ({ name }) => name === 'rect').map(
        ({ attributes }) => Number(attributes.width),
      );
    expect(shaded()).toEqual([]);
    expect(shaded('2020-03-31')).toEqual([]);
    const [some] = shaded('2022-12-31');
    const [most] = shaded('2030-01-01');
    expect(some).toBeGreaterThan(0);
    expect(most).toBeGreaterThan(some!);
    expect(words(plot(twoSeries(15), '2022-12-31'))).toContain('Before NHS England confirmed the numbers');
  });

  it('draws a simultaneous band where points have one, with its level in the key', () => {
    const banded = twoSeries(5).map((one) => ({
      ...one,
      points: one.points.map((point) => ({ ...point, band_low: point.low - 1, band_high: point.high + 1 })),
    }));
    expect(plot(twoSeries(5))).not.toContain('simultaneous');
    const svg = coefficientPlot({ text, series: banded, yLabel, level: 0.9 });
    expect(svg).toContain('simultaneous 90% band');
    expect(svg).toContain('90% interval');
    expect(svg).not.toContain('95% interval');
    expect(svg.match(/fill-opacity="0.16"/g)).toHaveLength(banded.length + 1);
  });

  it('writes negative numbers with a true minus sign', () => {
    const all = words(plot(twoSeries(15)));
    expect(all).toContain('−0.2');
    expect(all.filter((word) => /^-\d/.test(word))).toEqual([]);
  });

  it('bears no series, no point, one point, missing bounds and extreme ranges', () => {
    const [constant, need] = twoSeries(4) as [CoefficientSeries, CoefficientSeries];
    const altered = (change: (value: number) => number) => ({
      ...need,
      points: need.points.map((point) => ({
        ...point,
        estimate: change(point.estimate),
        low: change(point.low),
        high: change(point.high),
        boot_low: null,
        boot_high: null,
      })),
    });
    for (const series of [
      [],
      [{ ...need, points: [] }],
      [{ ...need, points: need.points.slice(0, 1) }],
      [
        {
          ...need,
          points: need.points.map((point) => ({ ...point, low: Number.NaN, high: Number.POSITIVE_INFINITY })),
        },
      ],
      [altered((value) => value * 1e12)],
      [altered((value) => value * 1e-12)],
      [altered((value) => -Math.abs(value) - 5)],
      [altered(() => 0)],
      [altered(() => Number.NaN)],
      [constant, altered((value) => value * 1000)],
    ]) {
      const svg = plot(series, '2022-12-31');
      parseXml(svg);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('has title and description, escapes labels, and is the same byte for byte', () => {
    const series = twoSeries(3).map((item) => ({ ...item, label: `<b>"${item.label}" & more` }));
    const svg = plot(series);
    const root = parseXml(svg);
    expect(root.children.slice(0, 2).map(({ name }) => name)).toEqual(['title', 'desc']);
    expect(svg).not.toContain('<b>');
    expect(plot(series)).toBe(svg);
  });
});

describe('coefficientPanels', () => {
  it('puts panels above each other without overlap on one time axis', () => {
    const need = twoSeries(15)[1]!;
    const panels = ['No support', 'Long-term condition', 'Core20'].map((label) => ({
      label,
      series: [need],
    }));
    const svg = coefficientPanels({ text, panels, yLabel, scale: 'common' });
    const points = find(parseXml(svg), ({ attributes }) => 'data-code' in attributes).map(
      (mark) => extentOf(mark)!,
    );
    const each = need.points.length;
    const drawn = panels.map((_, index) => points.slice(index * each, (index + 1) * each));
    expect(points).toHaveLength(3 * each);
    drawn.slice(1).forEach((panel, index) => {
      const above = Math.max(...drawn[index]!.map(({ bottom }) => bottom));
      expect(Math.min(...panel.map(({ top }) => top))).toBeGreaterThan(above);
    });
    const all = words(svg);
    expect(all).toEqual(expect.arrayContaining(['No support', 'Long-term condition', 'Core20']));
    expect(all.filter((word) => word === '2023/24')).toHaveLength(1);
  });
});
