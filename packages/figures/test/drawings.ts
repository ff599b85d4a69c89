import {
  areaMap,
  areaOverTime,
  areaScatter,
  boundsPlot,
  coefficientPanels,
  coefficientPlot,
  cohortFlow,
  distributionPlot,
  type FigureText,
  flowDiagram,
  forestPlot,
  funnelPlot,
  narrowWidth,
  proportionDots,
  quantilePlot,
  rankedDots,
  robustnessContour,
  scatterPlot,
  shareCurves,
  signGrid,
  specificationCurve,
} from '../src/index.js';
import { areaOptions, areaTime } from './area-examples.js';
import {
  bounds,
  contour,
  curve,
  distribution,
  forest,
  grid,
  quantileSlopes,
  ranking,
  scatter,
  squares,
  text,
  twoSeries,
  valuesBy,
} from './examples.js';
import { cohort, flow, funnel, lorenz, proportions } from './flow-examples.js';

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

const coefficients = {
  series: banded,
  yLabel: 'FTE per 10,000 patients',
  confirmedFrom: '2022-12-31',
  note: 'Invented numbers.',
};

/** The words of a drawing: those of its example, or altered. */
type Words = (words: FigureText) => FigureText;

/** Every figure, with its words as they are or altered. Golden drawings and claims about all figures share them. */
export const drawings: Readonly<Record<string, (words: Words) => string>> = {
  'hexagon-map': (words) => areaMap({ ...map, text: words(text), boundaries: null }),
  'hexagon-map-narrow': (words) =>
    areaMap({ ...map, text: words(text), boundaries: null, width: narrowWidth }),
  'boundary-map': (words) =>
    areaMap({ ...map, text: words(text), panels: map.panels.slice(1), boundaries: squares(true) }),
  'coefficient-plot': (words) => coefficientPlot({ ...coefficients, text: words(text) }),
  'coefficient-plot-narrow': (words) =>
    coefficientPlot({ text: words(text), series: banded, yLabel: coefficients.yLabel, width: narrowWidth }),
  'coefficient-panels': (words) =>
    coefficientPanels({
      text: words(text),
      panels: ['No support', 'Long-term condition'].map((label) => ({ label, series: banded })),
      yLabel: coefficients.yLabel,
      confirmedFrom: '2022-12-31',
    }),
  'area-scatter': (words) => areaScatter({ ...areaOptions, text: words(areaOptions.text) }),
  'area-over-time': (words) => areaOverTime({ ...areaTime, text: words(areaTime.text) }),
  scatter: (words) => scatterPlot({ ...scatter, text: words(scatter.text) }),
  'scatter-narrow': (words) => scatterPlot({ ...scatter, text: words(scatter.text), width: narrowWidth }),
  distribution: (words) => distributionPlot({ ...distribution, text: words(distribution.text) }),
  'distribution-narrow': (words) =>
    distributionPlot({ ...distribution, text: words(distribution.text), width: narrowWidth }),
  cohort: (words) => cohortFlow({ ...cohort, text: words(cohort.text) }),
  'cohort-narrow': (words) => cohortFlow({ ...cohort, text: words(cohort.text), width: narrowWidth }),
  'flow-diagram': (words) => flowDiagram({ ...flow, text: words(flow.text) }),
  'flow-diagram-narrow': (words) => flowDiagram({ ...flow, text: words(flow.text), width: narrowWidth }),
  forest: (words) => forestPlot({ ...forest, text: words(forest.text) }),
  'forest-narrow': (words) => forestPlot({ ...forest, text: words(forest.text), width: narrowWidth }),
  funnel: (words) => funnelPlot({ ...funnel, text: words(funnel.text) }),
  'funnel-narrow': (words) => funnelPlot({ ...funnel, text: words(funnel.text), width: narrowWidth }),
  'share-curves': (words) => shareCurves({ ...lorenz, text: words(lorenz.text) }),
  'share-curves-narrow': (words) => shareCurves({ ...lorenz, text: words(lorenz.text), width: narrowWidth }),
  ranking: (words) => rankedDots({ ...ranking, text: words(ranking.text) }),
  'ranking-narrow': (words) => rankedDots({ ...ranking, text: words(ranking.text), width: narrowWidth }),
  'specification-curve': (words) => specificationCurve({ ...curve(24), text: words(curve(24).text) }),
  'specification-curve-narrow': (words) =>
    specificationCurve({ ...curve(24), text: words(curve(24).text), width: narrowWidth }),
  'sign-grid': (words) => signGrid({ ...grid(6), text: words(grid(6).text) }),
  'bounds-plot': (words) => boundsPlot({ ...bounds, text: words(bounds.text) }),
  'bounds-plot-narrow': (words) => boundsPlot({ ...bounds, text: words(bounds.text), width: narrowWidth }),
  proportions: (words) => proportionDots({ ...proportions, text: words(proportions.text) }),
  'proportions-narrow': (words) =>
    proportionDots({ ...proportions, text: words(proportions.text), width: narrowWidth }),
  'quantile-plot': (words) => quantilePlot({ ...quantileSlopes, text: words(quantileSlopes.text) }),
  'quantile-plot-narrow': (words) =>
    quantilePlot({ ...quantileSlopes, text: words(quantileSlopes.text), width: narrowWidth }),
  'robustness-contour': (words) => robustnessContour({ ...contour, text: words(contour.text) }),
  'robustness-contour-narrow': (words) =>
    robustnessContour({ ...contour, text: words(contour.text), width: narrowWidth }),
};
