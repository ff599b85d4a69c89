import { icbOf, subIcbOf } from '@inverse-care/domain';
import { type HexagonCell, hexagonLayout } from './hexagon-layout.js';
import type { MapDrawing } from './map-drawing.js';
import { colours, textOn } from './palette.js';
import type { Point } from './planar.js';
import { coordinate, element, textLines } from './svg.js';
import { textWidth } from './text.js';

const root3 = Math.sqrt(3);

/** Corners of a pointed-top hexagon of width 1 about its centre, clockwise from the top. */
const corners: readonly (readonly [number, number])[] = [
  [0, -1 / root3],
  [0.5, -0.5 / root3],
  [0.5, 0.5 / root3],
  [0, 1 / root3],
  [-0.5, 0.5 / root3],
  [-0.5, -0.5 / root3],
];

/** The cell across the edge from corner k to corner k + 1. */
function across({ column, row }: HexagonCell, edge: number): string {
  const shift = row & 1;
  const [dx, dy] = [
    [shift, -1],
    [1, 0],
    [shift, 1],
    [shift - 1, 1],
    [-1, 0],
    [shift - 1, -1],
  ][edge] as [number, number];
  return `${column + dx},${row + dy}`;
}

const regionOf = (code: string) => icbOf(subIcbOf(code)?.icbCode ?? '')?.regionCode;

/** Names of regions beside their cells: position in cells, and which end of the text is there. */
const regionNames: readonly { lines: readonly string[]; x: number; row: number; anchor: 'start' | 'end' }[] =
  [
    { lines: ['North East', 'and Yorkshire'], x: 7.9, row: 1.2, anchor: 'start' },
    { lines: ['North West'], x: 4.6, row: 2, anchor: 'end' },
    { lines: ['Midlands'], x: 2.3, row: 10.2, anchor: 'end' },
    { lines: ['East of England'], x: 9.3, row: 7.7, anchor: 'start' },
    { lines: ['South West'], x: 4.2, row: 13, anchor: 'end' },
    { lines: ['South', 'East'], x: 10.9, row: 15, anchor: 'start' },
  ];

/** The code in one line or two, whichever can be larger within a hexagon of the given width. */
function codeLines(code: string, width: number): { lines: string[]; size: number } {
  const room = width * 0.92;
  const cap = Math.min(13, width * 0.45);
  const one = Math.min(cap, room / textWidth(code, 1));
  const half = Math.ceil(code.length / 2);
  const lines = [code.slice(0, half), code.slice(half)];
  const two = Math.min(width * 0.43, cap, room / Math.max(...lines.map((line) => textWidth(line, 1))));
  return two > one ? { lines, size: two } : { lines: [code], size: one };
}

/** Where hexagons of a width stand. */
interface HexagonGrid {
  width: number;
  /** Middle of a cell. */
  place: (cell: HexagonCell) => Point;
  /** A corner of a cell, for a path. */
  corner: (cell: HexagonCell, index: number) => string;
}

function hexagonGrid(width: number): HexagonGrid {
  const place = ({ column, row }: HexagonCell): Point => [
    1 + (column + (row & 1) / 2 + 0.5) * width,
    1 + ((row * root3) / 2 + 1 / root3) * width,
  ];
  const corner = (cell: HexagonCell, index: number) => {
    const [x, y] = place(cell);
    const [dx, dy] = corners[index % 6]!;
    return `${coordinate(x + dx * width)},${coordinate(y + dy * width)}`;
  };
  return { width, place, corner };
}

/** Edges between cells of different regions, and of England. */
function regionLines({ corner }: HexagonGrid): string {
  const occupants = new Map(hexagonLayout.map((cell) => [`${cell.column},${cell.row}`, cell.code]));
  let d = '';
  for (const cell of hexagonLayout) {
    for (let edge = 0; edge < 6; edge++) {
      const neighbour = occupants.get(across(cell, edge));
      if (neighbour !== undefined && (regionOf(neighbour) === regionOf(cell.code) || neighbour < cell.code))
        continue;
      d += `M${corner(cell, edge)}L${corner(cell, edge + 1)}`;
    }
  }
  const paint = { fill: 'none', stroke: colours.ink, 'stroke-width': 1.4, 'stroke-linecap': 'round' };
  return element('path', { d, ...paint });
}

/** The code of a cell about its middle, on the colour of its hexagon: null where that is hatched. */
function codeWords(cell: HexagonCell, colour: string | null, { width, place }: HexagonGrid): string {
  const { lines, size } = codeLines(cell.code, width);
  const [x, y] = place(cell);
  // A plate under the code where the hexagon is hatched. Stroked text would become a Type 3 font in a PDF.
  const plate =
    colour === null
      ? element('circle', { cx: x, cy: y, r: width * 0.36, fill: '#FFFFFF', 'pointer-events': 'none' })
      : '';
  const top = y + size * 0.36 - ((lines.length - 1) * size) / 2;
  const words = textLines(lines, x, top, size, {
    'font-size': size,
    'text-anchor': 'middle',
    fill: textOn(colour ?? '#FFFFFF'),
    'pointer-events': 'none',
  });
  return plate + words;
}

function regionWords(width: number): string {
  return regionNames
    .map(({ lines, x, row, anchor }) =>
      textLines(lines, 1 + x * width, 1 + ((row * root3) / 2 + 1 / root3) * width + 4, 14, {
        'font-size': 13,
        'text-anchor': anchor,
        fill: colours.quiet,
      }),
    )
    .join('');
}

/** Prepares a map of equal hexagons, one for each sub-ICB location, with its code printed in it. */
export function hexagonMap(maximumWidth: number, maximumHeight: number): MapDrawing {
  const columns = Math.max(...hexagonLayout.map(({ column, row }) => column + (row & 1) / 2)) + 1;
  const down = (Math.max(...hexagonLayout.map(({ row }) => row)) * root3) / 2 + 2 / root3;
  const width = Math.min((maximumWidth - 2) / columns, (maximumHeight - 2) / down);
  const grid = hexagonGrid(width);
  return {
    kind: 'hexagons',
    width: columns * width + 2,
    height: down * width + 2,
    shapes: hexagonLayout.map((cell) => ({
      code: cell.code,
      path: `M${corners.map((_, index) => grid.corner(cell, index)).join('L')}z`,
      point: grid.place(cell),
    })),
    under: '',
    over: (fillOf) =>
      regionLines(grid) +
      hexagonLayout.map((cell) => codeWords(cell, fillOf(cell.code), grid)).join('') +
      regionWords(width),
    note: 'Each hexagon is a sub-ICB location, drawn at the same size whatever its land or population and placed near its neighbours. Heavy lines bound the NHS England regions; London is the five areas 36L, 72Q, 93C, A3A8R and W2U3Z.',
  };
}
