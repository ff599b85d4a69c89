import Handlebars from 'handlebars';
import { templateText } from './assets.js';

const partials = ['table', 'figure', 'findings', 'methods', 'provenance', 'data-check', 'reason'] as const;
const options = { strict: true, knownHelpersOnly: true, preventIndent: true } as const;

let page: Handlebars.TemplateDelegate | undefined;

/** Fills the page's template. A field that the view lacks is an error, and every value is escaped. */
export function fillPage(view: object): string {
  if (page === undefined) {
    const handlebars = Handlebars.create();
    page = handlebars.compile(templateText('page'), options);
    for (const name of partials) {
      handlebars.registerPartial(name, handlebars.compile(templateText(name), options));
    }
  }
  return page(view);
}
