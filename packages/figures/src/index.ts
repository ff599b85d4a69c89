export { type DescribedArea, describeAreas } from './area-description.js';
export { type AreaMapOptions, areaMap } from './area-map.js';
export { areaOverTime } from './area-over-time.js';
export { type AreaOverTimeOptions, type AreaPoint, describeAreaOverTime } from './area-over-time-points.js';
export { areaScatter } from './area-scatter.js';
export { type AreaScatterOptions, describeAreaScatter } from './area-scatter-points.js';
export { boundsPlot } from './bounds-plot.js';
export { type BoundsPlotOptions, type BoundsRow, describeBounds } from './bounds-rows.js';
export {
  type CoefficientPanelSpec,
  type CoefficientPanelsOptions,
  type CoefficientPlotOptions,
  coefficientPanels,
  coefficientPlot,
} from './coefficient-plot.js';
export type { CoefficientPoint, CoefficientSeries } from './coefficient-series.js';
export { type CohortFlowOptions, type CohortStep, cohortFlow, describeCohortFlow } from './cohort-flow.js';
export {
  type ContourBenchmark,
  describeContour,
  type RobustnessContourOptions,
} from './contour-benchmark.js';
export {
  type CorrelationAxis,
  type CorrelationCell,
  type CorrelationGridOptions,
  correlationGrid,
  describeCorrelations,
} from './correlation-grid.js';
export { distributionPlot } from './distribution.js';
export { type DistributionOptions, type DistributionRow, describeDistribution } from './distribution-rows.js';
export { flowDiagram } from './flow-diagram.js';
export { describeFlow, type FlowBox, type FlowDiagramOptions, type FlowStage } from './flow-steps.js';
export { forestPlot } from './forest-plot.js';
export {
  describeForest,
  type ForestEstimate,
  type ForestPlotOptions,
  type ForestRow,
} from './forest-rows.js';
export { funnelPlot } from './funnel.js';
export { describeFunnel, type FunnelOptions, type FunnelPoint } from './funnel-points.js';
export { groupDots } from './group-dots.js';
export { describeGroupDots, type GroupDotsOptions, type GroupRow, type RowGroup } from './group-rows.js';
export { type MapPanel, type MapSilence, nobodyReported } from './map-panel.js';
export { proportionDots } from './proportion-dots.js';
export { describeProportions, type ProportionDotsOptions, type ProportionRow } from './proportion-rows.js';
export { quantilePlot } from './quantile-plot.js';
export { describeQuantiles, type QuantilePlotOptions, type QuantilePoint } from './quantile-points.js';
export { rankedDots } from './ranked-dots.js';
export {
  apartFrom,
  describeRankedDots,
  type RankedDotsOptions,
  type RankedRow,
  rankRows,
} from './ranked-rows.js';
export { robustnessContour } from './robustness-contour.js';
export { scatterPlot } from './scatter.js';
export {
  describeScatter,
  type ScatterLine,
  type ScatterOptions,
  type ScatterPoint,
} from './scatter-points.js';
export {
  describeShareCurves,
  type ShareCurve,
  type ShareCurvesOptions,
  shareCurves,
} from './share-curves.js';
export { signGrid } from './sign-grid.js';
export { describeSignGrid, type SignGridCell, type SignGridOptions } from './sign-grid-cells.js';
export { figureWidth, narrowWidth } from './sizes.js';
export { specificationCurve } from './specification-curve.js';
export { describeSpecificationCurve } from './specification-description.js';
export type {
  SpecificationCurveOptions,
  SpecificationDimension,
  SpecificationPoint,
} from './specification-points.js';
export type { FigureText } from './text.js';
