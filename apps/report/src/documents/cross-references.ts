import { escapeHtml } from '../html/escape.js';
import { figureId } from '../html/figure-id.js';
import type { NumberedPart } from './numbering.js';

/** Where a label such as “Table 1” or “Figure 3.2” is on the page: its id. */
export type Targets = ReadonlyMap<string, string>;

/** Where the tables and figures of a document are; “Figure 3” is the first of Figures 3.1, 3.2 and so on of the paper’s. */
export function targetsOf(parts: readonly NumberedPart[]): Targets {
  const placed = parts
    .flatMap(({ blocks }) => blocks)
    .flatMap((one) => {
      if (one.kind === 'table') return [{ own: one.own, number: one.table.number, id: one.table.id }];
      return one.kind === 'figure'
        ? [{ own: one.own, number: one.figure.number, id: figureId(one.figure) }]
        : [];
    });
  const stems = placed
    .filter(({ own }) => !own)
    .map(({ number, id }) => [number.replace(/\.\d+$/, ''), id] as const);
  return new Map([...stems.toReversed(), ...placed.map(({ number, id }) => [number, id] as const)]);
}

const reference = /(its |paper’s )?\b(?:Table|Figure) (?:[A-Z]\d+|\d+)(?:\.\d+)?\b/g;

/**
 * A text as HTML in which every “Table 1” or “Figure 3.2” that the page has is a link to it. The paper’s own (“its
 * Table 1”, “the paper’s Figure 3”) stay as they are.
 */
export function withReferences(text: string, targets: Targets): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(reference)) {
    const [label, anothers] = match;
    const id = targets.get(label);
    if (anothers !== undefined || id === undefined) continue;
    html += `${escapeHtml(text.slice(from, match.index))}<a href="#${id}">${escapeHtml(label)}</a>`;
    from = match.index + label.length;
  }
  return html + escapeHtml(text.slice(from));
}
