import type { Point } from './planar.js';

/** One area of a map. */
export interface MapShape {
  /** ODS code of the sub-ICB location. */
  code: string;
  path: string;
  /** Where a mark for the area may sit; null where that is not known. */
  point: Point | null;
}

/** A map that waits for its values: the same shapes serve every panel. */
export interface MapDrawing {
  kind: 'boundaries' | 'hexagons';
  width: number;
  height: number;
  shapes: readonly MapShape[];
  /** Markup beneath the areas. */
  under: string;
  /** Markup above the areas, given the fill of each: null where it is hatched. */
  over: (fillOf: (code: string) => string | null) => string;
  /** What a reader has to know about the map. */
  note: string;
}
