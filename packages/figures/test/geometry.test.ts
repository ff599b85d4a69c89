import { describe, expect, it } from 'vitest';
import { placeInset } from '../src/inset.js';
import { type Point, pathData, type Ring, ringArea } from '../src/planar.js';
import { simplify } from '../src/simplify.js';
import { textWidth, wrapText } from '../src/text.js';

/** A wavy border between two areas, from (0, 0) to (100, 0). */
const border: Point[] = Array.from({ length: 101 }, (_, x) => [x, Math.sin(x) + (x % 7) / 10]);

describe('simplify', () => {
  it('leaves the common border of neighbours common', () => {
    const above: Ring = [...border, [100, -50], [0, -50]];
    const below: Ring = [...border, [100, 50], [0, 50]].reverse() as Point[];
    const [top, bottom] = simplify([above, below], 0.6) as [Ring, Ring];
    const inner = (ring: Ring) => ring.filter(([, y]) => Math.abs(y) < 10).map(String);
    expect(inner(top).length).toBeLessThan(border.length);
    expect(inner(top)).toEqual(inner(bottom).reverse());
  });

  it('changes the area of a ring little', () => {
    const ring: Ring = [...border, [100, 50], [0, 50]];
    expect(Math.abs(ringArea(simplify([ring], 0.6)[0]!) / ringArea(ring) - 1)).toBeLessThan(0.01);
  });
});

describe('pathData', () => {
  it('rounds points, not steps, so that a path does not drift', () => {
    const ring: Ring = Array.from({ length: 500 }, (_, index) => [index * 0.149, (index % 2) * 0.3]);
    const steps = [...pathData([ring]).matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((match) => Number(match[1]));
    expect(steps.reduce((sum, step) => sum + step, 0)).toBeCloseTo(499 * 0.149, 1);
  });

  it('leaves out rings that shrink to a point', () => {
    expect(
      pathData([
        [
          [1, 1],
          [1.01, 1],
          [1, 1.01],
        ],
      ]),
    ).toBe('');
  });
});

describe('placeInset', () => {
  it('finds the free corner of a map', () => {
    const land: Ring = [
      [0, 0],
      [200, 0],
      [200, 200],
      [110, 200],
      [110, 90],
      [0, 90],
    ];
    const box = placeInset([land], 200, 200, 90, 80);
    expect(box.right).toBeLessThan(110);
    expect(box.top).toBeGreaterThan(90);
  });
});

describe('wrapText', () => {
  it('never makes a line wider than asked, and loses no word', () => {
    const words = 'Bristol, North Somerset and South Gloucestershire Integrated Care Board (15C) '
      .repeat(4)
      .trim();
    for (const width of [60, 120, 352]) {
      const lines = wrapText(words, width, 13);
      for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
    }
  });
});
