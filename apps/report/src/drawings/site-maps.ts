import { type AreaValue, figure2, reporting } from '@inverse-care/core/tables';
import { longDate, subIcbOf, variableOf } from '@inverse-care/domain';
import { areaMap, describeAreas, narrowWidth } from '@inverse-care/figures';
import { decimal } from '../language/numbers.js';
import { capital, needName, staffOf, withQuarter } from '../language/words.js';
import { placesOf } from '../places/places.js';
import type { ReportInput } from '../report-input.js';
import { type DrawnFigure, marked, needFormat, needHeading, sourceOf } from './drawn-figure.js';
import { silenceOf } from './map-figures.js';

/** Where an area of the first page’s maps leads: its part of the page of its ICB. */
function leadsTo(input: ReportInput): (code: string) => string | null {
  const { icbs, pcns } = placesOf(input);
  const icbNow = new Map([...pcns.values()].map(({ now }) => [now.sub_icb_code, now.icb_code]));
  return (code) => {
    const icb = icbNow.get(code);
    const whole = icb ?? subIcbOf(code)?.icbCode ?? '';
    if (!icbs.has(whole)) return null;
    return icb === undefined ? `icb/${whole}.html` : `icb/${whole}.html#${code}`;
  };
}

/** A map of the first page. */
export type SiteMap = Pick<DrawnFigure, 'id' | 'number' | 'caption' | 'svg' | 'narrow'>;

/** What it shows. */
interface Shown {
  id: string;
  title: string;
  subtitle: string;
  caption: string;
  source: string;
  rows: readonly AreaValue[];
  unit: string;
  format: (value: number) => string;
  silence?: ReturnType<typeof silenceOf>;
}

function mapOf(shown: Shown, input: ReportInput): SiteMap {
  const { id, title, subtitle, caption, source, rows, unit, format, silence } = shown;
  const description = `${title}: ${describeAreas(
    rows.map(({ sub_icb_code, sub_icb_name, value }) => ({
      code: sub_icb_code,
      name: sub_icb_name,
      value,
      silent: silence?.whole.has(sub_icb_code) ?? false,
    })),
    format,
  )}.`;
  const draw = (drawn: string, width?: number) =>
    areaMap({
      text: { id: drawn, title, subtitle, source, description, synthetic: input.data.synthetic },
      panels: [
        {
          label: withQuarter(rows[0]!.snapshot),
          values: new Map(rows.map(({ sub_icb_code, value }) => [sub_icb_code, value])),
          ...(silence && { silence }),
        },
      ],
      boundaries: null,
      unit,
      format,
      href: leadsTo(input),
      ...(width === undefined ? {} : { width }),
    });
  return {
    id,
    number: null,
    caption: marked(caption, input),
    svg: draw(id),
    narrow: draw(`${id}-narrow`, narrowWidth),
  };
}

/** Maps of provision and of the headline need at the last snapshot, every area at one size and with a link. */
export function siteMaps(input: ReportInput): SiteMap[] {
  const { last } = placesOf(input);
  const reported = input.tables
    .rows(reporting)
    .filter(({ level, snapshot }) => level === 'sub_icb' && snapshot === last);
  const provision: Shown[] =
    reported.length === 0
      ? []
      : [
          {
            id: 'site-provision',
            title: `FTE ${staffOf(input.study)} per 10,000 patients`,
            subtitle: 'Among the PCNs that reported, by sub-ICB location',
            caption: `Provision by sub-ICB location at ${longDate(last)}, every one at one size. The numbers are in results/reporting.csv.`,
            source: sourceOf(input),
            rows: reported.map(({ code, name, snapshot, value, patients }) => ({
              snapshot,
              sub_icb_code: code,
              sub_icb_name: name,
              value,
              patients,
            })),
            unit: 'FTE per 10,000 patients',
            format: (value) => (value === 0 ? 'none' : decimal(value, 2)),
            silence: silenceOf(reported),
          },
        ];
  const [headline] = input.plan.needs;
  const need = input.tables.rows(figure2);
  if (headline === undefined || need.length === 0) return provision.map((shown) => mapOf(shown, input));
  const variable = variableOf(input.data.panel, headline);
  const name = capital(needName(headline, input.data.panel));
  return [
    ...provision,
    {
      id: 'site-need',
      title: `${name} by area`,
      subtitle: 'Mean over PCNs, weighted by patients, by sub-ICB location',
      caption: `${name} by sub-ICB location, every one at one size. The numbers are in results/figure2.csv.`,
      source: sourceOf(input, headline),
      rows: need,
      unit: needHeading(variable),
      format: needFormat(variable.unit ?? 'share'),
    },
  ].map((shown) => mapOf(shown, input));
}
