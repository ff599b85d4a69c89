import { associations } from '../language/association.js';
import type { ReportInput } from '../report-input.js';
import { coefficientFigure } from './coefficient-figure.js';
import { correlationFigure } from './correlation-figure.js';
import type { DrawnFigure } from './drawn-figure.js';
import { curvesFigure, funnelFigures } from './equity-figures.js';
import { fifthsFigure } from './fifths-figure.js';
import { levelsFigure } from './levels-figure.js';
import { needMaps, provisionMaps } from './map-figures.js';
import { distributionFigure, icbFigure, scatterFigure } from './provision-figures.js';
import { quantileFigure } from './quantile-figure.js';
import { sensitivityFigures } from './sensitivity-figures.js';
import { trendFigure } from './trend-figure.js';

export type { DrawnFigure } from './drawn-figure.js';

/**
 * Draws every figure that the tables allow: maps of provision, its ranking by ICB and its distribution, maps of need,
 * one Figure 3 for each need with the headline first, and the scatter of the headline need.
 */
export function drawFigures(input: ReportInput): DrawnFigure[] {
  const all = associations(input);
  const maps = provisionMaps(input);
  const ranking = icbFigure(input);
  const distribution = distributionFigure(input);
  return [
    ...maps,
    // The ranking fills a printed page: before it an even number of figures shares pages.
    ...(maps.length % 2 === 0 ? [...ranking, ...distribution] : [...distribution, ...ranking]),
    ...needMaps(input),
    ...correlationFigure(input),
    ...fifthsFigure(input),
    ...all.map((one, index) => coefficientFigure(input, one, index, all.length > 1)),
    ...all.slice(0, 1).flatMap((one) => scatterFigure(input, one)),
    ...levelsFigure(input),
    ...trendFigure(input),
    ...curvesFigure(input),
    ...funnelFigures(input),
    ...sensitivityFigures(input),
    ...(input.kind === 'sensitivity' ? quantileFigure(input) : []),
  ];
}
