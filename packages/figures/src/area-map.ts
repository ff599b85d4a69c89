import { type AreaGeometry, distinct, order } from '@inverse-care/domain';
import { boundaryMap } from './boundary-map.js';
import { type ValueClass, valueClasses } from './classes.js';
import { figureDocument } from './frame.js';
import { hatch, mapPatterns } from './hatch.js';
import { hexagonMap } from './hexagon-map.js';
import { legend } from './legend.js';
import type { MapDrawing } from './map-drawing.js';
import { type MapPanel, type MapSilence, type MapStyle, mapBody, mapHead, valuesOn } from './map-panel.js';
import { quietWords } from './paragraph.js';
import { figureWidth, isNarrow } from './sizes.js';
import { atLeast, type Block, beside, space, stack } from './stack.js';
import type { FigureText } from './text.js';

export interface AreaMapOptions {
  text: FigureText;
  /** One, or two side by side on a common scale. */
  panels: readonly MapPanel[];
  /** Boundaries by ODS code (WGS 84); without them areas are equal hexagons. */
  boundaries: ReadonlyMap<string, AreaGeometry> | null;
  /** What is shown, such as "FTE per 10,000 patients". */
  unit: string;
  format: (value: number) => string;
  /** Where an area leads, by its ODS code; nowhere where left out, or null. */
  href?: (code: string) => string | null;
  /** `narrowWidth` for a telephone, where the panels stand above each other; 720 where left out. */
  width?: number;
}

const panelGap = 16;
const singleHeight = 540;

/** The panels beside each other, or beneath each other in a narrow figure; their maps start in one line. */
function panelsOf(panels: readonly MapPanel[], style: MapStyle, slot: number, narrow: boolean): Block {
  const xOf = (index: number) => (narrow ? 0 : index * (slot + panelGap));
  const heads = panels.map((panel, index) => mapHead(panel, style, xOf(index), slot));
  const headHeight = Math.max(...heads.map(({ height }) => height));
  const blocks = panels.map((panel, index) =>
    stack([atLeast(headHeight, heads[index]!), mapBody(panel, style, xOf(index), slot)]),
  );
  return narrow ? stack(blocks, panelGap) : beside(blocks);
}

/**
 * Maps of a value by sub-ICB location as an SVG document: from boundaries, or of equal hexagons without. Classes are
 * common to the panels; areas without a value are hatched; the legend counts the areas of each class.
 * @throws RangeError where there are no panels or more than two.
 */
export function areaMap(options: AreaMapOptions): string {
  const { text, panels, boundaries, unit, format, href, width = figureWidth } = options;
  if (panels.length < 1 || panels.length > 2) {
    throw new RangeError(
      `A map has one panel or two, not ${panels.length}: draw further maps as figures of their own.`,
    );
  }
  const narrow = isNarrow(width);
  const slot = panels.length === 1 || narrow ? width : (width - panelGap) / 2;
  const height = panels.length === 1 || narrow ? singleHeight : width;
  const map =
    boundaries && boundaries.size > 0 ? boundaryMap(boundaries, slot, height) : hexagonMap(slot, height);
  const counted = panels.map((panel) => ({
    label: panel.label,
    values: valuesOn(map, panel).map(([, value]) => value),
    ...(panel.silence === undefined ? {} : { silence: countedOn(map, panel.silence) }),
  }));
  const classes = valueClasses(
    counted.flatMap(({ values }) => values),
    format,
  );
  const body = stack([
    panelsOf(panels, { map, classes, format, ...(href && { href }) }, slot, narrow),
    space(14),
    legend(classes, counted, unit, width),
    space(8),
    quietWords(notesOf(map, panels, classes), width),
  ]);
  const silent = panels.some(({ silence }) => silence !== undefined);
  const role = href === undefined ? 'img' : 'group';
  return figureDocument(text, body, width, silent ? mapPatterns : hatch, role);
}

/** Areas of the map in which nobody, or fewer than half, reported. */
function countedOn({ shapes }: MapDrawing, { whole, most }: MapSilence) {
  const on = (codes: ReadonlySet<string>) => shapes.filter(({ code }) => codes.has(code)).length;
  return { whole: on(whole), most: on(most) };
}

/** What a reader has to know about the map, its classes, and areas that it cannot show. */
function notesOf(map: MapDrawing, panels: readonly MapPanel[], classes: readonly ValueClass[]): string {
  const drawn = new Set(map.shapes.map(({ code }) => code));
  const left = distinct(panels.flatMap(({ values }) => [...values.keys()]))
    .filter((code) => !drawn.has(code))
    .sort(order);
  const ranges = classes.filter(({ kind }) => kind === 'range').length;
  return [
    map.note,
    panels.some(({ silence }) => (silence?.whole.size ?? 0) + (silence?.most.size ?? 0) > 0)
      ? 'Areas marked as under half reported are counted in their range as well.'
      : '',
    ranges > 1 ? 'Each range includes its lower limit.' : '',
    left.length > 0 ? `Not on the map: ${left.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
