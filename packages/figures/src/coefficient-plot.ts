import { coefficientKey } from './coefficient-key.js';
import { type CoefficientLayout, coefficientLayout } from './coefficient-layout.js';
import { type CoefficientSeries, coefficientPanel, type StyledSeries } from './coefficient-panel.js';
import { figureDocument } from './frame.js';
import { markerShapes } from './marker.js';
import { colours, seriesColours } from './palette.js';
import { quarterAxis } from './quarter-axis.js';
import { figureWidth, lineHeight, textSize } from './sizes.js';
import { coordinate, element, escapeXml, textLines } from './svg.js';
import { type FigureText, wrapText } from './text.js';

export interface CoefficientPlotOptions {
  text: FigureText;
  series: readonly CoefficientSeries[];
  yLabel: string;
  /** First snapshot whose numbers NHS England confirmed: what lies before is shaded. */
  confirmedFrom?: string;
  /** Of all intervals and bands; 0.95 where left out. */
  level?: number;
  /** What a reader has to know, such as whose word a label is; printed beneath the axis. */
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
}

/** A panel of small multiples: its heading and its coefficients. */
export interface CoefficientPanelSpec {
  label: string;
  series: readonly CoefficientSeries[];
}

export interface CoefficientPanelsOptions {
  text: FigureText;
  panels: readonly CoefficientPanelSpec[];
  yLabel: string;
  confirmedFrom?: string;
  /** Of all intervals and bands; 0.95 where left out. */
  level?: number;
  /** What a reader has to know, such as whose word a label is; printed beneath the axis. */
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
  /** One scale for all panels, or each its own (the default). */
  scale?: 'common' | 'own';
}

/** Looks by key, so that a series looks the same in every panel. */
export function styled(panels: readonly CoefficientPanelSpec[]): StyledSeries[][] {
  const keys = [...new Set(panels.flatMap(({ series }) => series.map(({ key }) => key)))];
  return panels.map(({ series }) =>
    series.map((item) => {
      const index = keys.indexOf(item.key);
      return {
        ...item,
        colour: seriesColours[index % seriesColours.length]!,
        shape: markerShapes[index % markerShapes.length]!,
      };
    }),
  );
}

/**
 * Coefficients by snapshot with their intervals in panels above each other on one time axis, as an SVG document.
 * A marker is filled where the interval leaves out zero. Points without a finite estimate are left out.
 */
export function coefficientPanels(options: CoefficientPanelsOptions): string {
  return draw(options, options.panels.length > 1 ? 150 : 330);
}

/**
 * Coefficients by snapshot with their intervals in one panel, as an SVG document (Wilding et al., 2024, Figure 3).
 * A marker is filled where the interval leaves out zero; labels stand at the right end of each series.
 */
export function coefficientPlot(options: CoefficientPlotOptions): string {
  const { series, ...rest } = options;
  return draw({ ...rest, panels: [{ label: '', series }] }, 330);
}

function draw(options: CoefficientPanelsOptions, panelHeight: number): string {
  const { text, panels, yLabel, confirmedFrom, scale = 'own', note = '', width = figureWidth } = options;

  const groups = styled(panels);
  const key = coefficientKey(groups.flat(), options.level ?? 0.95, width);
  const layout = coefficientLayout(
    groups,
    panels.map(({ label }) => label !== ''),
    { yLabel, confirmedFrom, common: scale === 'common', panelHeight, width, keyHeight: key.height },
  );
  const { left, shade, places, axisTop } = layout;
  let marks = key.marks;
  marks += textLines(layout.yLines, 0, layout.yLabelAt, lineHeight, { fill: colours.quiet });
  if (shade !== null) {
    marks += element('rect', {
      x: left,
      y: shade.top,
      width: shade.to - left,
      height: axisTop - shade.top,
      fill: colours.shade,
    });
    marks += textLines(shade.lines, shade.x, shade.top + textSize + 2, lineHeight, { fill: colours.quiet });
  }
  panels.forEach(({ label }, index) => {
    const place = places[index]!;
    if (label !== '') {
      marks += element('text', { x: left + 6, y: place.top - 6, 'font-weight': 600 }, escapeXml(label));
    }
    marks += coefficientPanel(groups[index]!, place);
  });
  marks += timeAxis(layout, width);
  const notes = wrapText(note, width - 4, textSize);
  marks += textLines(notes, 0, layout.height + 6 + textSize, lineHeight, { fill: colours.quiet });
  return figureDocument(
    text,
    {
      height: layout.height + (notes.length > 0 ? notes.length * lineHeight + 6 : 0),
      draw: (top) => element('g', { transform: `translate(0 ${coordinate(top)})` }, marks),
    },
    width,
  );
}

/** Base line, ticks, dates and the paper's quarters. */
function timeAxis({ dates, xs, left, right, axisTop }: CoefficientLayout, width: number): string {
  const y = coordinate(axisTop);
  const ticks = xs.map((x) => `M${coordinate(x)},${y}v5`).join('');
  let marks = element('path', {
    d: `M${coordinate(left)},${y}H${coordinate(right)}${ticks}`,
    stroke: colours.rule,
    fill: 'none',
  });
  const baseline = (row: number) => axisTop + 5 + textSize + row * lineHeight;
  for (const { text, x, row } of quarterAxis(dates, xs, textSize)) {
    const fill = row < 2 ? colours.ink : colours.quiet;
    marks += element('text', { x, y: baseline(row), 'text-anchor': 'middle', fill }, escapeXml(text));
  }
  if (dates.some(({ label }) => label !== '')) {
    const words = wrapText('the paper’s quarter', width - right - 10, textSize);
    marks += textLines(words, right + 10, baseline(2), lineHeight, { fill: colours.quiet });
  }
  return marks;
}
