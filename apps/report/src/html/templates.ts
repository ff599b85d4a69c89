import Handlebars from 'handlebars';
import { type Targets, withReferences } from '../documents/cross-references.js';
import { templateText } from './assets.js';

const partials = [
  'head',
  'masthead',
  'table',
  'figure',
  'findings',
  'methods',
  'provenance',
  'data-check',
  'reason',
  'sensitivity',
  'specification',
] as const;
const options = {
  strict: true,
  knownHelpersOnly: true,
  preventIndent: true,
  knownHelpers: { refs: true },
} as const;

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function compile(name: string): Handlebars.TemplateDelegate {
  const handlebars = Handlebars.create();
  handlebars.registerHelper(
    'refs',
    (text: string, { data }: Handlebars.HelperOptions) =>
      new Handlebars.SafeString(withReferences(text, (data.root as { targets: Targets }).targets)),
  );
  for (const partial of partials)
    handlebars.registerPartial(partial, handlebars.compile(templateText(partial), options));
  return handlebars.compile(templateText(name), options);
}

/**
 * Fills a document's template. A field that the view lacks is an error, and every value is escaped; `{{refs text}}`
 * also makes links of the tables and figures in the view's `targets`.
 */
export function fillTemplate(
  name: 'page' | 'briefing',
  view: { targets: Targets; title: string } & Record<string, unknown>,
): string {
  const template = compiled.get(name) ?? compile(name);
  compiled.set(name, template);
  return template(view);
}
