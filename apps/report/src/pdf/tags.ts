/** A structure element of a PDF, as Chromium writes it. */
interface Element {
  type: string;
  /** Where its type stands in the file. */
  at: number;
  /** Object numbers of the elements below it. */
  kids: string[];
  alt: boolean;
}

const element = /\n(\d+) 0 obj\n<<\/Type \/StructElem\n\/S \/(\w+)\n([\s\S]*?)>>\nendobj/g;

/** Numbers of the elements in a kid entry, which also names pages and marked content. */
function kidsOf(entries: string): string[] {
  const [, kids = ''] = /(?:^|\n)\/K (\[[\s\S]*?\]|\d+ 0 R)/.exec(entries) ?? [];
  return [...kids.replace(/<<[\s\S]*?>>/g, '').matchAll(/(\d+) 0 R/g)].map(([, number]) => number!);
}

function elementsOf(pdf: string): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const match of pdf.matchAll(element)) {
    const [whole, number, type, entries] = match;
    found.set(number!, {
      type: type!,
      at: match.index + whole.indexOf('/S /') + '/S /'.length,
      kids: kidsOf(entries!),
      alt: /(?:^|\n)\/Alt /.test(entries!),
    });
  }
  return found;
}

/**
 * The types that differ from what Chromium wrote. A page's figure holds a drawing and its caption: it becomes a group,
 * so that what is called a figure is the drawing with its alternative text. A list item of a mark and a body
 * becomes a label and a body, and an aside, which PDF 1.4 does not know, a section.
 */
function changesIn(elements: ReadonlyMap<string, Element>): Map<Element, string> {
  const changes = new Map<Element, string>();
  const kids = (one: Element) => one.kids.flatMap((number) => elements.get(number) ?? []);
  const holds = (one: Element, type: string): boolean =>
    kids(one).some((kid) => kid.type === type || holds(kid, type));
  for (const one of elements.values()) {
    const below = kids(one);
    if (one.type === 'Aside') changes.set(one, 'Sect');
    if (one.type === 'Figure' && !one.alt && holds(one, 'Figure')) {
      changes.set(one, 'Div');
      for (const kid of below)
        if (kid.type === 'NonStruct' && !holds(kid, 'Figure')) changes.set(kid, 'Caption');
    }
    if (one.type === 'LI' && below.length === 2 && below.every(({ type }) => type === 'NonStruct')) {
      changes.set(below[0]!, 'Lbl');
      changes.set(below[1]!, 'LBody');
    }
  }
  return changes;
}

/**
 * Names the structure elements of a PDF alike, whichever Chromium wrote it: 143 calls neither a figure's caption nor
 * a list's label by its name, and later ones do (PDF 1.7, 14.8.4). A name takes the room of a longer one, and spaces
 * what is left of it: the file's table of offsets holds.
 */
export function namedTags(pdf: string): string {
  const changes = [...changesIn(elementsOf(pdf))].sort(([a], [b]) => a.at - b.at);
  let named = '';
  let from = 0;
  for (const [{ type, at }, name] of changes) {
    named += pdf.slice(from, at) + name.padEnd(type.length);
    from = at + type.length;
  }
  return named + pdf.slice(from);
}
