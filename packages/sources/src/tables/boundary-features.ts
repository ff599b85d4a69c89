import { InputError } from '@inverse-care/domain';

/** A polygon, or several, with what the file says of it. */
export interface BoundaryFeature {
  properties: Readonly<Record<string, unknown>>;
  /** Rings by polygon, as in a GeoJSON MultiPolygon; null where it is no area. */
  polygons: number[][][][] | null;
}

type Position = number[];

interface Geometry {
  type?: string;
  coordinates?: unknown;
  arcs?: unknown;
  geometries?: Geometry[];
  properties?: Record<string, unknown> | null;
}

interface Topology {
  type: 'Topology';
  objects?: Record<string, Geometry>;
  arcs?: Position[][];
  transform?: { scale: [number, number]; translate: [number, number] };
}

interface FeatureCollection {
  features?: { properties?: Record<string, unknown> | null; geometry?: Geometry | null }[];
}

/** Positions of an arc. Quantised arcs hold steps from one position to the next, in units of the transform. */
function decodeArc(arc: readonly Position[], transform: Topology['transform']): Position[] {
  if (transform === undefined) return arc.map((position) => [...position]);
  const { scale, translate } = transform;
  let x = 0;
  let y = 0;
  return arc.map(([dx = 0, dy = 0]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** A ring from its arcs: a negative index is an arc backwards (its complement), and arcs share their end points. */
function ringOf(indices: readonly number[], arcs: readonly Position[][]): Position[] {
  let ring: Position[] = [];
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index];
    if (arc === undefined) throw new RangeError(`There is no arc ${index}`);
    const positions = index < 0 ? [...arc].reverse() : arc;
    ring = ring.concat(ring.length === 0 ? positions : positions.slice(1));
  }
  return ring;
}

const isPosition = (value: unknown) =>
  Array.isArray(value) && value.length >= 2 && value.every((number) => Number.isFinite(number));
const isRing = (value: unknown) => Array.isArray(value) && value.length >= 4 && value.every(isPosition);
const isPolygon = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isRing);

function polygonsOf(geometry: Geometry, arcs: readonly Position[][] | null): number[][][][] | null {
  const { type } = geometry;
  if (type !== 'Polygon' && type !== 'MultiPolygon') return null;
  if (arcs === null) {
    const polygons = type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    const sound = Array.isArray(polygons) && polygons.length > 0 && polygons.every(isPolygon);
    return sound ? (polygons as number[][][][]) : null;
  }
  const parts = (type === 'Polygon' ? [geometry.arcs] : geometry.arcs) as number[][][];
  return parts.map((rings) => rings.map((indices) => ringOf(indices, arcs)));
}

/** Areas of a GeoJSON feature collection (RFC 7946) or of a topology (TopoJSON specification 1.0); none where it is neither. */
export function boundaryFeatures(json: unknown, path: string): BoundaryFeature[] {
  if (typeof json !== 'object' || json === null) return [];
  if ((json as Topology).type !== 'Topology') {
    const { features } = json as FeatureCollection;
    if (!Array.isArray(features)) return [];
    return features.map((feature) => ({
      properties: feature?.properties ?? {},
      polygons: feature?.geometry ? polygonsOf(feature.geometry, null) : null,
    }));
  }
  try {
    const { objects = {}, arcs = [], transform } = json as Topology;
    const decoded = arcs.map((arc) => decodeArc(arc, transform));
    return Object.values(objects)
      .flatMap((object) => object.geometries ?? [object])
      .map((geometry) => {
        const polygons = polygonsOf(geometry, decoded);
        return {
          properties: geometry.properties ?? {},
          polygons: polygons?.every(isPolygon) ? polygons : null,
        };
      });
  } catch {
    throw new InputError('The topology cannot be read: its arcs and its areas do not fit together', {
      place: { file: path },
      expected: 'TopoJSON (specification 1.0)',
      remedy: 'Download the boundaries again, as GeoJSON (f=geojson) if you can.',
    });
  }
}

/** The property that holds the ONS code of a sub-ICB location or, in 2021 and before, of a clinical commissioning group. */
export const areaCodeProperty = (properties: Readonly<Record<string, unknown>>): string | undefined =>
  Object.keys(properties).find((name) => /^(SICBL|CCG)\d\dCD$/i.test(name));
