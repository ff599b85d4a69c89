import { subIcbs } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { type AreaMapOptions, areaMap, describeAreas, narrowWidth } from '../src/index.js';
import { squares, text, valuesBy } from './examples.js';
import { find, parseXml, type XmlElement } from './xml.js';

const format = (value: number) => value.toFixed(2);
const first = valuesBy((index) => (index % 2 === 0 ? 0 : 0.001 * index));
const last = valuesBy((index) => (index === 5 ? null : 0.2 + 0.006 * index));
const hexagons: AreaMapOptions = {
  text,
  panels: [
    { label: '31 March 2020', values: first },
    { label: '30 September 2023', values: last },
  ],
  boundaries: null,
  unit: 'FTE per 10,000 patients',
  format,
};
const bounded: AreaMapOptions = { ...hexagons, boundaries: squares(false) };
const areas = (root: XmlElement) => find(root, ({ attributes }) => 'data-code' in attributes);
const words = (root: XmlElement) =>
  find(root, ({ name }) => name === 'text')
    .map((element) => element.text)
    .join(' ');

describe.each([
  ['hexagons', hexagons],
  ['boundaries', bounded],
])('a map of %s', (_, options) => {
  it('is one XML document with a view box, no size, and a role, title and description', () => {
    const root = parseXml(areaMap(options));
    expect(root.name).toBe('svg');
    expect(root.attributes).toMatchObject({ xmlns: 'http://www.w3.org/2000/svg', role: 'img' });
    expect(root.attributes.viewBox).toMatch(/^0 0 720 \d+$/);
    expect(root.attributes).not.toHaveProperty('width');
    expect(root.attributes['aria-labelledby']).toBe('figure-1-title figure-1-desc');
    expect(root.children[0]).toMatchObject({ name: 'title', text: text.title });
    expect(root.children[1]).toMatchObject({ name: 'desc', text: text.description });
  });

  it('draws each of the 106 areas once in each panel', () => {
    const codes = areas(parseXml(areaMap(options))).map(({ attributes }) => attributes['data-code']!);
    const all = subIcbs.map(({ code }) => code);
    expect(codes.sort()).toEqual([...all, ...all].sort());
  });

  it('hatches a missing value, and the legend counts it', () => {
    const root = parseXml(areaMap(options));
    const hatched = areas(root).filter(({ attributes }) => attributes.fill === 'url(#figure-1-hatch)');
    expect(hatched.map(({ attributes }) => attributes['data-code'])).toEqual([subIcbs[5]!.code]);
    expect(find(root, ({ attributes }) => attributes.id === 'figure-1-hatch')).toHaveLength(1);
    expect(words(root)).toContain('No value');
    expect(words(areaMapWithoutMissing(options))).not.toContain('No value');
  });

  it('gives exact zeros a class of their own', () => {
    const fills = areas(parseXml(areaMap(options))).slice(0, 106);
    for (const { attributes } of fills) {
      expect(attributes.fill === '#FFFFFF').toBe(first.get(attributes['data-code']!) === 0);
    }
  });

  it('is the same byte for byte for the same input', () => {
    expect(areaMap(options)).toBe(areaMap({ ...options }));
  });

  it('bears values that are all missing, all equal, or too few', () => {
    for (const values of [
      valuesBy(() => null),
      valuesBy(() => 0),
      valuesBy(() => 0.3),
      valuesBy(() => Number.NaN),
      valuesBy((index) => (index === 0 ? 1e12 : -1e-12)),
      new Map<string, number>(),
      new Map([['36L', 0.5]]),
    ]) {
      const root = parseXml(areaMap({ ...options, panels: [{ label: 'One', values }] }));
      expect(areas(root)).toHaveLength(106);
      expect(JSON.stringify(root)).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

function areaMapWithoutMissing(options: AreaMapOptions): XmlElement {
  return parseXml(areaMap({ ...options, panels: options.panels.slice(0, 1) }));
}

describe('areaMap', () => {
  it('says that hexagons give each area the same size', () => {
    expect(words(parseXml(areaMap(hexagons)))).toContain('drawn at the same size');
  });

  it('draws the same map whichever way the rings of the boundaries wind', () => {
    const paths = (clockwise: boolean) =>
      areas(parseXml(areaMap({ ...hexagons, boundaries: squares(clockwise) }))).map(({ attributes }) => {
        const [left, top] = /^M([-\d.]+),([-\d.]+)/.exec(attributes.d!)!.slice(1).map(Number);
        return [left!, top!];
      });
    const counter = paths(false);
    paths(true).forEach(([x, y], index) => {
      expect(Math.abs(x! - counter[index]![0]!)).toBeLessThan(4);
      expect(Math.abs(y! - counter[index]![1]!)).toBeLessThan(4);
    });
  });

  it('enlarges London on a map of boundaries', () => {
    expect(words(parseXml(areaMap(bounded)))).toContain('London, enlarged');
  });

  it('names the highest and the lowest area', () => {
    const all = words(parseXml(areaMap(hexagons)));
    expect(all).toContain('Lowest: none in 53 areas');
    expect(all).toContain('Highest: 0.83, West Yorkshire (X2C4Y)');
  });

  it('lists codes that are not on the map', () => {
    const values = new Map([...last, ['99Z', 0.4]]);
    const root = parseXml(areaMap({ ...hexagons, panels: [{ label: 'One', values }] }));
    expect(words(root)).toContain('Not on the map: 99Z.');
  });

  it('says that synthetic data are synthetic, to the eye and to a screen reader', () => {
    const notice = 'Synthetic data: a demonstration, not evidence';
    const root = parseXml(areaMap({ ...hexagons, text: { ...text, synthetic: true } }));
    expect(words(root)).toContain(notice);
    expect(root.children[1]!.text).toContain(notice);
    expect(words(parseXml(areaMap(hexagons)))).not.toContain(notice);
  });

  it('escapes hostile words and drops what XML forbids', () => {
    const clean = `</title><script>alert("1" & '2')</script> ]]>`;
    const hostile = `${clean}\u0000\uD800`;
    const svg = areaMap({
      ...hexagons,
      text: {
        ...text,
        id: '1 "><x',
        title: hostile,
        subtitle: hostile,
        source: hostile,
        description: hostile,
      },
      panels: [{ label: hostile, values: last }],
      unit: hostile,
      format: (value) => `<${value.toFixed(1)}>`,
    });
    const root = parseXml(svg);
    expect(svg).not.toContain('<script');
    expect(root.children[0]!.text).toBe(clean);
    expect(root.attributes['aria-labelledby']).toMatch(/^([\w-]+)-title \1-desc$/);
  });

  it('puts panels above each other in a narrow figure, with every area and count', () => {
    const wide = parseXml(areaMap(hexagons));
    const narrow = parseXml(areaMap({ ...hexagons, width: narrowWidth }));
    expect(narrow.attributes.viewBox).toMatch(/^0 0 360 \d+$/);
    const codes = (root: XmlElement) => areas(root).map(({ attributes }) => attributes['data-code']);
    expect(codes(narrow)).toEqual(codes(wide));
    const numbers = (root: XmlElement) =>
      find(root, ({ name, text: said }) => name === 'text' && /^\d+$/.test(said))
        .map((element) => element.text)
        .sort();
    expect(numbers(narrow)).toEqual(numbers(wide));
    const groups = find(narrow, ({ attributes }) => /^translate\(/.test(attributes.transform ?? ''));
    const tops = groups.map(({ attributes }) => Number(/ ([\d.]+)\)/.exec(attributes.transform!)![1]));
    expect(tops[1]! - tops[0]!).toBeGreaterThan(300);
  });

  it('refuses no panel and three', () => {
    const panel = hexagons.panels[0]!;
    expect(() => areaMap({ ...hexagons, panels: [] })).toThrow(RangeError);
    expect(() => areaMap({ ...hexagons, panels: [panel, panel, panel] })).toThrow(RangeError);
  });
});

describe('describeAreas', () => {
  const area = (code: string, value: number | null) => ({ code, name: `Area ${code}`, value });

  it('names the lowest and the highest area and the value of the middle one, and counts those without', () => {
    expect(describeAreas([area('C', 0.3), area('A', 0.1), area('D', null), area('B', 0.2)], format)).toBe(
      'from 0.10 in Area A to 0.30 in Area C, half of the areas at or below 0.20, 1 without a value',
    );
    expect(describeAreas([area('B', 0.2), area('A', 0.2)], format)).toBe(
      'from 0.20 in Area A to 0.20 in Area B, half of the areas at or below 0.20',
    );
    expect(describeAreas([area('A', null)], format)).toBe('no area has a value');
  });
});

describe('a map of what was reported', () => {
  const [nobody, few, other] = [subIcbs[5]!.code, subIcbs[6]!.code, subIcbs[7]!.code];
  const values = new Map(last).set(nobody, null).set(other, null);
  const silence = {
    whole: new Set([nobody]),
    most: new Set([few]),
    words: new Map([[few, '60% of patients are with PCNs that did not report']]),
  };
  const options: AreaMapOptions = { ...hexagons, panels: [{ label: 'Now', values, silence }] };
  const root = parseXml(areaMap(options));
  const of = (code: string) => areas(root).find(({ attributes }) => attributes['data-code'] === code)!;

  it('hatches areas where nobody did, tells them from those without a value, and calls neither none', () => {
    expect(of(nobody).attributes).toMatchObject({
      fill: 'url(#figure-1-hatch)',
      'data-value': 'nobody reported',
    });
    expect(of(other).attributes['data-value']).toBe('no value');
    expect(of(other).attributes.fill).not.toBe(of(nobody).attributes.fill);
    expect(words(root)).not.toMatch(/\bnone\b/i);
  });

  it('draws lines over areas where fewer than half did, and counts both in the legend', () => {
    const lined = find(root, ({ attributes }) => attributes.fill === 'url(#figure-1-sparse)');
    expect(lined.filter(({ name }) => name === 'path')).toHaveLength(1);
    expect(of(few).attributes['data-value']).toContain('60% of patients');
    for (const label of ['Nobody', 'Under half']) expect(words(root)).toContain(label);
  });

  it('names them in words', () => {
    const said = describeAreas(
      [
        { code: 'B', name: 'Beta', value: null, silent: true },
        { code: 'A', name: 'Alpha', value: 0 },
        { code: 'C', name: 'Gamma', value: 1 },
      ],
      format,
    );
    expect(said).toContain('nobody reported in 1 (B)');
    expect(said).not.toContain('without a value');
  });
});

describe.each([
  ['hexagons', hexagons],
  ['boundaries', bounded],
])('a map of %s whose areas lead somewhere', (_, options) => {
  const drawn = parseXml(
    areaMap({ ...options, href: (code) => (code === '00L' ? null : `icb/${code}.html?a="1"`) }),
  );

  it('is a group of links and no picture, each with the words of its area', () => {
    expect(drawn.attributes.role).toBe('group');
    const links = find(drawn, ({ name }) => name === 'a');
    expect(links).toHaveLength(2 * 105);
    for (const { attributes, children } of links) {
      expect(attributes.href).toBe(`icb/${attributes['data-code']}.html?a="1"`);
      expect(children[0]!.children[0]!.text).toBe(`${attributes['data-label']}: ${attributes['data-value']}`);
    }
  });

  it('has every area once all the same, the one that leads nowhere too', () => {
    const codes = areas(drawn).map(({ attributes }) => attributes['data-code']!);
    expect(codes.filter((code) => code === '00L')).toHaveLength(2);
    expect(codes).toHaveLength(2 * 106);
  });
});
