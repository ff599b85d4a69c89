import { describe, expect, it } from 'vitest';
import { describeFlow, flowDiagram, narrowWidth } from '../src/index.js';
import { flow } from './flow-examples.js';
import { broken, lines, marks } from './reading.js';
import { find, parseXml, type XmlElement } from './xml.js';

const boxes = flow.stages.flatMap(({ boxes: here, exclusions = [] }) => [...here, ...exclusions]);

const frame = (mark: XmlElement) => {
  const [rect] = find(mark, ({ name }) => name === 'rect');
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((key) => Number(rect!.attributes[key]));
  return { x: x!, y: y!, right: x! + width!, bottom: y! + height! };
};

describe.each([720, narrowWidth])('flowDiagram %i wide', (width) => {
  const svg = flowDiagram({ ...flow, width });
  const root = parseXml(svg);
  const frames = new Map(marks(root).map((mark) => [mark.attributes['data-code']!, frame(mark)]));

  it('draws every box once, within the figure and clear of every other', () => {
    expect([...frames.keys()].sort()).toEqual(boxes.map(({ code }) => code).sort());
    expect(marks(root)).toHaveLength(boxes.length);
    for (const [code, one] of frames) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.right).toBeLessThanOrEqual(width);
      for (const [other, two] of frames) {
        const apart =
          one.right <= two.x ||
          two.right <= one.x ||
          one.bottom <= two.y ||
          two.bottom <= one.y ||
          code === other;
        expect({ code, other, apart }).toEqual({ code, other, apart: true });
      }
    }
  });

  it('sets every word in a box, count first', () => {
    for (const mark of marks(root)) {
      const box = boxes.find(({ code }) => code === mark.attributes['data-code'])!;
      const words = find(mark, ({ name }) => name === 'text').map(({ text }) => text);
      expect(words.join(' ')).toBe([box.count, box.label, box.note].filter(Boolean).join(' '));
      const { x, right } = frames.get(box.code)!;
      for (const text of find(mark, ({ name }) => name === 'text')) {
        expect(Number(text.attributes.x)).toBeGreaterThan(x);
        expect(Number(text.attributes.x)).toBeLessThan(right);
      }
    }
  });

  it('points an arrow at every box but those of the first line', () => {
    const tips = find(root, ({ name, attributes }) => name === 'path' && attributes.d!.endsWith('z')).map(
      ({ attributes }) => /^M([\d.]+),([\d.]+)/.exec(attributes.d!)!.slice(1).map(Number) as [number, number],
    );
    const reached = [...frames].filter(([, { x, right, y, bottom }]) =>
      tips.some(
        ([tipX, tipY]) =>
          (Math.abs(tipY - y) < 2 && tipX > x && tipX < right) ||
          (Math.abs(tipX - x) < 2 && tipY > y && tipY < bottom),
      ),
    );
    const first = flow.stages[0]!.boxes.map(({ code }) => code);
    expect(tips).toHaveLength(boxes.length - first.length);
    expect(reached.map(([code]) => code).sort()).toEqual(
      [...frames.keys()].filter((code) => !first.includes(code)).sort(),
    );
  });

  it('breaks the border of what is worked out, and of nothing else', () => {
    const dashed = marks(root).filter(
      (mark) => find(mark, ({ attributes }) => 'stroke-dasharray' in attributes).length,
    );
    expect(dashed.map(({ attributes }) => attributes['data-code'])).toEqual(['duplicates']);
  });

  it('prints no text below seven points at 170 millimetres, or eleven pixels on a telephone', () => {
    const unit = width === narrowWidth ? 1 : (170 / 25.4) * (72 / width);
    const sizes = find(root, ({ attributes }) => 'font-size' in attributes).map(({ attributes }) =>
      Number(attributes['font-size']),
    );
    expect(Math.min(...sizes) * unit).toBeGreaterThanOrEqual(width === narrowWidth ? 11 : 7);
  });

  it('bears no line, one line, and what leaves after the last', () => {
    const [first, ...others] = flow.stages;
    const last = { ...others.at(-1)!, exclusions: first!.exclusions! };
    for (const stages of [[], [first!], [first!, last]]) {
      const drawn = flowDiagram({ ...flow, stages, width });
      expect(drawn).not.toMatch(broken);
      const shown = stages.flatMap(({ boxes: here, exclusions = [] }) => [...here, ...exclusions]);
      expect(marks(parseXml(drawn))).toHaveLength(shown.length);
    }
    expect(lines(svg).join(' ')).toContain('Invented numbers.');
  });
});

it('describeFlow tells lines and what leaves in their order, cautions in brackets', () => {
  const words = describeFlow(flow.stages);
  expect(words).toMatch(/^First: 200 records from five databases; 4 records from/);
  expect(words).toContain(
    'Leaving: 54 records found twice. Then: 150 records screened (the text has 151 in one place).',
  );
  expect(words).toMatch(/Then: 10 papers on trials; 30 papers on other studies\.$/);
});
