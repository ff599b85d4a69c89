import type { AreaGeometry } from '@inverse-care/domain';
import { boundaryMap } from './boundary-map.js';
import { classOf, type ValueClass, valueClasses } from './classes.js';
import { areaName, extremes } from './extremes.js';
import { figureDocument } from './frame.js';
import { hatch, hatchFill } from './hatch.js';
import { hexagonMap } from './hexagon-map.js';
import { legend } from './legend.js';
import type { MapDrawing } from './map-drawing.js';
import { markData } from './mark.js';
import { colours } from './palette.js';
import type { Point } from './planar.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, wrapText } from './text.js';

/** One map: a label such as "31 March 2020", and the value of each sub-ICB location by ODS code. */
export interface MapPanel {
  label: string;
  values: ReadonlyMap<string, number | null>;
}

export interface AreaMapOptions {
  text: FigureText;
  /** One, or two side by side on a common scale. */
  panels: readonly MapPanel[];
  /** Boundaries by ODS code (WGS 84); without them areas are equal hexagons. */
  boundaries: ReadonlyMap<string, AreaGeometry> | null;
  /** What is shown, such as "FTE per 10,000 patients". */
  unit: string;
  format: (value: number) => string;
  /** `narrowWidth` for a telephone, where the panels stand above each other; 720 where left out. */
  width?: number;
}

const panelGap = 16;
const singleHeight = 540;

/** A triangle: it points up for the highest value and down for the lowest. */
function triangle([x, y]: Point, up: boolean, size: number): string {
  const tip = up ? -size : size;
  const points = [
    [x, y + tip],
    [x + size, y - tip * 0.7],
    [x - size, y - tip * 0.7],
  ].map(([px, py]) => `${coordinate(px!)},${coordinate(py!)}`);
  return element('path', {
    d: `M${points.join('L')}z`,
    fill: colours.ink,
    stroke: '#FFFFFF',
    'stroke-width': 1.2,
    'paint-order': 'stroke',
  });
}

function shapes(
  map: MapDrawing,
  panel: MapPanel,
  classes: readonly ValueClass[],
  id: string,
  format: (value: number) => string,
): string {
  const classAt = (code: string) => classOf(classes, panel.values.get(code));
  const drawn = map.shapes.map(({ code, path }) => {
    const index = classAt(code);
    const value = panel.values.get(code);
    const bordered = index === null || classes[index]!.kind === 'none';
    const words = index === null ? 'no value' : value === 0 ? 'none' : format(value!);
    const markup = element(
      'path',
      {
        d: path,
        fill: index === null ? hatchFill(id) : classes[index]!.colour,
        stroke: bordered ? colours.noneBorder : undefined,
        ...markData({ code, label: areaName(code), value: words }),
      },
      element('title', {}, escapeXml(`${areaName(code)}: ${words}`)),
    );
    return { bordered, markup };
  });
  const group = (bordered: boolean) =>
    drawn
      .filter((shape) => shape.bordered === bordered)
      .map(({ markup }) => markup)
      .join('');
  const fillOf = (code: string) => {
    const index = classAt(code);
    return index === null ? null : classes[index]!.colour;
  };
  return (
    map.under +
    element(
      'g',
      {
        stroke: '#FFFFFF',
        'stroke-width': map.kind === 'hexagons' ? 1 : 0.5,
        'stroke-linejoin': 'round',
        'fill-rule': 'evenodd',
      },
      group(false) + group(true),
    ) +
    map.over(fillOf)
  );
}

/**
 * Maps of a value by sub-ICB location as an SVG document: from boundaries, or of equal hexagons without. Classes are
 * common to the panels; areas without a value are hatched; the legend counts the areas of each class.
 * @throws RangeError where there are no panels or more than two.
 */
