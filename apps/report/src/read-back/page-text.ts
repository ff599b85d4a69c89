/** A piece of the text of a page: as it stands there, and the attributes of the element that marks it. */
export interface PagePiece {
  text: string;
  /** Of `data`: a number with its cell; of `span` with words of the program or the record; null for plain text. */
  mark: Readonly<Record<string, string>> | null;
}

/** A paragraph, list item, caption or other block of a page that has text of its own. */
export interface PageBlock {
  /** Id of the section that it stands in. */
  section: string;
  pieces: PagePiece[];
}

const skipped = new Set(['head', 'script', 'style', 'svg', 'table', 'pre', 'nav', 'h1', 'button', 'dialog']);
const inline = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'cite',
  'code',
  'data',
  'em',
  'i',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
]);
const empty = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00a0',
};

const decoded = (html: string) =>
  html.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    return entities[name] ?? (name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole);
  });

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [
      name,
      decoded(value),
    ]),
  );

/** Whether an element marks what is in it. */
const isMark = (name: string, attributes: Readonly<Record<string, string>>) =>
  (name === 'data' && 'data-cell' in attributes) ||
  (name === 'span' && ['data-fixed', 'data-record', 'data-place'].some((one) => one in attributes));

/**
 * The texts of a page block by block, but for those of tables, drawings, code, contents and the title, which is the
 * study's own.
 * @param html a page of ours: every element that is opened is closed, and attributes stand in double quotes.
 */
export function textOfPage(html: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  const open: { name: string; mark: PagePiece['mark'] }[] = [];
  let [section, current]: [string, PageBlock | null] = ['', null];
  const bare = html.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<!--.*?-->/gs, '');
  for (const [, slash, name = '', attributes = '', text] of bare.matchAll(
    /<(\/?)([a-z][a-z0-9]*)\b((?:[^>"]|"[^"]*")*)>|([^<]+)/g,
  )) {
    if (text !== undefined) {
      if (open.some((one) => skipped.has(one.name)) || (text.trim() === '' && current === null)) continue;
      if (current === null) {
        current = { section, pieces: [] };
        blocks.push(current);
      }
      const mark = open.findLast((one) => one.mark !== null)?.mark ?? null;
      current.pieces.push({ text: decoded(text), mark });
      continue;
    }
    if (!inline.has(name)) current = null;
    if (slash === '/') {
      const at = open.findLastIndex((one) => one.name === name);
      if (at >= 0) open.length = at;
    } else if (!empty.has(name) && !attributes.endsWith('/')) {
      const given = attributesOf(attributes);
      if (name === 'section') section = given.id ?? '';
      open.push({ name, mark: isMark(name, given) ? given : null });
    }
  }
  return blocks;
}
