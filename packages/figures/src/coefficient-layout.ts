import {
  type CoefficientSeries,
  labelHeight,
  type PanelPlace,
  panelValues,
  type StyledSeries,
} from './coefficient-panel.js';
import { type AxisDate, dayOf } from './quarter-axis.js';
import { lineHeight, textSize } from './sizes.js';
import { textWidth, wrapText } from './text.js';
import { valueAxis } from './value-axis.js';

/** Of the column of direct labels. */
const labelWidthAt = (width: number) => (width < 600 ? 96 : 150);
const innerAt = (width: number) => (width < 600 ? 12 : 22);
const panelGap = 12;

/** Where everything of a coefficient figure sits, measured from the top of its body. */
export interface CoefficientLayout {
  dates: readonly AxisDate[];
  /** Horizontal place of each date. */
  xs: readonly number[];
  left: number;
  right: number;
  places: readonly PanelPlace[];
  yLines: readonly string[];
  /** First baseline of the vertical axis' label. */
  yLabelAt: number;
  shade: { top: number; to: number; lines: readonly string[]; x: number } | null;
  axisTop: number;
  height: number;
}

/** The label of the shaded dates: inside where there is room, otherwise to the right. */
function shadeLabel(left: number, shadeTo: number, right: number): { lines: string[]; x: number } {
  const words = 'efore NHS England confirmed the numbers';
  return shadeTo - left >= 140
    ? { lines: wrapText(`B${words}`, shadeTo - left - 12, textSize), x: left + 6 }
    : { lines: wrapText(`Shaded: b${words}`, right - shadeTo - 6, textSize), x: shadeTo + 6 };
}

function datesOf(series: readonly CoefficientSeries[]): AxisDate[] {
  const labels = new Map<string, string>();
  for (const { points } of series) for (const { snapshot, label } of points) labels.set(snapshot, label);
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([snapshot, label]) => ({ snapshot, label }));
}

/** Lays out panels above each other on one time axis; a panel grows where its direct labels need it. */
export function coefficientLayout(
  groups: readonly (readonly StyledSeries[])[],
  headed: readonly boolean[],
  options: {
    yLabel: string;
    confirmedFrom?: string | undefined;
    common: boolean;
    panelHeight: number;
    width: number;
    keyHeight: number;
  },
): CoefficientLayout {
  const { width, keyHeight } = options;
  const labelWidth = labelWidthAt(width);
  const inner = innerAt(width);
  const dates = datesOf(groups.flat());
  const all = panelValues(groups.flat());
  const values = groups.map((series) => (options.common ? all : panelValues(series)));
  const heights = groups.map((series) =>
    Math.max(
      options.panelHeight,
      series.reduce((sum, { label }) => sum + labelHeight(label, labelWidth), 0),
    ),
  );
  const axisOf = (index: number, top: number) =>
    valueAxis(values[index]!, top + heights[index]! - 4, top + 4);

  const ticks = groups.flatMap((_, index) => axisOf(index, 0).ticks);
  const left = Math.ceil(Math.max(0, ...ticks.map(({ text }) => textWidth(text, textSize)))) + 12;
  const right = width - labelWidth;
  const days = dates.map(({ snapshot }) => dayOf(snapshot));
  const span = days.length > 1 ? days.at(-1)! - days[0]! : 0;
  const xOfDay = (day: number) =>
    span === 0 ? (left + right) / 2 : left + inner + ((day - days[0]!) / span) * (right - left - 2 * inner);
  const xs = days.map(xOfDay);
  const step = Math.min(right - left, ...xs.slice(1).map((x, index) => x - xs[index]!));

  const { confirmedFrom } = options;
  const before =
    confirmedFrom === undefined ? 0 : dates.filter(({ snapshot }) => snapshot < confirmedFrom).length;
  const shadeTo = before === dates.length ? right : ((xs[before - 1] ?? left) + xs[before]!) / 2;
  const yLines = wrapText(options.yLabel, width, textSize);
  let y = keyHeight + yLines.length * lineHeight + 4;
  const shade = before === 0 ? null : { top: y, to: shadeTo, ...shadeLabel(left, shadeTo, right) };
  if (shade !== null) y += shade.lines.length * lineHeight + 6;

  const places = groups.map((_, index) => {
    if (index > 0) y += panelGap;
    if (headed[index]) y += lineHeight + 6;
    const top = y;
    y += heights[index]!;
    return {
      left,
      right,
      top,
      bottom: y,
      edge: width,
      xOf: (snapshot: string) => xOfDay(dayOf(snapshot)),
      step,
      axis: axisOf(index, top),
    };
  });
  return {
    dates,
    xs,
    left,
    right,
    places,
    yLines,
    yLabelAt: keyHeight + textSize,
    shade,
    axisTop: y,
    height: y + 4 * lineHeight + 8,
  };
}
