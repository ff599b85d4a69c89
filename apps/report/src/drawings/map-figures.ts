import { type AreaValue, figure2, type ReportingRow, reporting } from '@inverse-care/core/tables';
import { longDate, variableOf } from '@inverse-care/domain';
import { areaMap, describeAreas, type MapSilence, narrowWidth } from '@inverse-care/figures';
import { count, decimal, percent } from '../language/numbers.js';
import { capital, dated, needName, staffOf, withQuarter } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import { cellsOf, type DrawnFigure, marked, needFormat, needHeading, sourceOf } from './drawn-figure.js';

const valuesOf = (rows: readonly AreaValue[]) =>
  new Map(rows.map(({ sub_icb_code, value }) => [sub_icb_code, value]));

const columns = ['snapshot', 'sub_icb_code', 'sub_icb_name', 'value', 'patients'] as const;

type Known = AreaValue & { value: number };
const isKnown = (row: AreaValue): row is Known => row.value !== null;

const rangeOf = (
  rows: readonly AreaValue[],
  format: (value: number) => string,
  silent: ReadonlySet<string> = new Set(),
) =>
  describeAreas(
    rows.map(({ sub_icb_code, sub_icb_name, value }) => ({
      code: sub_icb_code,
      name: sub_icb_name,
      value,
      silent: silent.has(sub_icb_code),
    })),
    format,
  );

/** Share of an area's patients whose PCNs did not report. */
export const silentShare = ({ share_not_reported }: ReportingRow) => share_not_reported ?? 0;

/** Who did not report in the areas of a map. */
export const silenceOf = (rows: readonly ReportingRow[]): MapSilence => {
  const codesOf = (which: readonly ReportingRow[]) => new Set(which.map(({ code }) => code));
  const some = rows.filter((row) => row.not_reported > 0);
  return {
    whole: codesOf(some.filter(({ value }) => value === null)),
    most: codesOf(some.filter((row) => row.value !== null && silentShare(row) > 0.5)),
    words: new Map(
      some.map((row) => [
        row.code,
        `${percent(silentShare(row))} of patients are with PCNs that did not report`,
      ]),
    ),
  };
};

const reportedColumns = [
  'snapshot',
  'sub_icb_code',
  'sub_icb_name',
  'pcns',
  'not_reported',
  'patients',
  'patients_not_reported',
  'value',
  'bound_low',
  'bound_high',
] as const;

/** What the maps of provision draw: the value among PCNs that reported, and who did not. */
function provisionDrawn({ tables }: ReportInput) {
  const silence = tables.rows(reporting).filter(({ level }) => level === 'sub_icb');
  const rows: AreaValue[] = silence.map(({ code, name, ...row }) => ({
    ...row,
    sub_icb_code: code,
    sub_icb_name: name,
  }));
  return { rows, silence, cells: cellsOf(reportedColumns, rows as (AreaValue & ReportingRow)[]) };
}

/** In how many areas the value rose, of those that have one at both snapshots. */
function change(from: readonly AreaValue[], to: readonly AreaValue[]) {
  const before = valuesOf(from);
  const both = to.filter(isKnown).flatMap((row) => {
    const earlier = before.get(row.sub_icb_code);
    return earlier === null || earlier === undefined ? [] : [row.value - earlier];
  });
  return { rose: both.filter((difference) => difference > 0).length, both: both.length };
}

function spread(rows: readonly AreaValue[], format: (value: number) => string): string | null {
  const values = rows.filter(isKnown).map(({ value }) => value);
  if (values.length < 2) return null;
  const [low, high] = [format(Math.min(...values)), format(Math.max(...values))];
  return low === high ? null : `${low} to ${high}`;
}

