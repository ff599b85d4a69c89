import { coordinate, element } from './svg.js';

/** A piece of a figure that alone knows its height: nobody who places it adds that height up again. */
export interface Block {
  /** In units of the figure. What the block draws lies within it. */
  height: number;
  /** Markup with the block's upper edge at `top`; `id` is the figure's, which ids of definitions start with. */
  draw: (top: number, id: string) => string;
}

/** Blocks beneath each other. */
export interface Stack extends Block {
  /** Upper edges of the parts, from the stack's own upper edge, and the lower edge of the last part. */
  edges: readonly number[];
}

/** Room that stays empty, or that marks of a `painted` stack use. */
export const space = (height: number): Block => ({ height, draw: () => '' });

/** Blocks beneath each other, `gap` apart: as high as they and the gaps are together. */
export function stack(parts: readonly Block[], gap = 0): Stack {
  const edges = [0];
  parts.forEach(({ height }, index) => {
    const before = edges[index]!;
    edges.push(before + height + (index < parts.length - 1 ? gap : 0));
  });
  return {
    height: edges.at(-1)!,
    edges,
    draw: (top, id) => parts.map((part, index) => part.draw(top + edges[index]!, id)).join(''),
  };
}

/** Blocks beside each other, with a common upper edge: as high as the highest. Each knows its own place across. */
export function beside(parts: readonly Block[]): Block {
  return {
    height: Math.max(0, ...parts.map(({ height }) => height)),
    draw: (top, id) => parts.map((part) => part.draw(top, id)).join(''),
  };
}

/** A block with room above it; nothing at all where the block is empty. */
export function after(gap: number, block: Block): Block {
  return block.height === 0 ? block : stack([space(gap), block]);
}

/** A block with room beneath it where it is lower than `height`. */
export function atLeast(height: number, block: Block): Block {
  return { height: Math.max(height, block.height), draw: block.draw };
}

/**
 * The room of a stack, painted otherwise than part by part: for marks that cross parts, such as grid lines, and for
 * parts that lie beneath others. `paint` gets the stack's edges where they stand in the figure.
 */
export function painted(room: Stack, paint: (edges: readonly number[], id: string) => string): Stack {
  return {
    height: room.height,
    edges: room.edges,
    draw: (top, id) =>
      paint(
        room.edges.map((edge) => top + edge),
        id,
      ),
  };
}

/** A block in a group of its own, whose coordinates start at the block's upper edge. */
export function grouped(block: Block): Block {
  return {
    height: block.height,
    draw: (top, id) => element('g', { transform: `translate(0 ${coordinate(top)})` }, block.draw(0, id)),
  };
}
