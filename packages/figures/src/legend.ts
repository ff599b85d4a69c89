import { classOf, type ValueClass } from './classes.js';
import { colours } from './palette.js';
import { lineHeight, textSize } from './sizes.js';
import { element, textLines } from './svg.js';
import { textWidth, wrapText } from './text.js';

/** What the legend counts: the values of one panel. */
export interface LegendPanel {
  label: string;
  values: readonly (number | null | undefined)[];
}

const swatchHeight = 18;
const gap = 4;

/** The id of the pattern that fills areas without a value. */
export const hatchId = (id: string) => `${id}-hatch`;

/** Diagonal grey lines on white. */
export function hatch(id: string): string {
  const line = element('path', { d: 'M0,0V6', stroke: '#8A8F94', 'stroke-width': 2.4 });
  return element(
    'pattern',
    {
      id: hatchId(id),
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('rect', { width: 6, height: 6, fill: '#FFFFFF' }) + line,
  );
}

export interface Legend {
  height: number;
  draw: (top: number, id: string) => string;
}

interface LegendEntry {
  label: string;
  /** null: hatched. */
  fill: string | null;
  none: boolean;
  /** One a panel. */
  counts: readonly number[];
}

/** A table with a row a class, for a narrow figure. */
function tallLegend(
  entries: readonly LegendEntry[],
  panels: readonly LegendPanel[],
  unit: string,
  width: number,
): Legend {
  const rowHeight = 24;
  const unitLines = wrapText(unit, width, textSize, true);
  const columnWidth = Math.min(90, (width - 150) / Math.max(1, panels.length));
  const heads = panels.map(({ label }) => wrapText(`Areas, ${label}`, columnWidth - 6, textSize));
  const headTop = unitLines.length * lineHeight + 4;
  const rowsTop = headTop + Math.max(0, ...heads.map((lines) => lines.length)) * lineHeight + 6;
  const draw = (top: number, id: string) => {
    let marks = textLines(unitLines, 0, top + textSize, lineHeight, { 'font-weight': 600 });
    const columnAt = (panel: number) => width - (panels.length - panel) * columnWidth + 6;
    heads.forEach((lines, panel) => {
      marks += textLines(lines, columnAt(panel), top + headTop + textSize, lineHeight, {
        fill: colours.quiet,
      });
    });
    entries.forEach(({ label, fill, none, counts }, index) => {
      const y = top + rowsTop + index * rowHeight;
      marks += element('rect', {
        x: 0.5,
        y: y + 0.5,
        width: 33,
        height: swatchHeight - 1,
        fill: fill ?? `url(#${hatchId(id)})`,
        stroke: none || fill === null ? colours.noneBorder : undefined,
      });
      marks += textLines([label], 42, y + textSize, lineHeight);
      counts.forEach((count, panel) => {
        marks += element('text', { x: columnAt(panel), y: y + textSize, fill: colours.quiet }, String(count));
      });
    });
    return marks;
  };
  return { height: rowsTop + entries.length * rowHeight, draw };
}

/** A table with a column a class: swatch, range, and the number of areas in each panel; in a narrow figure a row a class. */
export function legend(
  classes: readonly ValueClass[],
  panels: readonly LegendPanel[],
  unit: string,
  width: number,
): Legend {
  const counts = panels.map(({ values }) => {
    const row = new Array<number>(classes.length + 1).fill(0);
    for (const value of values) row[classOf(classes, value) ?? classes.length]!++;
    return row;
  });
  const missing = counts.some((row) => row[classes.length]! > 0);
  const columns = [
    ...classes.map((item) => ({ label: item.label, fill: item.colour, none: item.kind === 'none' })),
    ...(missing ? [{ label: 'No value', fill: null, none: false }] : []),
  ];
  if (width < 600) {
    const entries = columns.map((column) => ({
      ...column,
      counts: counts.map((row) => row[column.fill === null ? classes.length : columns.indexOf(column)]!),
    }));
    return tallLegend(entries, panels, unit, width);
  }
  const stubLimit = Math.min(240, Math.max(140, width - columns.length * 88));
  const rowNames = panels.map(({ label }) => wrapText(`Areas, ${label}`, stubLimit - 12, textSize));
  const unitLines = wrapText(unit, stubLimit - 12, textSize, true);
  const stubWidth =
    12 +
    Math.max(
      ...unitLines.map((line) => textWidth(line, textSize, true)),
      ...rowNames.flat().map((line) => textWidth(line, textSize)),
    );
  const columnWidth = Math.min(104, (width - stubWidth) / Math.max(1, columns.length));
  const labels = columns.map(({ label }) => wrapText(label, columnWidth - 8, textSize));
  const headLines = Math.max(1, ...labels.map((lines) => lines.length));
  const headHeight = Math.max(swatchHeight + 4 + headLines * lineHeight, unitLines.length * lineHeight);
  const rowHeights = rowNames.map((lines) => lines.length * lineHeight + 3);

  const draw = (top: number, id: string) => {
    let marks = textLines(unitLines, 0, top + 14, lineHeight, { 'font-weight': 600 });
    columns.forEach(({ fill, none }, index) => {
      const x = stubWidth + index * columnWidth;
      const bordered = none || fill === null;
      marks += element('rect', {
        x: x + (bordered ? 0.5 : 0),
        y: top + (bordered ? 0.5 : 0),
        width: columnWidth - gap - (bordered ? 1 : 0),
        height: swatchHeight - (bordered ? 1 : 0),
        fill: fill ?? `url(#${hatchId(id)})`,
        stroke: bordered ? colours.noneBorder : undefined,
      });
      marks += textLines(labels[index]!, x, top + swatchHeight + 4 + textSize - 1, lineHeight);
    });
    let y = top + headHeight + 2;
    rowNames.forEach((lines, panel) => {
      marks += textLines(lines, 0, y + textSize, lineHeight, { fill: colours.quiet });
      columns.forEach(({ fill }, index) => {
        const count = counts[panel]![fill === null ? classes.length : index]!;
        marks += element(
          'text',
          { x: stubWidth + index * columnWidth, y: y + textSize, fill: colours.quiet },
          String(count),
        );
      });
      y += rowHeights[panel]!;
    });
    return marks;
  };
  return { height: headHeight + 2 + rowHeights.reduce((sum, height) => sum + height, 0), draw };
}
