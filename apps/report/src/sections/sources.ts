import { heading, list, paragraph, reason, tables } from './block.js';
import type { Section } from './section.js';
import {
  attributions,
  extractsView,
  furthestSentence,
  inputsView,
  warningGroups,
} from './tables/sources-tables.js';

/** Which files were read, which extract served which snapshot, what was counted on the way, and whose data they are. */
export const sources: Section = {
  id: 'data',
  heading: 'Appendix C: sources',
  series: 'C',
  shows: [],
  blocks(input) {
    const inputs = inputsView(input);
    const extracts = extractsView(input);
    const furthest = furthestSentence(input);
    const warnings = warningGroups(input);
    return [
      ...(inputs === null ? [reason('No input file is on record.')] : tables(inputs)),
      ...(extracts === null ? [] : [heading('Extracts and snapshots')]),
      ...(extracts === null || furthest === null ? [] : [paragraph(furthest, 'keep')]),
      ...tables(extracts),
      ...(warnings.length === 0 ? [] : [heading('Counted on the way')]),
      ...warnings.map(({ items, more }) => list(more === null ? items : [...items, more])),
      heading('Attributions'),
      list(attributions(input)),
    ];
  },
};
