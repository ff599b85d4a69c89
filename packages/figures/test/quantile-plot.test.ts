import { describe, expect, it } from 'vitest';
import { describeQuantiles, narrowWidth, quantilePlot } from '../src/index.js';
import { quantileSlopes } from './examples.js';
import { broken, lines, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('quantilePlot %i wide', (width) => {
  const svg = quantilePlot({ ...quantileSlopes, width });
  const root = parseXml(svg);

  it('draws slope and interval at their values, one mark a quantile', () => {
    const y = scaleOf(root, 'y');
    const found = marks(root);
    expect(found).toHaveLength(quantileSlopes.points.length);
    for (const [index, mark] of found.entries()) {
      const { conf_low, conf_high, estimate } = quantileSlopes.points[index]!;
      const [from, to] = /^M[\d.]+,([\d.]+)V([\d.]+)$/
        .exec(mark.children[0]!.attributes.d!)!
        .slice(1)
        .map(Number);
      expect(from).toBeCloseTo(y(conf_low!), 0);
      expect(to).toBeCloseTo(y(conf_high!), 0);
      expect(Number(mark.children[1]!.attributes.cy)).toBeCloseTo(y(estimate), 0);
    }
  });

  it('draws the mean across, and the band over the quantiles that have one', () => {
    const y = scaleOf(root, 'y');
    const dashed = find(root, ({ attributes }) => attributes['stroke-dasharray'] === '7 4');
    expect(dashed).toHaveLength(2);
    const across = /^M[\d.]+,([\d.]+)H/.exec(dashed[1]!.attributes.d!)!;
    expect(Number(across[1])).toBeCloseTo(y(quantileSlopes.mean!), 0);
    const [band] = find(root, ({ name, attributes }) => name === 'path' && 'fill-opacity' in attributes);
    expect(band!.attributes.d!.split('L')).toHaveLength(6);
  });

  it('bears no point, no interval and no mean', () => {
    const none = { conf_low: null, conf_high: null, band_low: null, band_high: null };
    for (const points of [[], quantileSlopes.points.map((point) => ({ ...point, ...none }))]) {
      const options = { ...quantileSlopes, points, mean: null, width };
      const drawn = quantilePlot({
        ...options,
        text: { ...options.text, description: describeQuantiles(options) },
      });
      expect(drawn).not.toMatch(broken);
      expect(lines(drawn).join(' ')).not.toContain('band for all');
      expect(marks(parseXml(drawn))).toHaveLength(points.length);
    }
  });
});

it('describeQuantiles tells the extremes and how many the band leaves off zero', () => {
  const words = describeQuantiles(quantileSlopes);
  expect(words).toContain('Least: −2.00 at the 90th percentile');
  expect(words).toContain('leaves out zero at 1 of 5');
});
