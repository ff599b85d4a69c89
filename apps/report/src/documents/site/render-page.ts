import { longDate } from '@inverse-care/domain';
import { sitePolicy } from '../../html/assets.js';
import { jsonForPage } from '../../html/json-for-page.js';
import { fillTemplate } from '../../html/templates.js';
import { plain } from '../../language/marks.js';
import { syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import type { PageFigure } from '../../sections/block.js';
import { plainTheme } from '../../theme/theme.js';
import { assemble } from '../assemble.js';
import { citations } from '../citations.js';
import { contentsOf } from '../contents.js';
import { targetsOf } from '../cross-references.js';
import { type NumberedBlock, numbered } from '../numbering.js';
import { blockView } from '../render.js';
import type { SiteDocument } from './site-document.js';

/** A step on the way to a page. */
export interface Crumb {
  text: string;
  /** From the root of the site; null for the page itself. */
  href: string | null;
}

/** What the pages of a site share beside the run. */
export interface SiteFrame {
  /** File of the logo, from the root; null where there is none. */
  logo: { source: string; alt: string } | null;
  /** Whether the site has the report of the run. */
  report: boolean;
}

interface PagePlace {
  /** From the page to the root: empty, or "../". */
  root: '' | '../';
  crumbs: readonly Crumb[];
  frame: SiteFrame;
  figures?: readonly PageFigure[];
}

function menuOf({ name }: SiteDocument, root: string, report: boolean) {
  const places = [
    { file: 'index.html', text: 'Find a place', here: name === 'index' },
    ...(report ? [{ file: 'report.html', text: 'Report', here: false }] : []),
    { file: 'data.html', text: 'Data', here: name === 'data' },
  ];
  return places.map(({ file, text, here }) => ({ href: `${root}${file}`, text, here }));
}

/**
 * A page of a site: what it shares with the others is in files beside it. It is complete without its script, and the
 * same input gives the same bytes.
 */
export function renderPage(document: SiteDocument, run: ReportInput, place: PagePlace): string {
  const { root, crumbs, frame, figures = [] } = place;
  const input = { ...run, figures };
  const parts = numbered(assemble(document, input, document.scope));
  const contents = contentsOf(parts, null);
  const around = { print: null, contents, search: false, files: false };
  const views = (blocks: readonly NumberedBlock[]) => blocks.map((block) => blockView(block, around));
  const cited = citations(input.tables, targetsOf(parts), { marks: true });
  const theme = input.theme ?? plainTheme;
  const title = document.title(input);
  const closing = document.closing!(input);
  const view = {
    root,
    policy: sitePolicy,
    version: input.version,
    synthetic: input.data.synthetic ? syntheticNotice : null,
    organisation: theme.organisation,
    contact: theme.contact,
    logo: frame.logo,
    menu: menuOf(document, root, frame.report),
    crumbs: crumbs.map(({ text, href }) => ({ text, href: href === null ? null : `${root}${href}` })),
    kind: document.kind,
    title,
    pageTitle: document.name === 'index' ? title : `${title}: ${input.study.title}`,
    subtitle: document.name === 'index' ? null : input.study.title,
    date: longDate(input.date),
    isoDate: input.date,
    skip: document.skip,
    printed: false,
    lean: true,
    here: contents.sections.length > 2 ? contents.sections : null,
    opening: views(document.opening?.(input) ?? []),
    sections: parts.map(({ section: { id, heading }, blocks }) => ({ id, heading, blocks: views(blocks) })),
    closing: { text: closing.text, blocks: views(closing.blocks) },
    search: document.search ?? false,
    citedRows: () => jsonForPage(cited.rows()),
  };
  return plain(fillTemplate('site', view, cited.html));
}
