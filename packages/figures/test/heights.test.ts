import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block, Stack } from '../src/stack.js';
import { drawings } from './drawings.js';
import { extentOf } from './extent.js';
import { parseXml } from './xml.js';

/** A part as a stack drew it. */
interface Drawn {
  top: number;
  height: number;
  markup: string;
}

const { parts } = vi.hoisted(() => ({ parts: [] as Drawn[] }));

// Every stack of the figures notes what its parts draw and where.
vi.mock('../src/stack.js', async (original) => {
  const real = await original<typeof import('../src/stack.js')>();
  const noted = (part: Block): Block => ({
    height: part.height,
    draw: (top, id) => {
      const markup = part.draw(top, id);
      if (markup !== '') parts.push({ top, height: part.height, markup });
      return markup;
    },
  });
  return {
    ...real,
    stack: (blocks: readonly Block[], gap?: number): Stack => real.stack(blocks.map(noted), gap),
    beside: (blocks: readonly Block[]): Block => real.beside(blocks.map(noted)),
  };
});

/** How far a mark may reach over the edge: the words of a tick at a plot's edge do by a third of their size. */
const reach = 4.6;
const long = 'Words that take more than one line, however wide the figure is, because they go on and on. ';

describe.each(Object.entries(drawings))('%s', (_, draw) => {
  beforeEach(() => {
    parts.length = 0;
  });

  it.each([
    ['with a source', 'Source: NHS England.', 5],
    ['with a source of several lines', long.repeat(3), 5],
    ['without a source', '', 13],
  ])('%s ends where its lowest mark does, but for a margin', (_case, source, margin) => {
    const svg = parseXml(draw((words) => ({ ...words, source })));
    const height = Number(svg.attributes.viewBox!.split(' ')[3]);
    const { top, bottom } = extentOf(svg)!;
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(height);
    expect(height - bottom).toBeLessThan(margin);
  });

  it('keeps every part of its stacks within the part’s height', () => {
    draw((words) => words);
    expect(parts.length).toBeGreaterThan(6);
    for (const { top, height, markup } of parts) {
      const extent = extentOf(parseXml(`<g>${markup}</g>`))!;
      expect({ markup, above: Math.max(0, top - extent.top - reach) }).toEqual({ markup, above: 0 });
      const below = Math.max(0, extent.bottom - top - height - reach);
      expect({ markup, below }).toEqual({ markup, below: 0 });
    }
  });

  it('has nothing of its body in its source', () => {
    const svg = parseXml(draw((words) => ({ ...words, source: 'Source: NHS England.' })));
    const drawn = svg.children.filter(({ name }) => !['title', 'desc', 'defs'].includes(name));
    const source = extentOf(drawn.at(-1)!)!;
    for (const other of drawn.slice(0, -1)) {
      expect(extentOf(other)!.bottom).toBeLessThanOrEqual(source.top);
    }
  });
});
