import { coordinate, element } from './svg.js';

/** Shapes in the order of use: told apart without colour. */
export const markerShapes = ['circle', 'square', 'triangle', 'diamond', 'pentagon'] as const;
export type MarkerShape = (typeof markerShapes)[number];

const angles: Readonly<
  Record<Exclude<MarkerShape, 'circle'>, { corners: number; start: number; size: number }>
> = {
  square: { corners: 4, start: 45, size: 1.22 },
  triangle: { corners: 3, start: 0, size: 1.32 },
  diamond: { corners: 4, start: 0, size: 1.3 },
  pentagon: { corners: 5, start: 0, size: 1.15 },
};

/** A cross of about `radius`, for what has no interval: neither filled nor hollow. */
export function cross(x: number, y: number, radius: number, colour: string): string {
  const arm = radius * 0.8;
  const line = (turn: 1 | -1) =>
    `M${coordinate(x - arm)},${coordinate(y - turn * arm)}L${coordinate(x + arm)},${coordinate(y + turn * arm)}`;
  return element('path', { d: `${line(1)}${line(-1)}`, stroke: colour, 'stroke-width': 1.8, fill: 'none' });
}

/** A marker of about `radius`, filled with its colour or hollow. */
export function marker(
  shape: MarkerShape,
  x: number,
  y: number,
  radius: number,
  colour: string,
  filled: boolean,
): string {
  const paint = { fill: filled ? colour : '#FFFFFF', stroke: colour, 'stroke-width': 1.6 };
  if (shape === 'circle') return element('circle', { cx: x, cy: y, r: radius, ...paint });
  const { corners, start, size } = angles[shape];
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = ((start + (360 * index) / corners) * Math.PI) / 180;
    return `${coordinate(x + radius * size * Math.sin(angle))},${coordinate(y - radius * size * Math.cos(angle))}`;
  });
  return element('path', { d: `M${points.join('L')}z`, ...paint });
}
