import { figureDocument } from './frame.js';
import { type GroupDotsOptions, type GroupRow, groupWords, type RowGroup } from './group-rows.js';
import { type HorizontalAxis, horizontalAxis, onAxis, type Span } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { seriesColours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, grouped, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { widestText, wrapText } from './text.js';

interface Layout {
  width: number;
  nameWidth: number;
  axis: HorizontalAxis;
}

const rowHeight = lineHeight + 4;

function layoutOf({ groups, format, width = figureWidth }: GroupDotsOptions): Layout {
  const rows = groups.flatMap((group) => group.rows);
  const nameWidth =
    10 +
    widestText(
      rows.map(({ label }) => label),
      textSize,
    );
  const valueWidth =
    14 +
    widestText(
      rows.map(({ value }) => format(value)),
      textSize,
    );
  const numbers = rows.flatMap(({ value, low, high, other }) => [
    value,
    low ?? value,
    high ?? value,
    other ?? value,
  ]);
  const axis = horizontalAxis(numbers, {
    left: nameWidth + 6,
    right: width - valueWidth - 6,
    fromZero: true,
  });
  return { width, nameWidth, axis };
}

const dot = (x: number, y: number) => marker('circle', x, y, 4, seriesColours[0], true);
const hollow = (x: number, y: number) => marker('diamond', x, y, 4, seriesColours[1], false);

function marks({ value, low, high, other }: GroupRow, { axis }: Layout, y: number): string {
  const clip = (at: number) => coordinate(Math.min(axis.right, Math.max(axis.left, axis.x(at))));
  const line =
    low === null || high === null
      ? ''
      : element('path', {
          d: `M${clip(low)},${coordinate(y)}H${clip(high)}`,
          stroke: seriesColours[0],
          'stroke-width': 1.8,
        });
  return line + (other === null ? '' : hollow(axis.x(other), y)) + dot(axis.x(value), y);
}

function rowOf(row: GroupRow, group: RowGroup, options: GroupDotsOptions, layout: Layout): Block {
  const { format, otherWords } = options;
  const other = row.other === null ? '' : `; ${otherWords}, ${format(row.other)}`;
  const data = markData({
    code: group.code,
    label: `${group.label}, ${row.label}`,
    value: `${groupWords(row, format)}${other}`,
  });
  const words = (text: string, x: number, top: number) =>
    element('text', { x, y: top + rowHeight / 2 + 4.5, 'text-anchor': 'end' }, escapeXml(text));
  return {
    height: rowHeight,
    draw: (top) =>
      element(
        'g',
        data,
        words(row.label, layout.nameWidth, top) +
          marks(row, layout, top + rowHeight / 2) +
          words(format(row.value), layout.width - 2, top),
      ),
  };
}

/** The name of a group, and beneath it the last part against the first. */
function groupHead({ label, gap }: RowGroup, { width }: Layout): Block {
  return stack([
    space(8),
    paragraph(wrapText(label, width - 4, textSize + 1, true), {
      attributes: { 'font-weight': 600, 'font-size': textSize + 1 },
    }),
    quietWords(gap, width - 4),
    space(4),
  ]);
}

/**
 * Parts of groups in their order as dots with intervals on one axis from zero, the groups beneath each other, as an SVG
 * document. A hollow diamond is the value by another count. Intervals are cut at the ends of the axis.
 */
export function groupDots(options: GroupDotsOptions): string {
  const { text, groups, xLabel, level, otherWords, note = '', width = figureWidth } = options;
  const layout = layoutOf(options);
  const { axis } = layout;
  const parts = groups.flatMap((group) => [
    groupHead(group, layout),
    stack(group.rows.map((row) => rowOf(row, group, options, layout))),
  ]);
  const plot = stack(parts);
  const spans = groups.map((_, i): Span => [plot.edges[2 * i + 1]!, plot.edges[2 * i + 2]!]);
  const entries: KeyEntry[] = [
    {
      words: `mean with ${levelWords(level)} interval`,
      indent: 34,
      sign: (x, top) =>
        element('path', {
          d: `M${coordinate(x + 2)},${coordinate(top + 8.5)}h24`,
          stroke: seriesColours[0],
          'stroke-width': 1.8,
        }) + dot(x + 14, top + 8.5),
    },
    ...(groups.some(({ rows }) => rows.some(({ other }) => other !== null))
      ? [{ words: otherWords, indent: 16, sign: (x: number, top: number) => hollow(x + 6, top + 8.5) }]
      : []),
  ];
  const narrow = isNarrow(width);
  const body = stack([
    key(entries, width, 18),
    onAxis(plot, axis, spans),
    space(6),
    quietWords(xLabel, width - (narrow ? 4 : axis.left), narrow ? 0 : axis.left),
    space(6),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
