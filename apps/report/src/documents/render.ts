import { longDate } from '@inverse-care/domain';
import { contentPolicy, pageScript, runningHeads, styleSheet } from '../html/assets.js';
import { figureId } from '../html/figure-id.js';
import { jsonForPage } from '../html/json-for-page.js';
import { fillTemplate } from '../html/templates.js';
import { plain } from '../language/marks.js';
import { syntheticNotice } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import type { PageFigure } from '../sections/block.js';
import type { Scope } from '../sections/section.js';
import { plainTheme, themeProperties } from '../theme/theme.js';
import { assemble } from './assemble.js';
import { citations } from './citations.js';
import { type Contents, contentsOf, type PageNumbers } from './contents.js';
import { targetsOf } from './cross-references.js';
import type { Document } from './document.js';
import { type NumberedBlock, numbered } from './numbering.js';
import { placesIndex } from './places-index.js';

/** What a document is made for. */
export interface RenderOptions {
  /** For a printer: pages of the contents, or "unknown" to leave room for them; no script. null for a screen. */
  print?: PageNumbers | 'unknown' | null;
  scope?: Scope;
  /** How much tighter than usual a printed page is set, from 1; 0, the usual way, where left out. */
  tightness?: number;
}

/** What every document of a run says of itself. */
function frameView(input: ReportInput, script: string, { subject, margins }: Document) {
  const theme = input.theme ?? plainTheme;
  const synthetic = input.data.synthetic ? syntheticNotice : null;
  return {
    studyTitle: input.study.title,
    subject: subject ?? input.study.title,
    date: longDate(input.date),
    isoDate: input.date,
    version: input.version,
    synthetic,
    css: `${styleSheet()}\n${themeProperties(theme)}\n${runningHeads(input, synthetic, theme.organisation, subject)}${margins === undefined ? '' : `\n@page{margin:${margins}}`}`,
    script,
    policy: contentPolicy(script),
    organisation: theme.organisation,
    contact: theme.contact,
    logo: theme.logo,
  };
}

/** What a block may point at: the figures of its document, where they are printed, and whether there is a search. */
interface Surroundings {
  print: PageNumbers | 'unknown' | null;
  contents: Contents;
  search: boolean;
  /** Whether the files of figures lie beside the page. */
  files: boolean;
}

/** A block as its template takes it. */
export function blockView(block: NumberedBlock, { print, contents, search, files }: Surroundings) {
  const printed = print !== null;
  if (block.kind === 'table') return { template: 'table', ...block.table };
  if (block.kind === 'own-area') {
    const figures = block.figures.flatMap(({ id, text }) =>
      contents.figures
        .filter(({ href }) => href === `#${figureId({ id })}`)
        .map(({ href, number, folio }) => ({ text, href: href.slice(1), number, folio })),
    );
    return { template: 'own-area', printed, search, figures };
  }
  if (block.kind !== 'figure') return { template: block.kind, ...block };
  const { id, number, caption, svg, narrow } = block.figure;
  return {
    template: 'figure',
    id: figureId(block.figure),
    number,
    caption,
    svg,
    narrow: printed ? null : (narrow ?? null),
    file: files ? `figures/${encodeURIComponent(id)}` : null,
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
  { print = null, scope = { kind: 'england' }, tightness = 0 }: RenderOptions = {},
): string {
  const input = { ...run, figures };
  const printed = print !== null;
  const parts = numbered(assemble(document, input, scope));
  const scripted = document.contents && !printed;
  const places = scripted ? placesIndex(input) : null;
  const contents = contentsOf(parts, print);
  const around = { print, contents, search: places !== null, files: scripted };
  const views = (blocks: readonly NumberedBlock[]) =>
    blocks.flatMap((block) => (block.kind === 'explorer' && !scripted ? [] : [blockView(block, around)]));
  const sections = parts.map(({ section: { id, heading }, blocks }) => ({
    id,
    heading,
    blocks: views(blocks),
  }));
  const isLead = ({ id }: { id: string }) => document.lead?.includes(id) ?? false;
  const closing = document.closing?.(input);
  const cited = citations(input.tables, targetsOf(parts), { marks: !printed });
  const view = {
    ...frameView(input, printed ? '' : pageScript(document.contents ? 'report' : 'short'), document),
    kind: document.kind,
    bodyClass:
      [document.kind?.toLowerCase(), document.layout, tightness > 0 && `tight-${tightness}`]
        .filter(Boolean)
        .join(' ') || null,
    // Cells without an element of their own: a third less of the tags of a PDF that is to be small.
    lean: document.layout !== undefined,
    title: document.title(input),
    skip: document.skip,
    opening: views(document.opening?.(input) ?? []),
    printed,
    contents: document.contents ? contents : null,
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
