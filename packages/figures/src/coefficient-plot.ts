import { coefficientKey } from './coefficient-key.js';
import { coefficientPanel, type MeasuredPanel, measuredPanel } from './coefficient-panel.js';
import { type CoefficientSeries, panelValues, styled } from './coefficient-series.js';
import { figureDocument } from './frame.js';
import { paragraph, quietWords } from './paragraph.js';
import { shadedBefore } from './shaded-dates.js';
import { figureWidth, isNarrow, lineHeight, textSize } from './sizes.js';
import { after, type Block, grouped, space, stack } from './stack.js';
import { type FigureText, widestText } from './text.js';
import { type TimeScale, timeAxis, timeScale } from './time-scale.js';

export interface CoefficientPlotOptions {
  text: FigureText;
  series: readonly CoefficientSeries[];
  yLabel: string;
  /** First snapshot whose numbers NHS England confirmed: what lies before is shaded. */
  confirmedFrom?: string;
  /** Of all intervals and bands; 0.95 where left out. */
  level?: number;
  /** What the thick interval and the thin one beside it are; for the key. */
  intervals?: { own: string; other: string };
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
  /** What the thick interval and the thin one beside it are; for the key. */
  intervals?: { own: string; other: string };
  /** What a reader has to know, such as whose word a label is; printed beneath the axis. */
  note?: string;
  /** `narrowWidth` for a telephone; 720 where left out. */
  width?: number;
  /** One scale for all panels, or each its own (the default). */
  scale?: 'common' | 'own';
}

/**
 * Coefficients by snapshot with their intervals in panels above each other on one time axis, as an SVG document.
 * A marker is filled where the interval leaves out zero, a cross where there is none. Points without a finite estimate are left out.
 */
export function coefficientPanels(options: CoefficientPanelsOptions): string {
  return drawn(options, options.panels.length > 1 ? 150 : 330);
}

/**
 * Coefficients by snapshot with their intervals in one panel, as an SVG document (Wilding et al., 2024, Figure 3).
 * A marker is filled where the interval leaves out zero; labels stand at the right end of each series.
 */
export function coefficientPlot(options: CoefficientPlotOptions): string {
  const { series, ...rest } = options;
  // Two of them stand on a printed page, their text at seven points.
  const height = isNarrow(options.width ?? figureWidth) ? 330 : 210;
  return drawn({ ...rest, panels: [{ label: '', series }] }, height);
}

const panelGap = 12;

/** A panel under its heading, where it has one. */
function headedPanel(label: string, panel: MeasuredPanel, time: TimeScale, width: number): Block {
  const heading = paragraph([label], {
    x: time.left + 6,
    baseline: lineHeight,
    attributes: { 'font-weight': 600 },
  });
  const block = coefficientPanel(panel, time, width);
  return label === '' ? block : stack([heading, space(6), block]);
}

function drawn(options: CoefficientPanelsOptions, panelHeight: number): string {
  const { text, panels, yLabel, scale = 'own', note = '', width = figureWidth } = options;
  const labelWidth = isNarrow(width) ? 96 : 150;
  const groups = styled(panels.map(({ series }) => series));
  const all = panelValues(groups.flat());
  const measured = groups.map((series) =>
    measuredPanel(series, scale === 'common' ? all : panelValues(series), panelHeight, labelWidth),
  );
  const ticks = measured.flatMap(({ axisAt }) => axisAt(0).ticks.map((tick) => tick.text));
  const left = Math.ceil(widestText(ticks, textSize)) + 12;
  const time = timeScale(groups.flat(), left, width - labelWidth, isNarrow(width) ? 12 : 22);
  const blocks = panels.map(({ label }, index) => headedPanel(label, measured[index]!, time, width));
  const body = stack([
    coefficientKey(groups.flat(), options.level ?? 0.95, width, options.intervals),
    space(8),
    quietWords(yLabel, width),
    space(4),
    shadedBefore(options.confirmedFrom, time, stack(blocks, panelGap)),
    timeAxis(time, width),
    after(6, quietWords(note, width - 4)),
  ]);
  return figureDocument(text, grouped(body), width);
}
