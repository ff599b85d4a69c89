import { classOf, type ValueClass } from './classes.js';
import { hatchFill, noValueFill, sparseFill } from './hatch.js';
import { colours } from './palette.js';
import { paragraph } from './paragraph.js';
import { isNarrow, lineHeight, textSize } from './sizes.js';
import { type Block, beside, space, stack } from './stack.js';
import { element, textLines } from './svg.js';
import { widestText, wrapText } from './text.js';

/** What the legend counts: the values of one panel. */
export interface LegendPanel {
  label: string;
  values: readonly (number | null | undefined)[];
  /** Areas in which nobody reported, and in which fewer than half did. */
  silence?: { whole: number; most: number };
}

/** A class in the legend. */
interface LegendEntry {
  label: string;
  /** null: hatched. */
  fill: string | null;
  /** Thin lines over the fill. */
  lined?: boolean;
  bordered: boolean;
  /** Areas in it, one a panel. */
  counts: readonly number[];
}

const swatchHeight = 18;
const bold = { 'font-weight': 600 };
const quiet = { fill: colours.quiet };

function entriesOf(classes: readonly ValueClass[], panels: readonly LegendPanel[]): LegendEntry[] {
  const tallies = panels.map(({ values }) => {
    const row = new Array<number>(classes.length + 1).fill(0);
    for (const value of values) row[classOf(classes, value) ?? classes.length]!++;
    return row;
  });
  const countsAt = (index: number) => tallies.map((row) => row[index]!);
  const silent = panels.map(({ silence }) => silence?.whole ?? 0);
  const partly = panels.map(({ silence }) => silence?.most ?? 0);
  const told = panels.some(({ silence }) => silence !== undefined);
  const missing = countsAt(classes.length).map((count, panel) => count - silent[panel]!);
  const some = (counts: readonly number[]) => counts.some((count) => count > 0);
  return [
    ...classes.map(({ label, colour, kind }, index) => ({
      label,
      fill: colour,
      bordered: kind === 'none',
      counts: countsAt(index),
    })),
    ...(some(partly)
      ? [{ label: 'Under half reported', fill: '#FFFFFF', lined: true, bordered: true, counts: partly }]
      : []),
    ...(some(silent) ? [{ label: 'Nobody reported', fill: null, bordered: true, counts: silent }] : []),
    ...(some(missing)
      ? [{ label: 'No value', fill: told ? noValueFill : null, bordered: true, counts: missing }]
      : []),
  ];
}

/** What an area of a class is filled with. */
function swatch(
  { fill, bordered, lined = false }: LegendEntry,
  box: { x: number; y: number; width: number; height: number },
  id: string,
): string {
  const stroke = bordered ? colours.noneBorder : undefined;
  const rect = (paint: string, edge?: string) => element('rect', { ...box, fill: paint, stroke: edge });
  return rect(fill ?? hatchFill(id), stroke) + (lined ? rect(sparseFill(id)) : '');
}

/** Number at x in the first line of a row. */
const count = (x: number, top: number, areas: number) =>
  element('text', { x, y: top + textSize, ...quiet }, String(areas));

/** A row a class, for a narrow figure: swatch, range, and the number of areas in each panel. */
function tallLegend(
  entries: readonly LegendEntry[],
  panels: readonly LegendPanel[],
  unit: string,
  width: number,
): Block {
  const columnWidth = Math.min(90, (width - 150) / Math.max(1, panels.length));
  const columnAt = (panel: number) => width - (panels.length - panel) * columnWidth + 6;
  const heads = panels.map(({ label }, panel) =>
    paragraph(wrapText(`Areas, ${label}`, columnWidth - 6, textSize), {
      x: columnAt(panel),
      attributes: quiet,
    }),
  );
  const row = (entry: LegendEntry): Block => ({
    height: 24,
    draw: (top, id) =>
      swatch(entry, { x: 0.5, y: top + 0.5, width: 33, height: swatchHeight - 1 }, id) +
      textLines([entry.label], 42, top + textSize, lineHeight) +
      entry.counts.map((areas, panel) => count(columnAt(panel), top, areas)).join(''),
  });
  return stack([
    paragraph(wrapText(unit, width, textSize, true), { attributes: bold }),
    space(4),
    beside(heads),
    space(6),
    ...entries.map(row),
  ]);
}

/** The head of a column: a swatch, and the range beneath. */
function columnHead(entry: LegendEntry, x: number, width: number): Block {
  const inset = entry.bordered ? 0.5 : 0;
  const sample: Block = {
    height: swatchHeight,
    draw: (top, id) =>
      swatch(
        entry,
        {
          x: x + inset,
          y: top + inset,
          width: width - 4 - 2 * inset,
          height: swatchHeight - 2 * inset,
        },
        id,
      ),
  };
  const words = paragraph(wrapText(entry.label, width - 8, textSize), { x, baseline: textSize - 1 });
  return stack([sample, space(4), words]);
}

/** A column a class: swatch and range, beneath them a row a panel with the number of areas. */
function wideLegend(
  entries: readonly LegendEntry[],
  panels: readonly LegendPanel[],
  unit: string,
  width: number,
): Block {
  const stubLimit = Math.min(240, Math.max(140, width - entries.length * 88));
  const names = panels.map(({ label }) => wrapText(`Areas, ${label}`, stubLimit - 12, textSize));
  const unitLines = wrapText(unit, stubLimit - 12, textSize, true);
  const stubWidth = 12 + Math.max(widestText(unitLines, textSize, true), widestText(names.flat(), textSize));
  const columnWidth = Math.min(104, (width - stubWidth) / Math.max(1, entries.length));
  const columnAt = (index: number) => stubWidth + index * columnWidth;
  const row = (name: readonly string[], panel: number): Block => ({
    height: name.length * lineHeight + 3,
    draw: (top) =>
      textLines(name, 0, top + textSize, lineHeight, quiet) +
      entries.map(({ counts }, index) => count(columnAt(index), top, counts[panel]!)).join(''),
  });
  return stack([
    beside([
      paragraph(unitLines, { baseline: textSize + 1, attributes: bold }),
      ...entries.map((entry, index) => columnHead(entry, columnAt(index), columnWidth)),
    ]),
    space(2),
    ...names.map(row),
  ]);
}

/** The classes of a map's panels with the number of areas in each: a column a class, in a narrow figure a row. */
export function legend(
  classes: readonly ValueClass[],
  panels: readonly LegendPanel[],
  unit: string,
  width: number,
): Block {
  const entries = entriesOf(classes, panels);
  return isNarrow(width)
    ? tallLegend(entries, panels, unit, width)
    : wideLegend(entries, panels, unit, width);
}
