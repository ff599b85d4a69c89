import { type ForestLayout, forestRow, forestSign } from './forest-row.js';
import { type ForestPlotOptions, forestOrder } from './forest-rows.js';
import { figureDocument } from './frame.js';
import { horizontalAxis, onAxis, type Span, spansAbout, strokesAt } from './horizontal-axis.js';
import { levelWords } from './interval.js';
import { type KeyEntry, key } from './key.js';
import { estimateWords } from './mark.js';
import { colours } from './palette.js';
import { quietWords } from './paragraph.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { grouped, space, stack } from './stack.js';
import { element, escapeXml } from './svg.js';
import { textWidth, widestText } from './text.js';

function layoutOf({ rows, reference, format, width = figureWidth }: ForestPlotOptions): ForestLayout {
  const narrow = isNarrow(width);
  const words = rows.flatMap(({ own, shrunken }) =>
    (own === null ? [shrunken] : [own, shrunken]).map((one) => estimateWords(one, format)),
  );
  const valueWidth = 14 + widestText(words, textSize);
  const nameWidth = narrow ? width : 190;
  // Intervals of groups alone can be many times as long as all else: they are cut, and their numbers stand beside them.
  const numbers = rows.flatMap(({ own, shrunken }) => [
    shrunken.low,
    shrunken.high,
    shrunken.estimate,
    own?.estimate ?? Number.NaN,
  ]);
  const axis = horizontalAxis([0, ...numbers, reference?.value ?? Number.NaN], {
    left: narrow ? 12 : nameWidth + 12,
    right: width - (narrow ? 12 : valueWidth + 8),
    fromZero: false,
  });
  return { narrow, width, nameWidth, axis };
}

const referenceRoom = lineHeight + 8;

/** A solid line at zero, a broken one at the reference, and its words in the room above the rows. */
function verticals({ reference, format }: ForestPlotOptions, { width, axis }: ForestLayout) {
  return (spans: readonly Span[], top: number): string => {
    const zero = element('path', {
      d: strokesAt(axis.x(0), spans),
      stroke: colours.ink,
      'stroke-width': 1.2,
    });
    if (reference === null) return zero;
    const x = axis.x(reference.value);
    const words = `${reference.label} ${format(reference.value)}`;
    const half = textWidth(words, textSize, true) / 2;
    return (
      zero +
      element('path', {
        d: strokesAt(x, spans),
        stroke: colours.ink,
        'stroke-width': 1.4,
        'stroke-dasharray': '5 3',
      }) +
      element(
        'text',
        {
          x: Math.min(width - half, Math.max(half, x)),
          y: top + referenceRoom - 9,
          'text-anchor': 'middle',
          'font-weight': 600,
        },
        escapeXml(words),
      )
    );
  };
}

/**
 * Groups with two estimates each (alone, and drawn to the mean of the groups) and their intervals, from the highest to
 * the lowest, with a line at what all give together, as an SVG document: Lewis and Clarke (2001), BMJ 322, 1479-1480.
 * An interval that goes on beyond the axis ends in an arrow head; its numbers stand beside it.
 */
export function forestPlot(options: ForestPlotOptions): string {
  const { text, xLabel, note = '', level, labels, width = figureWidth } = options;
  const layout = layoutOf(options);
  const { axis, narrow } = layout;
  const rows = forestOrder(options.rows).map((row) => forestRow(row, options, layout));
  const plot = stack([space(referenceRoom), ...rows]);
  const spans = narrow
    ? spansAbout(
        rows.map(({ middle }, index) => plot.edges[index + 1]! + middle),
        16,
      )
    : [[referenceRoom - 4, plot.height] as const];
  const entry = (kind: 'own' | 'shrunken'): KeyEntry => ({
    words: labels[kind],
    indent: 16,
    sign: (x, top) => forestSign(kind, x + 6, top + 8.5),
  });
  const body = stack([
    key([entry('own'), entry('shrunken')], width, 18),
    space(4),
    onAxis(plot, axis, spans, verticals(options, layout)),
    space(6),
    quietWords(
      `${xLabel}; lines: ${levelWords(level)} intervals`,
      width - (narrow ? 4 : axis.left),
      narrow ? 0 : axis.left,
    ),
    space(6),
    quietWords(note, width - 4),
  ]);
  return figureDocument(text, grouped(body), width);
}
