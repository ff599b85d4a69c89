import { unseen } from '@inverse-care/domain';
import Handlebars from 'handlebars';
import { templateText } from './assets.js';

/** Parts of the frame, then one template for each kind of block. */
const partials = [
  'head',
  'masthead',
  'contents',
  'search',
  'about',
  'code',
  'data-finding',
  'definitions',
  'explorer',
  'figure',
  'finder',
  'heading',
  'item',
  'links',
  'list',
  'own-area',
  'paragraph',
  'picker',
  'reason',
  'table',
] as const;
const options = {
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: { refs: true },
} as const;

/** Makes escaped HTML of a text, with links where it names tables and figures. */
type References = (text: string) => string;

/** What a page may not hold (HTML, 13.2.3.5), and what would turn the direction of what follows or end a line. */
const forbidden = new RegExp(`(?![\\t\\n\\r])[${unseen}]`, 'gu');

/** The frames into which pages are put: a document that is whole in itself, and a page of a site. */
export type Frame = 'document' | 'site';

const compiled = new Map<Frame, Handlebars.TemplateDelegate>();

function compile(name: Frame): Handlebars.TemplateDelegate {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(
    'refs',
    (text: string, { data }: Handlebars.HelperOptions) =>
      new Handlebars.SafeString((data.references as References)(text)),
  );
  for (const partial of partials)
    handlebars.registerPartial(partial, handlebars.compile(templateText(partial), options));
  return handlebars.compile(templateText(name), options);
}

/**
 * Fills the template of a document. A field that the view lacks is an error, and every value is escaped, without what is not seen; `{{refs text}}`
 * is what `references` makes of a text.
 */
export function fillTemplate(name: Frame, view: Record<string, unknown>, references: References): string {
  const frame = compiled.get(name) ?? compile(name);
  compiled.set(name, frame);
  return frame(view, { data: { references } }).replace(forbidden, '');
}
