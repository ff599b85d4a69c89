import { figureDocument } from './frame.js';
import { type GroupDotsOptions, type GroupRow, groupWords, type RowGroup } from './group-rows.js';
import { type HorizontalAxis, horizontalAxis, onAxis } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { markData } from './mark.js';
import { marker } from './marker.js';
import { seriesColours } from './palette.js';
import { paragraph, quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { atLeast, type Block, beside, grouped, space, stack } from './stack.js';
import { coordinate, element, escapeXml } from './svg.js';
import { widestText, wrapText } from './text.js';

interface Layout {
  left: number;
  width: number;
  nameEnd: number;
  axis: HorizontalAxis;
}

const rowHeight = lineHeight + 1;
const panelGap = 24;

/** Where the panels of a line stand, all on one scale. */
function layoutsOf({ groups, format, width = figureWidth }: GroupDotsOptions): Layout[] {
  const rows = groups.flatMap((group) => group.rows);
  const nameWidth =
    8 +
    widestText(
      rows.map(({ label }) => label),
      textSize,
    );
  const valueWidth =
    12 +
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
  const columns = isNarrow(width) || groups.length < 2 ? 1 : 2;
  const slot = (width - (columns - 1) * panelGap) / columns;
  return Array.from({ length: columns }, (_, column) => {
    const left = column * (slot + panelGap);
    const axis = horizontalAxis(numbers, {
      left: left + nameWidth + 8,
      right: left + slot - valueWidth - 6,
      fromZero: true,
    });
    return { left, width: slot, nameEnd: left + nameWidth, axis };
  });
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
        words(row.label, layout.nameEnd, top) +
          marks(row, layout, top + rowHeight / 2) +
          words(format(row.value), layout.left + layout.width - 2, top),
      ),
  };
}

/** A group: its name, the last part against the first, and its parts on the axis. */
function panelOf(group: RowGroup, options: GroupDotsOptions, layout: Layout): { head: Block; plot: Block } {
  const { left, width, axis } = layout;
  const rows = stack(group.rows.map((row) => rowOf(row, group, options, layout)));
  return {
    head: stack([
      paragraph(wrapText(group.label, width - 4, textSize, true), {
        x: left,
        attributes: { 'font-weight': 600 },
      }),
      quietWords(group.gap, width - 4, left),
      space(2),
    ]),
    plot: onAxis(rows, axis, [[0, rows.height]]),
  };
}

/** Panels beside each other, their plots in one line. */
function lineOf(panels: readonly { head: Block; plot: Block }[]): Block {
  const tallest = Math.max(...panels.map(({ head }) => head.height));
  return beside(panels.map(({ head, plot }) => stack([atLeast(tallest, head), plot])));
}

/**
 * Parts of groups in their order as dots with intervals on one scale from zero, a panel a group, as an SVG document. A
 * hollow diamond is the value by another count. Intervals are cut at the ends of the axis.
 */
export function groupDots(options: GroupDotsOptions): string {
  const { text, groups, level, otherWords, width = figureWidth } = options;
  const layouts = layoutsOf(options);
  const panels = groups.map((group, index) => panelOf(group, options, layouts[index % layouts.length]!));
  const lines = Array.from({ length: Math.ceil(panels.length / layouts.length) }, (_, line) =>
    lineOf(panels.slice(line * layouts.length, (line + 1) * layouts.length)),
  );
  const hollowShown = groups.some(({ rows }) => rows.some(({ other }) => other !== null));
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
    ...(hollowShown
      ? [{ words: otherWords, indent: 16, sign: (x: number, top: number) => hollow(x + 6, top + 8.5) }]
      : []),
  ];
  const body = stack([key(entries, width, 18), space(6), stack(lines, 10)]);
  return figureDocument(text, grouped(body), width);
}