/** Figure 1, and again as hexagons where it is drawn from boundaries. */
export function provisionMaps(input: ReportInput): DrawnFigure[] {
  const { rows, silence, cells } = provisionDrawn(input);
  const snapshots = [...new Set(rows.map(({ snapshot }) => snapshot))].sort();
  if (snapshots.length === 0) return [];
  const staff = staffOf(input.study);
  const format = (value: number) => (value === 0 ? 'none' : decimal(value, 2));
  const panels = snapshots.map((snapshot, index) => {
    const of = rows.filter((row) => row.snapshot === snapshot);
    return {
      snapshot,
      letter: 'ABCDEFGH'[index] ?? '',
      rows: of,
      values: valuesOf(of),
      silence: silenceOf(silence.filter((row) => row.snapshot === snapshot)),
    };
  });
  const [first, last] = [panels[0]!, panels.at(-1)!];
  const { rose, both } = change(first.rows, last.rows);
  const range = spread(last.rows, format);
  const said = range === null ? '' : `${range} FTE per 10,000 patients`;
  const title =
    panels.length > 1 && both > 0
      ? `Provision of ${staff} rose in ${rose === both ? `all ${count(both)}` : `${count(rose)} of ${count(both)}`} areas${said === '' ? '' : ` and runs from ${said}`}`
      : said === ''
        ? `Where the ${staff} are`
        : `Provision of ${staff} runs from ${said}`;
  const described = panels
    .map(
      (panel) =>
        `Panel ${panel.letter}, ${longDate(panel.snapshot)}: ${rangeOf(panel.rows, format, panel.silence.whole)}.`,
    )
    .join(' ');
  const alt = `FTE ${staff} per 10,000 patients by sub-ICB location, among the PCNs that reported. ${described}${panels.length > 1 ? ` It rose in ${count(rose)} of the ${count(both)} areas that have a value at both.` : ''}`;
  const draw = (
    id: string,
    number: string | null,
    boundaries: ReportInput['data']['boundaries'],
    caption: string,
  ): DrawnFigure => {
    const subtitle = `FTE per 10,000 registered patients of the PCNs that reported, by sub-ICB location${panels.length > 1 ? '; one scale for both dates' : ''}`;
    const map = (drawn: string, width?: number) =>
      areaMap({
        text: {
          id: drawn,
          title,
          subtitle,
          source: sourceOf(input),
          description: alt,
          synthetic: input.data.synthetic,
        },
        panels: panels.map(({ letter, snapshot, values, silence: quiet }) => ({
          label: `${panels.length > 1 ? `${letter}  ` : ''}${withQuarter(snapshot)}`,
          values,
          silence: quiet,
        })),
        boundaries,
        unit: 'FTE per 10,000 patients',
        format,
        ...(width === undefined ? {} : { width }),
      });
    return {
      id,
      number,
      fileName: `${id}.svg`,
      title,
      subtitle,
      source: sourceOf(input),
      caption: marked(caption, input),
      alt: marked(alt, input),
      ...cells,
      svg: map(id),
      narrow: map(`${id}-narrow`, narrowWidth),
    };
  };
  const counted =
    input.study.absent === 'zero'
      ? 'With PCNs that did not report counted as having none, as the paper counts them, the values are in results/figure1.csv.'
      : 'Those that did not report are left out throughout.';
  const figure = draw(
    'figure1',
    'Figure 1',
    input.data.boundaries,
    `Provision of ${staff} by sub-ICB location: ${panels.map(({ letter, snapshot }) => `${letter}, ${dated(snapshot)}`).join('; ')}. Means over the PCNs that reported; areas where none did are hatched. ${counted} The numbers are in results/reporting.csv.`,
  );
  const drawn = input.data.boundaries !== null && input.data.boundaries.size > 0;
  return drawn
    ? [
        figure,
        draw(
          'hexagon-provision',
          null,
          null,
          'The same provision with every sub-ICB location at one size, so that small areas are seen. The numbers are in results/reporting.csv.',
        ),
      ]
    : [figure];
}

/** Figure 2, and again as hexagons where it is drawn from boundaries. */
export function needMaps(input: ReportInput): DrawnFigure[] {
  const rows = input.tables.rows(figure2);
  const [headline] = input.plan.needs;
  const snapshot = rows[0]?.snapshot;
  if (headline === undefined || snapshot === undefined) return [];
  const { panel } = input.data;
  const need = variableOf(panel, headline);
  const name = needName(headline, panel);
  const heading = needHeading(need);
  const format = needFormat(need.unit ?? 'share');
  const source = sourceOf(input, headline);
  const alt = `${capital(name)} at ${longDate(snapshot)}, by sub-ICB location: ${rangeOf(rows, format)}.`;
  const range = spread(rows, format);
  const title =
    range === null ? `${capital(name)} by area` : `${capital(name)} runs from ${range} between areas`;
  const subtitle = `${heading}${need.unit === undefined || need.unit === 'share' ? ', share of patients or people' : ''}, by sub-ICB location`;
  const map = (drawn: string, boundaries: ReportInput['data']['boundaries'], width?: number) =>
    areaMap({
      text: {
        id: drawn,
        title,
        subtitle,
        source,
        description: alt,
        synthetic: input.data.synthetic,
      },
      panels: [{ label: withQuarter(snapshot), values: valuesOf(rows) }],
      boundaries,
      unit: heading,
      format,
      ...(width === undefined ? {} : { width }),
    });
  const draw = (
    id: string,
    number: string | null,
    boundaries: ReportInput['data']['boundaries'],
    caption: string,
  ): DrawnFigure => ({
    id,
    number,
    fileName: `${id}.svg`,
    title,
    subtitle,
    source,
    caption: marked(caption, input),
    alt: marked(alt, input),
    ...cellsOf(columns, rows),
    svg: map(id, boundaries),
    narrow: map(`${id}-narrow`, boundaries, narrowWidth),
  });
  const figure = draw(
    'figure2',
    'Figure 2',
    input.data.boundaries,
    `Need (${name}) by sub-ICB location, with PCNs as of ${dated(snapshot)}: ${need.description}. The numbers are in results/figure2.csv.`,
  );
  const drawn = input.data.boundaries !== null && input.data.boundaries.size > 0;
  return drawn
    ? [
        figure,
        draw(
          'figure2-hexagon',
          null,
          null,
          'The same need with every sub-ICB location at one size, so that small areas are seen. The numbers are in results/figure2.csv.',
        ),
      ]
    : [figure];
}
