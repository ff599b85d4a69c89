import { escapeHtml } from '../html/escape.js';

/** Where a label such as "Table 1" or "Figure 3.2" is on the page: its id. */
export type Targets = ReadonlyMap<string, string>;

const reference = /(its |paper’s )?\b(Table|Figure) ((?:S|A)?\d+(?:\.\d+|[b-z]\b)?)/g;

/**
 * A text as HTML in which every "Table 1" or "Figure 3.2" that the page has is a link to it. The paper's own ("its
 * Table 1", "the paper’s Figure 3") stay as they are.
 */
export function withReferences(text: string, targets: Targets): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(reference)) {
    const [whole, anothers, kind, number] = match;
    const id = targets.get(`${kind} ${number}`);
    if (anothers !== undefined || id === undefined) continue;
    html += `${escapeHtml(text.slice(from, match.index))}<a href="#${id}">${escapeHtml(whole)}</a>`;
    from = match.index + whole.length;
  }
  return html + escapeHtml(text.slice(from));
}
