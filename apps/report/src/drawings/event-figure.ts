import { type ModelEventRow, modelEvent } from '@inverse-care/core/tables';
import { longDate, type NeedId, paperLabel } from '@inverse-care/domain';
import { coefficientPlot } from '@inverse-care/figures';
import { cited } from '../language/cells.js';
import { count, decimal, interval } from '../language/numbers.js';
import { incrementOf, levelOf, needName } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure } from './drawn-figure.js';
import { figureOf } from './figure-of.js';

const columns = ['snapshot', 'event', 'reference', 'after', 'estimate', 'conf_low', 'conf_high'] as const;

/** The differences by date, with the reference among them, which is zero without an interval. */
function points(rows: readonly ModelEventRow[], { reference }: ModelEventRow) {
  const found = rows.map(({ snapshot, estimate, conf_low, conf_high }) => ({
    snapshot,
    label: paperLabel(snapshot),
    estimate: estimate ?? Number.NaN,
    low: conf_low ?? Number.NaN,
    high: conf_high ?? Number.NaN,
  }));
  const zero = {
    snapshot: reference,
    label: paperLabel(reference),
    estimate: 0,
    low: Number.NaN,
    high: Number.NaN,
  };
  return [...found, zero].sort((a, b) => (a.snapshot < b.snapshot ? -1 : 1));
}

/** Slopes of the first need around the event that the study names. */
export function eventFigure(input: ReportInput): DrawnFigure[] {
  const all = input.tables.rows(modelEvent);
  const need = input.study.needs.find((one) => all.some((row) => row.need === one));
  const own = all.filter((row) => row.need === need);
  const [first] = own;
  if (first === undefined || need === undefined) return [];
  const { bare, perUnit } = incrementOf(need as NeedId, input);
  const told = (value: number | null) => (value === null ? null : value / perUnit);
  const rows = own.map((row) => ({
    ...row,
    estimate: told(row.estimate),
    conf_low: told(row.conf_low),
    conf_high: told(row.conf_high),
  }));
  const name = needName(need as NeedId, input.data.panel);
  const event = input.study.time?.event?.name ?? 'the event';
  const level = levelOf(input.study);
  const said = rows.map(
    ({ snapshot, estimate, conf_low, conf_high }) =>
      `${decimal(estimate, 3)} (${interval(conf_low, conf_high, 3)}) at ${longDate(snapshot)}`,
  );
  return [
    figureOf(
      input,
      {
        id: 'event',
        title: `Slopes of provision on need before and after ${event}`,
        subtitle: `What ${bare} more ${name} went with, less the same at ${longDate(first.reference)}, the last snapshot before, with ${level} intervals clustered by PCN`,
        caption: `How far the slope of need is from that at the last snapshot before ${event} (${longDate(first.event)}), ${count(cited(first, 'n'))} PCNs followed throughout. Differences before the date that are not zero speak against taking those after it for its doing. The numbers are in results/model_event.csv, per unit of need.`,
        description: `${first.unit} for ${bare} more ${name}: ${said.join('; ')}. Reference, zero: ${longDate(first.reference)}.`,
        need: need as NeedId,
      },
      cellsOf(columns, rows),
      (text, width) =>
        coefficientPlot({
          text,
          series: [{ key: 'event', label: 'Difference', points: points(rows, first) }],
          yLabel: `${first.unit} for ${bare} more`,
          level: input.study.inference.level,
          ...(width === undefined ? {} : { width }),
        }),
    ),
  ];
}
