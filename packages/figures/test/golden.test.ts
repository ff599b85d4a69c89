import { describe, expect, it } from 'vitest';
import {
  areaMap,
  boundsPlot,
  coefficientPlot,
  distributionPlot,
  narrowWidth,
  rankedDots,
  robustnessContour,
  scatterPlot,
  signGrid,
  specificationCurve,
} from '../src/index.js';
import {
  bounds,
  contour,
  curve,
  distribution,
  grid,
  ranking,
  scatter,
  squares,
  text,
  twoSeries,
  valuesBy,
} from './examples.js';

const map = {
  panels: [
    { label: '31 March 2020', values: valuesBy((index) => (index % 2 === 0 ? 0 : 0.001 * index)) },
    { label: '30 September 2023', values: valuesBy((index) => (index === 5 ? null : 0.2 + 0.006 * index)) },
  ],
  unit: 'FTE per 10,000 patients',
  format: (value: number) => value.toFixed(2),
};
const banded = twoSeries(8).map((one) => ({
  ...one,
  points: one.points.map((point) => ({ ...point, band_low: point.low - 0.1, band_high: point.high + 0.1 })),
}));

// One element a line, so that a change shows as the lines it changes. Drawn anew by `pnpm golden`.
const drawings: Readonly<Record<string, () => string>> = {
  'hexagon-map': () => areaMap({ ...map, text, boundaries: null }),
  'hexagon-map-narrow': () => areaMap({ ...map, text, boundaries: null, width: narrowWidth }),
  'boundary-map': () => areaMap({ ...map, text, panels: map.panels.slice(1), boundaries: squares(true) }),
  'coefficient-plot': () =>
    coefficientPlot({
      text,
      series: banded,
      yLabel: 'FTE per 10,000 patients',
      confirmedFrom: '2022-12-31',
      note: 'Invented numbers.',
    }),
  'coefficient-plot-narrow': () =>
    coefficientPlot({ text, series: banded, yLabel: 'FTE per 10,000 patients', width: narrowWidth }),
  scatter: () => scatterPlot(scatter),
  'scatter-narrow': () => scatterPlot({ ...scatter, width: narrowWidth }),
  distribution: () => distributionPlot(distribution),
  'distribution-narrow': () => distributionPlot({ ...distribution, width: narrowWidth }),
  ranking: () => rankedDots(ranking),
  'specification-curve': () => specificationCurve(curve(24)),
  'sign-grid': () => signGrid(grid(6)),
  'bounds-plot': () => boundsPlot(bounds),
  'robustness-contour': () => robustnessContour(contour),
  'ranking-narrow': () => rankedDots({ ...ranking, width: narrowWidth }),
};

describe('golden drawings', () => {
  it.each(Object.entries(drawings))('%s is as it was', async (name, draw) => {
    const svg = draw();
    expect(draw()).toBe(svg);
    await expect(svg).toMatchFileSnapshot(`golden/${name}.svg`);
  });
});