export function areaMap(options: AreaMapOptions): string {
  const { text, panels, boundaries, unit, format, width = figureWidth } = options;
  if (panels.length < 1 || panels.length > 2) {
    throw new RangeError(
      `A map has one panel or two, not ${panels.length}: draw further maps as figures of their own.`,
    );
  }
  const stacked = width < 600;
  const slot = panels.length === 1 || stacked ? width : (width - panelGap) / 2;
  const height = panels.length === 1 || stacked ? singleHeight : width;
  const map =
    boundaries && boundaries.size > 0 ? boundaryMap(boundaries, slot, height) : hexagonMap(slot, height);

  const onMap = panels.map(({ values }) =>
    map.shapes.map(({ code }) => [code, values.get(code) ?? null] as const),
  );
  const classes = valueClasses(
    onMap.flat().map(([, value]) => value),
    format,
  );
  const found = onMap.map((entries) => extremes(entries, format));
  const symbol = 14;
  const heads = found.map(({ highest, lowest, words }) =>
    words === null
      ? [highest!, lowest!].map(({ words: line }) => wrapText(line, slot - symbol, textSize))
      : [wrapText(words, slot - symbol, textSize)],
  );
  const headHeight = lineHeight * (1 + Math.max(...heads.map((lines) => lines.flat().length))) + 8;
  const key = legend(
    classes,
    panels.map(({ label }, index) => ({ label, values: onMap[index]!.map(([, value]) => value) })),
    unit,
    width,
  );
  const notes = wrapText(notesOf(map, panels, classes), width, textSize);
  const panelHeight = headHeight + map.height;
  const mapsHeight = stacked ? panels.length * (panelHeight + panelGap) - panelGap : panelHeight;

  const draw = (figureTop: number, id: string) => {
    let marks = '';
    panels.forEach((panel, index) => {
      const top = figureTop + (stacked ? index * (panelHeight + panelGap) : 0);
      const mapTop = top + headHeight;
      const left = stacked ? 0 : index * (slot + panelGap);
      const mapLeft = left + (slot - map.width) / 2;
      marks += element(
        'text',
        { x: left, y: top + textSize, 'font-size': textSize + 1, 'font-weight': 600 },
        escapeXml(panel.label),
      );
      let line = 1;
      const marked = [found[index]!.highest, found[index]!.lowest];
      heads[index]!.forEach((lines, k) => {
        const y = top + line * lineHeight + textSize;
        const words = found[index]!.words !== null;
        if (!words) marks += triangle([left + 5, y - 4.5], k === 0, 4.5);
        marks += textLines(lines, left + (words ? 0 : symbol), y, lineHeight);
        line += lines.length;
      });
      marks += element(
        'g',
        { transform: `translate(${coordinate(mapLeft)} ${coordinate(mapTop)})` },
        shapes(map, panel, classes, id, format) +
          marked
            .map((extreme, k) => {
              const point = map.shapes.find(({ code }) => code === extreme?.code)?.point;
              return point && map.kind === 'boundaries' ? triangle(point, k === 0, 4.5) : '';
            })
            .join(''),
      );
    });
    const keyTop = figureTop + mapsHeight + 14;
    marks += key.draw(keyTop, id);
    marks += textLines(notes, 0, keyTop + key.height + 8 + textSize, lineHeight, { fill: colours.quiet });
    return marks;
  };
  return figureDocument(
    text,
    {
      height: mapsHeight + 14 + key.height + 8 + notes.length * lineHeight,
      draw,
    },
    width,
    hatch,
  );
}

function notesOf(map: MapDrawing, panels: readonly MapPanel[], classes: readonly ValueClass[]): string {
  const drawn = new Set(map.shapes.map(({ code }) => code));
  const left = new Set(panels.flatMap(({ values }) => [...values.keys()]).filter((code) => !drawn.has(code)));
  return [
    map.note,
    classes.filter(({ kind }) => kind === 'range').length > 1 ? 'Each range includes its lower limit.' : '',
    left.size > 0 ? `Not on the map: ${[...left].sort().join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
