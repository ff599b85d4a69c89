import { longDate } from '@inverse-care/domain';
import { contentPolicy, pageScript, runningHeads, styleSheet } from '../html/assets.js';
import { fillTemplate } from '../html/templates.js';
import { plain } from '../language/marks.js';
import { syntheticNotice } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import type { PageFigure } from '../sections/block.js';
import type { Scope } from '../sections/section.js';
import { plainTheme, themeProperties } from '../theme/theme.js';
import { assemble } from './assemble.js';
import { citations } from './citations.js';
import { contentsOf, figureId, type PageNumbers } from './contents.js';
import { targetsOf } from './cross-references.js';
import type { Document } from './document.js';
import { type NumberedBlock, numbered } from './numbering.js';
import { jsonForPage, placesIndex } from './places-index.js';

/** What a document is made for. */
export interface RenderOptions {
  /** For a printer: pages of the contents, or "unknown" to leave room for them; no script. null for a screen. */
  print?: PageNumbers | 'unknown' | null;
  scope?: Scope;
}

/** What every document of a run says of itself. */
function frameView(input: ReportInput, script: string) {
  const theme = input.theme ?? plainTheme;
  const synthetic = input.data.synthetic ? syntheticNotice : null;
  return {
    studyTitle: input.study.title,
    date: longDate(input.date),
    isoDate: input.date,
    version: input.version,
    synthetic,
    css: `${styleSheet()}\n${themeProperties(theme)}\n${runningHeads(input, synthetic, theme.organisation)}`,
    script,
    policy: contentPolicy(script),
    organisation: theme.organisation,
    contact: theme.contact,
    logo: theme.logo,
  };
}

/** A block as its template takes it. */
function blockView(block: NumberedBlock, printed: boolean) {
  if (block.kind === 'table') return { template: 'table', ...block.table };
  if (block.kind !== 'figure') return { template: block.kind, ...block };
  const { number, caption, svg, narrow } = block.figure;
  return {
    template: 'figure',
    id: figureId(block.figure),
    number,
    caption,
    svg,
    narrow: printed ? null : (narrow ?? null),
  };
}

/**
 * A document as one HTML file that needs no network, and is complete without its script. The same input gives the same
 * bytes.
 * @param figures the run’s drawings.
 */
export function renderDocument(
  document: Document,
  run: ReportInput,
  figures: readonly PageFigure[],
  { print = null, scope = { kind: 'england' } }: RenderOptions = {},
): string {
  const input = { ...run, figures };
  const printed = print !== null;
  const parts = numbered(assemble(document, input, scope));
  const views = (blocks: readonly NumberedBlock[]) => blocks.map((block) => blockView(block, printed));
  const sections = parts.map(({ section: { id, heading }, blocks }) => ({
    id,
    heading,
    blocks: views(blocks),
  }));
  const isLead = ({ id }: { id: string }) => document.lead?.includes(id) ?? false;
  const scripted = document.contents && !printed;
  const places = scripted ? placesIndex(input) : null;
  const closing = document.closing?.(input);
  const cited = citations(input.tables, targetsOf(parts), { marks: !printed });
  const view = {
    ...frameView(input, printed ? '' : pageScript(document.contents ? 'report' : 'short')),
    kind: document.kind,
    bodyClass: document.kind?.toLowerCase() ?? null,
    title: document.title(input),
    skip: document.skip,
    opening: views(document.opening?.(input) ?? []),
    printed,
    contents: document.contents ? contentsOf(parts, print) : null,
    places: places === null ? null : jsonForPage(places),
    lead: sections.filter(isLead),
    sections: sections.filter((one) => !isLead(one)),
    closing: closing === undefined ? null : { text: closing.text, blocks: views(closing.blocks) },
    // Asked for at the foot of the page, when every text above has cited its rows.
    citedRows: () => jsonForPage(cited.rows()),
  };
  // What no template shows as a text with its sources is shown without them.
  return plain(fillTemplate('document', view, cited.html));
}
