import type { FlowBox, FlowDiagramOptions, FlowStage } from './flow-steps.js';
import { figureDocument } from './frame.js';
import { markData } from './mark.js';
import { colours, seriesColours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { figureWidth, isNarrow, textSize } from './sizes.js';
import { after, type Block, beside, grouped, painted, type Stack, space, stack } from './stack.js';
import { coordinate, element } from './svg.js';
import { wrapText } from './text.js';

interface Layout {
  /** Where the lines of the flow go down. */
  trunk: number;
  /** Right edge of the boxes of the flow. */
  right: number;
  /** Left and right edge of what leaves. */
  side: readonly [number, number];
}

const padding = 8;
const gapBetween = 14;
const busRoom = 12;
const arrowRoom = 20;
const [blue] = seriesColours;

function layoutOf(width: number): Layout {
  if (isNarrow(width)) return { trunk: 18, right: width - 1, side: [44, width - 1] };
  const right = Math.round(0.52 * width);
  return { trunk: Math.round(right / 2), right, side: [right + 34, width - 1] };
}

/** The words of a box on their own: count, label and caution beneath each other. */
function wordsOf({ count, label, note = '' }: FlowBox, left: number, width: number): Stack {
  const inner = width - 2 * padding;
  const lines = (text: string, bold: boolean, paint: Record<string, string | number>) =>
    paragraph(wrapText(text, inner, textSize, bold), { x: left + padding, attributes: paint });
  return stack([
    lines(count, true, { 'font-weight': 600 }),
    lines(label, false, {}),
    lines(note, false, { fill: colours.notice }),
  ]);
}

/** A box at least so high, with its words. */
function boxOf(box: FlowBox, left: number, width: number, leaves: boolean, height = 0): Block {
  const words = wordsOf(box, left, width);
  const whole = Math.max(height, words.height + 2 * padding - 4);
  const data = markData({ code: box.code, label: box.label, value: box.count });
  return {
    height: whole + 2,
    draw: (top, id) =>
      element(
        'g',
        data,
        element('rect', {
          x: left,
          y: top + 1,
          width,
          height: whole,
          fill: leaves ? colours.shade : '#FFFFFF',
          stroke: leaves ? colours.quiet : blue,
          'stroke-width': 1.4,
          'stroke-dasharray': box.derived ? '5 3' : undefined,
        }) + words.draw(top + padding - 2, id),
      ),
  };
}

/** The boxes of a line, as high as the highest, and where the flow leaves or enters them. */
function lineOf({ boxes }: FlowStage, { right, trunk }: Layout): { block: Block; at: number[] } {
  const width = (right - 1 - (boxes.length - 1) * gapBetween) / boxes.length;
  const lefts = boxes.map((_, index) => 1 + index * (width + gapBetween));
  const own = boxes.map((box, index) => boxOf(box, lefts[index]!, width, false).height - 2);
  const equal = boxes.map((box, index) => boxOf(box, lefts[index]!, width, false, Math.max(...own)));
  return {
    block: beside(equal),
    at: boxes.length === 1 ? [trunk] : lefts.map((left) => left + width / 2),
  };
}

const line = (d: string) => element('path', { d, fill: 'none', stroke: colours.quiet, 'stroke-width': 1.4 });
const down = (x: number, from: number, to: number) =>
  line(`M${coordinate(x)},${coordinate(from)}V${coordinate(to)}`);
const across = (xs: readonly number[], y: number) =>
  line(`M${coordinate(Math.min(...xs))},${coordinate(y)}H${coordinate(Math.max(...xs))}`);

/** An arrow head whose tip is here, pointing down or to the right. */
function head(x: number, y: number, points: 'down' | 'right'): string {
  const corner = (dx: number, dy: number) => `${coordinate(x + dx)},${coordinate(y + dy)}`;
  const back = points === 'down' ? [corner(-4.5, -8), corner(4.5, -8)] : [corner(-8, -4.5), corner(-8, 4.5)];
  return element('path', { d: `M${corner(0, 0)}L${back.join('L')}z`, fill: colours.quiet });
}

/** What lies between two lines: the flow from the boxes above to those beneath, and what leaves it. */
function between(
  exclusions: readonly FlowBox[],
  from: readonly number[],
  to: readonly number[],
  { trunk, side: [left, right] }: Layout,
): Block {
  const leaving = exclusions.map((box) => boxOf(box, left, right - left, true));
  const aside = stack(leaving, 6);
  const middles = leaving.map(({ height }, index) => aside.edges[index]! + height / 2);
  const [joins, forks] = [from.length > 1, to.length > 1];
  const room = stack([
    space(joins ? busRoom : 0),
    space(exclusions.length === 0 ? 0 : 10),
    aside,
    space(to.length === 0 ? 0 : arrowRoom),
    space(forks ? busRoom : 0),
  ]);
  return painted(room, ([top, bus, asideTop, , fork, bottom], id) => {
    const branches = middles.map((middle) => asideTop! + middle);
    const end = to.length === 0 ? (branches.at(-1) ?? top!) : forks ? fork! : bottom! - 6;
    return [
      ...(joins ? [...from.map((x) => down(x, top!, bus!)), across([...from, trunk], bus!)] : []),
      down(trunk, bus!, end),
      ...branches.flatMap((y) => [across([trunk, left - 6], y), head(left - 1, y, 'right')]),
      ...(forks ? [across([...to, trunk], fork!), ...to.map((x) => down(x, fork!, bottom! - 6))] : []),
      ...to.map((x) => head(x, bottom!, 'down')),
      aside.draw(asideTop!, id),
    ].join('');
  });
}

/**
 * A flow as boxes beneath each other with arrows, what leaves it at the side, as an SVG document: the diagram of Page
 * and others (2021), PRISMA 2020, BMJ 372, n71. Several boxes of a line go on together. On a narrow figure what leaves
 * stands indented beneath the box that it leaves.
 */
export function flowDiagram(options: FlowDiagramOptions): string {
  const { text, stages, note = '', width = figureWidth } = options;
  const layout = layoutOf(width);
  const lines = stages.map((stage) => lineOf(stage, layout));
  const parts = stages.flatMap(({ exclusions = [] }, index) => {
    const { block, at } = lines[index]!;
    const next = lines[index + 1]?.at ?? [];
    const ends = next.length === 0 && exclusions.length === 0;
    return ends ? [block] : [block, between(exclusions, at, next, layout)];
  });
  const body = stack([...parts, after(8, quietWords(note, width - 4))]);
  return figureDocument(text, grouped(body), width);
}
