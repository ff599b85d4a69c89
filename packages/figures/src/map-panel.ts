import { classOf, type ValueClass } from './classes.js';
import { areaName, type Extreme, extremes } from './extremes.js';
import { hatchFill, noValueFill, sparseFill } from './hatch.js';
import type { MapDrawing, MapShape } from './map-drawing.js';
import { markData } from './mark.js';
import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import type { Point } from './planar.js';
import { textSize } from './sizes.js';
import { type Block, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { wrapText } from './text.js';

/** One map: a label such as "31 March 2020", and the value of each sub-ICB location by ODS code. */
export interface MapPanel {
  label: string;
  values: ReadonlyMap<string, number | null>;
  /** Who did not report, where a value is of what was reported. */
  silence?: MapSilence;
}

/** Areas by what was not reported. */
export interface MapSilence {
  /** Areas where nobody reported: hatched, and told apart from those without a value. */
  whole: ReadonlySet<string>;
  /** Areas where fewer than half did: thin lines over their colour. */
  most: ReadonlySet<string>;
  /** What is said behind the value of an area: "45% of patients are with PCNs that did not report". */
  words: ReadonlyMap<string, string>;
}

/** What stands for a value where there is none. */
export const nobodyReported = 'nobody reported';

/** What the panels of a figure share. */
export interface MapStyle {
  map: MapDrawing;
  classes: readonly ValueClass[];
  format: (value: number) => string;
  /** Where an area leads; nowhere for null. */
  href?: (code: string) => string | null;
}

const triangleSize = 4.5;

/** A triangle: it points up for the highest value and down for the lowest. */
function triangle([x, y]: Point, up: boolean): string {
  const tip = up ? -triangleSize : triangleSize;
  const points = [
    [x, y + tip],
    [x + triangleSize, y - tip * 0.7],
    [x - triangleSize, y - tip * 0.7],
  ].map(([px, py]) => `${coordinate(px!)},${coordinate(py!)}`);
  return element('path', {
    d: `M${points.join('L')}z`,
    fill: colours.ink,
    stroke: '#FFFFFF',
    'stroke-width': 1.2,
    'paint-order': 'stroke',
  });
}

/** The value of each area on the map; null where it has none. */
export function valuesOn(map: MapDrawing, { values }: MapPanel): (readonly [string, number | null])[] {
  return map.shapes.map(({ code }) => [code, values.get(code) ?? null] as const);
}

/** Colour of an area; null where it has no value. */
function colourOf(code: string, panel: MapPanel, classes: readonly ValueClass[]): string | null {
  const index = classOf(classes, panel.values.get(code));
  return index === null ? null : classes[index]!.colour;
}

/** An area with its border, if it needs one against the page, and its words. */
function area({ code, path }: MapShape, panel: MapPanel, { classes, format, href }: MapStyle, id: string) {
  const value = panel.values.get(code);
  const index = classOf(classes, value);
  const bordered = index === null || classes[index]!.kind === 'none';
  const said = panel.silence?.words.get(code);
  const behind = said === undefined ? '' : `; ${said}`;
  const silent = panel.silence?.whole.has(code) ?? false;
  const words =
    index === null
      ? silent
        ? nobodyReported
        : 'no value'
      : `${value === 0 ? 'none' : format(value!)}${behind}`;
  const empty = silent || panel.silence === undefined ? hatchFill(id) : noValueFill;
  const lines = panel.silence?.most.has(code)
    ? element('path', { d: path, fill: sparseFill(id), stroke: 'none', 'pointer-events': 'none' })
    : '';
  const mark = markData({ code, label: areaName(code), value: words });
  const leads = href?.(code) ?? null;
  const shape = element(
    'path',
    {
      d: path,
      fill: colourOf(code, panel, classes) ?? empty,
      stroke: bordered ? colours.noneBorder : undefined,
      ...(leads === null ? mark : {}),
    },
    element('title', {}, escapeXml(`${areaName(code)}: ${words}`)),
  );
  const markup = leads === null ? shape : element('a', { href: leads, ...mark }, shape);
  return { bordered, markup: markup + lines };
}

/** All areas, those with a border above the others. */
function areas(panel: MapPanel, style: MapStyle, id: string): string {
  const { map, classes } = style;
  const drawn = map.shapes.map((shape) => area(shape, panel, style, id));
  const group = (bordered: boolean) =>
    drawn
      .filter((shape) => shape.bordered === bordered)
      .map(({ markup }) => markup)
      .join('');
  const paint = {
    stroke: '#FFFFFF',
    'stroke-width': map.kind === 'hexagons' ? 1 : 0.5,
    'stroke-linejoin': 'round',
    'fill-rule': 'evenodd',
  };
  return (
    map.under +
    element('g', paint, group(false) + group(true)) +
    // A code is read on a plate where lines lie over the colour.
    map.over((code) => (panel.silence?.most.has(code) ? null : colourOf(code, panel, classes)))
  );
}

/** The highest or the lowest value in words, behind its triangle. */
function extremeWords({ words }: Extreme, up: boolean, x: number, width: number): Block {
  const indent = 14;
  const said = paragraph(wrapText(words, width - indent, textSize), { x: x + indent });
  return {
    height: said.height,
    draw: (top, id) => triangle([x + 5, top + textSize - 4.5], up) + said.draw(top, id),
  };
}

/** The label of a panel, its highest and its lowest value. */
export function mapHead(panel: MapPanel, { map, format }: MapStyle, x: number, width: number): Block {
  const { highest, lowest, words } = extremes(valuesOn(map, panel), format);
  const label = paragraph([panel.label], {
    x,
    attributes: { 'font-size': textSize + 1, 'font-weight': 600 },
  });
  return stack([
    label,
    ...(words === null
      ? [extremeWords(highest!, true, x, width), extremeWords(lowest!, false, x, width)]
      : [paragraph(wrapText(words, width - 14, textSize), { x })]),
    space(8),
  ]);
}

/** The map of a panel in the middle of its width; on boundaries a triangle stands on the highest and the lowest area. */
export function mapBody(panel: MapPanel, style: MapStyle, x: number, width: number): Block {
  const { map, format } = style;
  const { highest, lowest } = extremes(valuesOn(map, panel), format);
  const mark = (extreme: Extreme | null, up: boolean) => {
    const point = map.shapes.find(({ code }) => code === extreme?.code)?.point;
    return point && map.kind === 'boundaries' ? triangle(point, up) : '';
  };
  return {
    height: map.height,
    draw: (top, id) =>
      element(
        'g',
        { transform: `translate(${coordinate(x + (width - map.width) / 2)} ${coordinate(top)})` },
        areas(panel, style, id) + mark(highest, true) + mark(lowest, false),
      ),
  };
}
