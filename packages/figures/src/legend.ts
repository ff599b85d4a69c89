import { classOf, type ValueClass } from './classes.js';
import { figureWidth, lineHeight, textSize } from './frame.js';
import { colours } from './palette.js';
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

/** A table with a column a class: swatch, range, and the number of areas in each panel. */
export function legend(
  classes: readonly ValueClass[],
  panels: readonly LegendPanel[],
  unit: string,
): { height: number; draw: (top: number, id: string) => string } {
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
  const stubLimit = Math.min(240, Math.max(140, figureWidth - columns.length * 88));
  const rowNames = panels.map(({ label }) => wrapText(`Areas, ${label}`, stubLimit - 12, textSize));
  const unitLines = wrapText(unit, stubLimit - 12, textSize, true);
  const stubWidth =
    12 +
    Math.max(
      ...unitLines.map((line) => textWidth(line, textSize, true)),
      ...rowNames.flat().map((line) => textWidth(line, textSize)),
    );
  const columnWidth = Math.min(104, (figureWidth - stubWidth) / Math.max(1, columns.length));
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
