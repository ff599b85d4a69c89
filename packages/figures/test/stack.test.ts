import { describe, expect, it } from 'vitest';
import { figureDocument, figureStack } from '../src/frame.js';
import { quietWords } from '../src/paragraph.js';
import { after, atLeast, type Block, beside, grouped, painted, space, stack } from '../src/stack.js';
import { element } from '../src/svg.js';
import { text } from './examples.js';
import { extentOf } from './extent.js';
import { parseXml } from './xml.js';

/** A block that fills its height with a rectangle. */
const box = (height: number): Block => ({
  height,
  draw: (top, id) => element('rect', { id, y: top, height }),
});
const drawn = (block: Block, top: number) => extentOf(parseXml(`<g>${block.draw(top, 'figure')}</g>`));
/** Upper and lower edges of all boxes, in the order of drawing. */
const boxes = (block: Block, top: number) =>
  parseXml(`<g>${block.draw(top, 'figure')}</g>`).children.map((child) => {
    const { y, height } = child.attributes;
    return [Number(y), Number(y) + Number(height)];
  });

describe('a stack', () => {
  it('is as high as its parts and the gaps between them: 10 + 3 + 20 + 3 + 5 = 41', () => {
    const three = stack([box(10), box(20), box(5)], 3);
    expect(three.height).toBe(41);
    expect(three.edges).toEqual([0, 13, 36, 41]);
    expect(boxes(three, 100)).toEqual([
      [100, 110],
      [113, 133],
      [136, 141],
    ]);
  });

  it('of no parts has no height and draws nothing', () => {
    expect(stack([], 7)).toMatchObject({ height: 0, edges: [0] });
    expect(stack([], 7).draw(5, 'figure')).toBe('');
  });

  it('within a stack draws what its parts would draw there themselves', () => {
    const parts = [box(4), box(6), space(5), box(3)] as const;
    const flat = stack(parts);
    const nested = stack([parts[0], stack([parts[1], stack([parts[2]]), stack([parts[3]])])]);
    expect(nested.height).toBe(18);
    expect(nested.draw(30, 'figure')).toBe(flat.draw(30, 'figure'));
  });

  it('grows by what any part of a part grows by, and moves what stands beneath it by as much', () => {
    const around = (inner: number) =>
      stack([box(8), beside([box(1), stack([box(inner), box(2)], 4)]), box(9)]);
    expect(around(25).height - around(20).height).toBe(5);
    expect(boxes(around(25), 0).at(-1)![0]! - boxes(around(20), 0).at(-1)![0]!).toBe(5);
  });

  it('fills its height where its parts do, wherever it stands', () => {
    for (const top of [0, 12, 250.5]) {
      const whole = stack([box(10), stack([box(2.5), box(4)], 1), box(6)], 2);
      expect(drawn(whole, top)).toEqual({ top, bottom: top + whole.height });
    }
  });

  it('hands the figure’s id on to every part', () => {
    const markup = grouped(stack([beside([box(1)]), after(2, box(3)), atLeast(9, box(1))])).draw(0, 'mine');
    expect(markup.match(/id="mine"/g)).toHaveLength(3);
  });
});

describe('blocks', () => {
  it('beside each other start in one line and are as high as the highest', () => {
    const row = beside([box(10), box(30), box(20)]);
    expect(row.height).toBe(30);
    expect(boxes(row, 7).map(([top]) => top)).toEqual([7, 7, 7]);
    expect(beside([]).height).toBe(0);
  });

  it('after a gap stand below it, and leave no gap where there is nothing', () => {
    expect(boxes(after(6, box(10)), 0)).toEqual([[6, 16]]);
    expect(after(6, box(10)).height).toBe(16);
    expect(after(6, quietWords('', 300)).height).toBe(0);
  });

  it('of at least a height keep a greater one', () => {
    expect(atLeast(20, box(10)).height).toBe(20);
    expect(atLeast(20, box(30)).height).toBe(30);
  });

  it('painted otherwise keep the height of their room and know its edges where they stand', () => {
    const room = stack([space(5), box(10)]);
    const crossed = painted(room, ([top, middle, bottom]) => `${top} ${middle} ${bottom}`);
    expect(crossed.height).toBe(15);
    expect(crossed.draw(100, 'figure')).toBe('100 105 115');
  });

  it('in a group of their own draw from zero, shifted to where they stand', () => {
    expect(drawn(grouped(box(10)), 40)).toEqual({ top: 40, bottom: 50 });
    expect(grouped(box(10)).draw(40, 'figure')).toContain('<rect id="figure" y="0"');
  });
});

describe('a figure', () => {
  const height = (svg: string) => Number(parseXml(svg).attributes.viewBox!.split(' ')[3]);
  const plain = { ...text, title: 'One line', subtitle: 'One line', source: 'One line' };

  it('is 24 + 2 + 18 + 12 high above its body, and 10 + 17 + 2 beneath, with words of one line', () => {
    expect(height(figureDocument(plain, box(100)))).toBe(185);
    expect(height(figureDocument({ ...plain, source: ' ' }, box(100)))).toBe(158);
    expect(height(figureDocument({ ...plain, synthetic: true }, box(100)))).toBe(207);
  });

  it.each([0, 1, 99.2, 400])('with a body of %d declares the height of its stack', (body) => {
    const words = { ...plain, subtitle: 'Words that do not fit into one line of a narrow figure at all' };
    for (const width of [360, 720]) {
      const stacked = figureStack(words, box(body), width).height;
      expect(height(figureDocument(words, box(body), width))).toBe(Math.ceil(stacked));
    }
  });
});
