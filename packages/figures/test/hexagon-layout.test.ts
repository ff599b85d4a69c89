import { icbOf, regions, subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { hexagonLayout } from '../src/hexagon-layout.js';
import { hexagonMap } from '../src/hexagon-map.js';

const cells = new Map(
  hexagonLayout.map(({ code, column, row }) => [
    code,
    { x: column + (row & 1) / 2, y: (row * Math.sqrt(3)) / 2 },
  ]),
);
const distance = (a: string, b: string) =>
  Math.hypot(cells.get(a)!.x - cells.get(b)!.x, cells.get(a)!.y - cells.get(b)!.y);

/** Codes that can be reached from the first through touching cells. */
function reached(codes: readonly string[]): Set<string> {
  const seen = new Set([codes[0]!]);
  for (const code of seen) for (const next of codes) if (distance(code, next) < 1.01) seen.add(next);
  return seen;
}

describe('the hexagon layout', () => {
  it('has a cell for every sub-ICB location', () => {
    expect(hexagonLayout.map(({ code }) => code).sort()).toEqual(subIcbs.map(({ code }) => code).sort());
  });

  it('puts no two areas into one cell, and neighbours exactly one width apart', () => {
    const codes = [...cells.keys()];
    codes.forEach((a, index) => {
      for (const b of codes.slice(index + 1)) expect(distance(a, b)).toBeGreaterThan(0.999);
    });
  });

  it('keeps England in one piece, and every region too', () => {
    expect(reached([...cells.keys()]).size).toBe(106);
    for (const region of regions) {
      const codes = subIcbs
        .filter(({ icbCode }) => icbOf(icbCode)!.regionCode === region.code)
        .map(({ code }) => code);
      expect([region.name, reached(codes).size]).toEqual([region.name, codes.length]);
    }
  });

  it('keeps north above south and west left of east: order correlates at 0.9 or more', () => {
    const correlation = (a: number[], b: number[]) => {
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const product = (p: number[], q: number[]) =>
        p.reduce((sum, value, index) => sum + (value - mean(p)) * (q[index]! - mean(q)), 0);
      return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
    };
    const at = subIcbs.map(({ code }) => cells.get(code)!);
    expect(
      correlation(
        subIcbs.map(({ longitude }) => longitude),
        at.map(({ x }) => x),
      ),
    ).toBeGreaterThan(0.9);
    expect(
      correlation(
        subIcbs.map(({ latitude }) => -latitude),
        at.map(({ y }) => y),
      ),
    ).toBeGreaterThan(0.9);
  });

  it('fits its box', () => {
    const map = hexagonMap(352, 720);
    expect(map.width).toBeLessThanOrEqual(352);
    expect(map.height).toBeLessThanOrEqual(720);
    for (const { point } of map.shapes) {
      expect(point![0]).toBeGreaterThan(0);
      expect(point![0]).toBeLessThan(map.width);
      expect(point![1]).toBeLessThan(map.height);
    }
  });
});
