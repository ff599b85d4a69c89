export { type AreaMapOptions, areaMap, type MapPanel } from './area-map.js';
export type { CoefficientPoint, CoefficientSeries } from './coefficient-panel.js';
export {
  type CoefficientPanelSpec,
  type CoefficientPanelsOptions,
  type CoefficientPlotOptions,
  coefficientPanels,
  coefficientPlot,
} from './coefficient-plot.js';
export type { FigureText } from './text.js';
