import { fillTemplate } from '../html/templates.js';
import { briefingWords } from '../language/briefing-words.js';
import { limitsView } from '../language/methods-words.js';
import type { ReportInput } from '../report-input.js';
import { reasonFor } from '../sections/tables/omissions-tables.js';
import { attributions } from '../sections/tables/sources-tables.js';
import { type PageFigure, placeFigures } from './place-figures.js';
import { aboutSentence, documentView } from './render.js';

/** Limits that the briefing names; the report has them all. */
const limitsShown = 5;

/**
 * The briefing as one HTML file of at most four pages in print: the question, the answer, one map, Figure 3, what it
 * means and does not mean, and how sure it is.
 */
export function renderBriefing(input: ReportInput, drawn: readonly PageFigure[]): string {
  const words = briefingWords(input);
  const placed = placeFigures(drawn.filter(({ id }) => id === 'figure1' || id === 'figure3'));
  const [map] = placed.provision;
  const [plot] = placed.association;
  return fillTemplate('briefing', {
    ...documentView(input),
    ...words,
    about: aboutSentence(input, 'briefing'),
    prefix: input.data.synthetic ? 'In synthetic data:' : null,
    noMap: map === undefined ? reasonFor(input, 'Figure 1') : null,
    map: map ?? null,
    plot: plot ?? null,
    noPlot: plot === undefined ? reasonFor(input, 'Figure 3') : null,
    limits: limitsView(input).slice(0, limitsShown),
    attributions: attributions(input),
    targets: new Map<string, string>(),
  });
}
