import { associations } from '../language/association.js';
import { plain } from '../language/marks.js';
import type { ReportInput } from '../report-input.js';
import { coefficientFigure } from './coefficient-figure.js';
import { correlationFigure } from './correlation-figure.js';
import type { DrawnFigure } from './drawn-figure.js';
import { curvesFigure, funnelFigures } from './equity-figures.js';
import { eventFigure } from './event-figure.js';
import { fifthsFigure } from './fifths-figure.js';
import { flowFigure } from './flow-figure.js';
import { knownFigures } from './known-figures.js';
import { levelsFigure } from './levels-figure.js';
import { needMaps, provisionMaps } from './map-figures.js';
import { modelFigure } from './model-figure.js';
import { placeFigures } from './place-figure.js';
import { distributionFigure, icbFigure, scatterFigure } from './provision-figures.js';
import { quantileFigure } from './quantile-figure.js';
import { roleFigure } from './role-figure.js';
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
  return withBareWords([
    ...maps,
    // The ranking fills a printed page: before it an even number of figures shares pages.
    ...(maps.length % 2 === 0 ? [...ranking, ...distribution] : [...distribution, ...ranking]),
    ...needMaps(input),
    ...correlationFigure(input),
    ...fifthsFigure(input),
    ...flowFigure(input),
    ...all.map((one, index) => coefficientFigure(input, one, index, all.length > 1)),
    ...all.slice(0, 1).flatMap((one) => scatterFigure(input, one)),
    ...modelFigure(input),
    ...placeFigures(input),
    ...eventFigure(input),
    ...levelsFigure(input),
    ...trendFigure(input),
    ...curvesFigure(input),
    ...funnelFigures(input),
    ...roleFigure(input),
    ...sensitivityFigures(input),
    ...(input.kind === 'sensitivity' ? quantileFigure(input) : []),
    ...knownFigures(input),
  ]);
}

/** Figures whose words bear no marks, but for their captions, which stand on a page. Throws RangeError where a drawing has one. */
function withBareWords(figures: readonly DrawnFigure[]): DrawnFigure[] {
  return figures.map((one) => {
    const { id, svg, narrow = '', title, subtitle, alt } = one;
    if (plain(svg) !== svg || plain(narrow) !== narrow)
      throw new RangeError(`The drawing “${id}” bears a mark of where a number comes from`);
    return { ...one, title: plain(title), subtitle: plain(subtitle), alt: plain(alt) };
  });
}
