import type { XmlElement } from './xml.js';

/** From the highest drawn place to the lowest. */
export interface Extent {
  top: number;
  bottom: number;
}

const numbersOf = (text: string) => (text.match(/-?\d*\.?\d+/g) ?? []).map(Number);

/** Heights that a path goes through; it knows the commands that figures use. */
function pathHeights(d: string): number[] {
  let y = 0;
  const heights: number[] = [];
  for (const [, command, rest] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    if (/[HhZz]/.test(command!)) continue;
    if (!/[MLlVv]/.test(command!)) throw new Error(`A path command that is not measured: ${command}`);
    const numbers = numbersOf(rest!);
    for (const value of /[Vv]/.test(command!) ? numbers : numbers.filter((_, index) => index % 2 === 1)) {
      y = /[lv]/.test(command!) ? y + value : value;
      heights.push(y);
    }
  }
  return heights;
}

/** Heights of one element. Letters reach three quarters of their size above the baseline, some a fifth beneath. */
function heightsOf({ name, attributes, text }: XmlElement, size: number): number[] {
  const number = (key: string) => Number(attributes[key]);
  if (name === 'rect') return [number('y'), number('y') + number('height')];
  if (name === 'circle') return [number('cy') - number('r'), number('cy') + number('r')];
  if (name === 'text') {
    const beneath = /[gjpqy,;()]/.test(text) ? 0.2 * size : 0;
    return [number('y') - 0.75 * size, number('y') + beneath];
  }
  if (name === 'path') return pathHeights(attributes.d!);
  return [];
}

/** What an element and those in it cover vertically, groups' shifts included; null where they draw nothing. */
export function extentOf(element: XmlElement, size = 13): Extent | null {
  if (element.name === 'defs') return null;
  const own = Number(element.attributes['font-size'] ?? size);
  const [, shift = 0] = numbersOf(element.attributes.transform ?? '');
  const inner = element.children.map((child) => extentOf(child, own)).filter((extent) => extent !== null);
  const heights = [
    ...heightsOf(element, own),
    ...inner.flatMap(({ top, bottom }) => [top + shift, bottom + shift]),
  ];
  return heights.length === 0 ? null : { top: Math.min(...heights), bottom: Math.max(...heights) };
}
