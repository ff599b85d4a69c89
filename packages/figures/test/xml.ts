/** An element of a parsed document. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

const entity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const name = '[A-Za-z_][\\w.:-]*';
const token = new RegExp(`<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>|([^<]+)`, 'y');

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (whole, reference: string) => {
    const character = entity[reference];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`Unknown reference ${whole}`);
    return character;
  });
}

/** Parses the XML that figures write, strictly: one root, closed tags, quoted unique attributes, known entities. */
export function parseXml(source: string): XmlElement {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML forbids
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(source) || /\p{Surrogate}/u.test(source)) {
    throw new Error('A character that XML 1.0 forbids');
  }
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [document];
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) throw new Error(`Not XML at ${at}: ${source.slice(at, at + 60)}`);
    const [, slash, tag, list, empty, text] = match;
    const parent = open[open.length - 1]!;
    if (text !== undefined) {
      parent.text += decode(text);
    } else if (slash === '/') {
      if (open.pop()!.name !== tag) throw new Error(`</${tag}> closes another element`);
    } else {
      const pairs = [...list!.matchAll(/([\w.:-]+)="([^"]*)"/g)].map((pair) => [pair[1]!, decode(pair[2]!)]);
      const attributes: Record<string, string> = Object.fromEntries(pairs);
      if (Object.keys(attributes).length !== pairs.length) throw new Error(`<${tag}> repeats an attribute`);
      const element = { name: tag!, attributes, children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || document.children.length !== 1 || document.text.trim() !== '') {
    throw new Error('Not one closed root element');
  }
  return document.children[0]!;
}

/** All elements of a document that pass. */
export function find(root: XmlElement, passes: (element: XmlElement) => boolean): XmlElement[] {
  return [...(passes(root) ? [root] : []), ...root.children.flatMap((child) => find(child, passes))];
}
