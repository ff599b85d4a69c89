import { describe, expect, it } from 'vitest';
import { describeFunnel, describeShareCurves, funnelPlot, narrowWidth, shareCurves } from '../src/index.js';
import { funnel, lorenz } from './flow-examples.js';
import { broken, marks, scaleOf } from './reading.js';
import { find, parseXml } from './xml.js';

describe.each([720, narrowWidth])('funnelPlot %i wide', (width) => {
  const root = parseXml(funnelPlot({ ...funnel, width }));

  it('draws each unit at its ratio, and fills those outside', () => {
    const y = scaleOf(root, 'y');
    const found = marks(root);
    expect(found).toHaveLength(funnel.points.length);
    found.forEach((mark, index) => {
      const { ratio, outside } = funnel.points[index]!;
      const circle = mark.children[0]!.attributes;
      expect(Number(circle.cy)).toBeCloseTo(y(ratio), 0);
      expect(circle.fill === '#FFFFFF').toBe(!outside);
    });
  });

  it('names those outside where there is room', () => {
    const names = find(root, ({ name, text }) => name === 'text' && /^Area \d+$/.test(text));
    expect(names).toHaveLength(width === narrowWidth ? 0 : 2);
  });
});

describe('funnelPlot', () => {
  it('draws many units within in one stroke and keeps marks for those outside', () => {
    const many = Array.from({ length: 20 }, () => funnel.points).flat();
    const root = parseXml(funnelPlot({ ...funnel, points: many }));
    expect(marks(root)).toHaveLength(40);
    const [crowd] = find(root, ({ attributes }) => attributes.class === 'points');
    expect(crowd!.attributes.d!.split('M')).toHaveLength(22 * 20 + 1);
  });

  it('bears one unit and none', () => {
    expect(funnelPlot({ ...funnel, points: [] })).not.toMatch(broken);
    expect(funnelPlot({ ...funnel, points: funnel.points.slice(0, 1) })).not.toMatch(broken);
  });

  it('says in words how many are outside, and which', () => {
    expect(describeFunnel(funnel)).toBe(
      '24 areas by what is expected of them; 2 outside the outer limits, 1 above and 1 below: Area 20 3.60; Area 23 0.00.',
    );
  });
});

describe('shareCurves', () => {
  it.each([720, narrowWidth])('draws a curve at its shares, %i wide', (width) => {
    const root = parseXml(shareCurves({ ...lorenz, width }));
    const y = scaleOf(root, 'y');
    const curves = marks(root);
    expect(curves.map(({ attributes }) => attributes['data-value'])).toEqual(['18% at 50%', '57% at 50%']);
    const heights = curves[0]!.attributes
      .d!.slice(1)
      .split('L')
      .map((at) => Number(at.split(',')[1]));
    lorenz.curves[0]!.points.forEach(({ amount }, index) => {
      expect(heights[index]).toBeCloseTo(y(amount), 0);
    });
  });

  it('says what the first half have', () => {
    expect(describeShareCurves(lorenz)).toContain('by need: the first 50% of patients have 57%.');
    expect(describeShareCurves({ ...lorenz, curves: [] })).toBe('No curve.');
  });
});
