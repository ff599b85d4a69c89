import { type AreaGeometry, paperLabel, quarterEnds, subIcbs } from '@inverse-care/core';
import type { CoefficientSeries, FigureText } from '../src/index.js';

export const text: FigureText = {
  id: 'figure-1',
  title: 'Link workers came everywhere, but not evenly',
  subtitle: 'Full-time equivalents per 10,000 registered patients by sub-ICB location',
  source: 'Source: NHS England.',
  description: 'Two maps of England.',
  synthetic: false,
};

/** A value for each sub-ICB location. */
export function valuesBy(value: (index: number) => number | null): Map<string, number | null> {
  return new Map(subIcbs.map(({ code }, index) => [code, value(index)]));
}

/** A small square about each label point, wound as asked. */
export function squares(clockwise: boolean): Map<string, AreaGeometry> {
  return new Map(
    subIcbs.map(({ code, longitude: x, latitude: y }) => {
      const ring = [
        [x - 0.02, y - 0.02],
        [x + 0.02, y - 0.02],
        [x + 0.02, y + 0.02],
        [x - 0.02, y + 0.02],
        [x - 0.02, y - 0.02],
      ];
      return [code, { type: 'Polygon', coordinates: [clockwise ? ring.reverse() : ring] }];
    }),
  );
}

/** A constant that rises and a need coefficient that falls below zero, over quarters to September 2023. */
export function twoSeries(quarters: number): CoefficientSeries[] {
  const snapshots = quarterEnds('2018-03-31', '2023-09-30').slice(-quarters);
  const series = (key: string, label: string, slope: number): CoefficientSeries => ({
    key,
    label,
    points: snapshots.map((snapshot, index) => {
      const estimate = (slope * (index + 1)) / quarters;
      return {
        snapshot,
        label: paperLabel(snapshot),
        estimate,
        low: estimate - 0.15,
        high: estimate + 0.15,
        boot_low: estimate - 0.14,
        boot_high: estimate + 0.16,
      };
    }),
  });
  return [
    series('constant', 'Link worker employment (constant)', 0.5),
    series('need', 'Need: no support, as published', -0.35),
  ];
}
