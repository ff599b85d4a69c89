import { type AreaGeometry, icbOf, subIcbOf } from '@inverse-care/domain';
import { geoTransverseMercator } from 'd3-geo';
import { placeInset } from './inset.js';
import type { MapDrawing, MapShape } from './map-drawing.js';
import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import { type Bounds, boundsOf, type Point, pathData, type Ring, ringArea } from './planar.js';
import { simplify } from './simplify.js';
import { space, stack } from './stack.js';
import { element } from './svg.js';

const london = 'Y56';
const insetShare = 0.36;
const insetPadding = 5;

/** Every point alone through the projection: nothing here depends on the way a ring winds. */
function projector(): (position: readonly number[]) => Point {
  const projection = geoTransverseMercator().rotate([2, 0]).scale(1000).translate([0, 0]);
  return (position) => projection([position[0]!, position[1]!]) ?? [0, 0];
}

/** Areas by code and their rings. */
type Areas = ReadonlyMap<string, readonly Ring[]>;

function ringsOf(geometry: AreaGeometry, project: (position: readonly number[]) => Point): Ring[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .map((ring) => ring.slice(0, -1).map(project))
    .filter((ring) => ring.length >= 3);
}

const projections = new WeakMap<ReadonlyMap<string, AreaGeometry>, Areas>();

/** Rings of every area, projected. The figures of a report share their boundaries, which are projected once. */
function projectedRings(boundaries: ReadonlyMap<string, AreaGeometry>): Areas {
  const project = projector();
  const rings =
    projections.get(boundaries) ??
    new Map([...boundaries].map(([code, geometry]) => [code, ringsOf(geometry, project)]));
  projections.set(boundaries, rings);
  return rings;
}

/** Scales rings into a box, simplifies them to what can be seen there, and drops specks. */
function fitted(areas: Areas, fit: (point: Point) => Point): Areas {
  const codes: string[] = [];
  const all: Ring[] = [];
  for (const [code, rings] of areas) {
    const scaled = rings.map((ring) => ring.map(fit)).sort((a, b) => ringArea(b) - ringArea(a));
    scaled.forEach((ring, index) => {
      if (index > 0 && ringArea(ring) < 0.5) return;
      codes.push(code);
      all.push(ring);
    });
  }
  const result = new Map<string, Ring[]>([...areas.keys()].map((code) => [code, []]));
  simplify(all, 0.25).forEach((ring, index) => {
    result.get(codes[index]!)!.push(ring);
  });
  return result;
}

function fitInto(
  bounds: Bounds,
  box: Bounds,
): { fit: (point: Point) => Point; width: number; height: number } {
  const scale = Math.min(
    (box.right - box.left) / (bounds.right - bounds.left),
    (box.bottom - box.top) / (bounds.bottom - bounds.top),
  );
  return {
    fit: ([x, y]) => [box.left + (x - bounds.left) * scale, box.top + (y - bounds.top) * scale],
    width: (bounds.right - bounds.left) * scale,
    height: (bounds.bottom - bounds.top) * scale,
  };
}

function inLondon(code: string): boolean {
  return icbOf(subIcbOf(code)?.icbCode ?? '')?.regionCode === london;
}

/** London again in a larger scale: its rings, how a point falls among them, and the frame beneath. */
interface Inset {
  rings: Areas;
  fit: (point: Point) => Point;
  frame: string;
}

/** Puts London where the map leaves room; null where none of the areas is in London. */
function londonInset(projected: Areas, areas: Areas, map: { width: number; height: number }): Inset | null {
  const capital = new Map([...projected].filter(([code]) => inLondon(code)));
  const bounds = boundsOf([...capital.values()].flat());
  if (bounds === null) return null;
  const width = map.width * insetShare;
  const ratio = (bounds.bottom - bounds.top) / (bounds.right - bounds.left);
  const roomAt = (left: number) =>
    stack([
      paragraph(['London, enlarged'], {
        x: left + insetPadding,
        baseline: 14,
        attributes: { 'font-size': 13 },
      }),
      space(insetPadding),
      space((width - 2 * insetPadding) * ratio),
      space(insetPadding),
    ]);
  const { height, edges } = roomAt(0);
  const box = placeInset([...areas.values()].flat(), map.width, map.height, width, height);
  const { fit } = fitInto(bounds, {
    left: box.left + insetPadding,
    right: box.right - insetPadding,
    top: box.top + edges[2]!,
    bottom: box.top + edges[3]!,
  });
  const frame = element('rect', {
    x: box.left,
    y: box.top,
    width,
    height,
    fill: '#FFFFFF',
    stroke: colours.rule,
    'stroke-width': 1,
  });
  return { rings: fitted(capital, fit), fit, frame: frame + roomAt(box.left).draw(box.top, '') };
}

const drawings = new WeakMap<ReadonlyMap<string, AreaGeometry>, Map<string, MapDrawing>>();

/**
 * Prepares a map from boundaries in degrees: a transverse Mercator projection about 2 degrees west, as the British
 * National Grid's, fitted into the box; London again in a larger scale where the map leaves room. Figures of a report
 * whose boxes are the same size share it.
 */
export function boundaryMap(
  boundaries: ReadonlyMap<string, AreaGeometry>,
  maximumWidth: number,
  maximumHeight: number,
): MapDrawing {
  const size = `${maximumWidth} x ${maximumHeight}`;
  const bySize = drawings.get(boundaries) ?? new Map<string, MapDrawing>();
  drawings.set(boundaries, bySize);
  const drawing = bySize.get(size) ?? drawBoundaries(boundaries, maximumWidth, maximumHeight);
  bySize.set(size, drawing);
  return drawing;
}

function drawBoundaries(
  boundaries: ReadonlyMap<string, AreaGeometry>,
  maximumWidth: number,
  maximumHeight: number,
): MapDrawing {
  const project = projector();
  const projected = projectedRings(boundaries);
  const bounds = boundsOf([...projected.values()].flat()) ?? { left: 0, top: 0, right: 1, bottom: 1 };
  const main = fitInto(bounds, { left: 0, top: 0, right: maximumWidth, bottom: maximumHeight });
  const areas = fitted(projected, main.fit);
  const inset = londonInset(projected, areas, main);
  const shapes: MapShape[] = [...areas].map(([code, rings]) => {
    const enlarged = inset?.rings.get(code);
    const area = subIcbOf(code);
    const at = area && project([area.longitude, area.latitude]);
    const fit = enlarged && inset ? inset.fit : main.fit;
    return {
      code,
      path: pathData(enlarged ? [...rings, ...enlarged] : rings),
      point: at ? fit(at) : null,
    };
  });
  return {
    kind: 'boundaries',
    width: main.width,
    height: main.height,
    shapes,
    under: inset?.frame ?? '',
    over: () => '',
    note: inset === null ? '' : 'London is drawn again in a larger scale.',
  };
}
