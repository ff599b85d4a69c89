import { find, parseXml, type XmlElement } from './xml.js';

/** Elements that carry a code, by code. */
export const marks = (root: XmlElement) => find(root, ({ attributes }) => 'data-code' in attributes);

/** All words of a figure, line by line. */
export const lines = (svg: string) =>
  find(parseXml(svg), ({ name }) => name === 'text').map((element) => element.text);

export const description = (svg: string) => parseXml(svg).children[1]!.text;

/**
 * The scale of an axis as its ticks show it: a function from a value to a place. Ticks are the texts of one line: the
 * same `y` on a horizontal axis, the same `x` and anchor "end", the
 * leftmost such, on a vertical one.
 */
export function scaleOf(root: XmlElement, axis: 'x' | 'y'): (value: number) => number {
  const [own, other] = axis === 'x' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const numbers = find(
    root,
    ({ name, text, attributes }) =>
      name === 'text' &&
      /^−?[\d.]+%?$/.test(text) &&
      attributes['text-anchor'] === (axis === 'x' ? 'middle' : 'end'),
  );
  const groups = new Map<string, XmlElement[]>();
  for (const tick of numbers) {
    const key = tick.attributes[other]!;
    groups.set(key, [...(groups.get(key) ?? []), tick]);
  }
  const places = [...groups].filter(([, group]) => group.length > 1);
  const [, ticks] = places.sort(([a, one], [b, two]) =>
    axis === 'y' ? Number(a) - Number(b) : two.length - one.length,
  )[0]!;
  const numberIn = (text: string) =>
    Number(text.replace('−', '-').replace('%', '')) / (text.endsWith('%') ? 100 : 1);
  const [a, b] = [ticks[0]!, ticks.at(-1)!];
  const [from, to] = [numberIn(a.text), numberIn(b.text)];
  const shift = axis === 'y' ? -4.5 : 0;
  const [start, end] = [Number(a.attributes[own]) + shift, Number(b.attributes[own]) + shift];
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** Numbers that no drawing may hold. */
export const broken = /NaN|Infinity|undefined|null|e-\d/;
