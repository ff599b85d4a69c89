import { distinct, InputError, monthEnd, monthNames } from '@inverse-care/domain';
import { type FetchGroup, fetchGroups } from '../catalogue/fetch-groups.js';
import { type Whereabouts, whereabouts } from '../catalogue/whereabouts.js';

/** Which files are asked for. */
export interface FetchSpan {
  /** First and last month of the workforce's censuses, as "2020-03". */
  from: string;
  to: string;
  only?: readonly FetchGroup[];
  /** Every month, not only the ends of quarters. */
  monthly?: boolean;
}

/** One file, or a few that belong together, that a fetch is to bring. */
export interface Want {
  source: Whereabouts;
  /** Month of its edition, as "2020-04"; null where the publication has one edition. */
  edition: string | null;
  /** Landing pages to look at, in turn. */
  pages: readonly string[];
  /** Addresses to try where the pages do not link to it. */
  known: readonly { address: string; name?: string }[];
  steps: readonly string[];
  /** Its absence is said, and is no failure: not every month has a census. */
  optional: boolean;
}

const month = /^20\d\d-(0[1-9]|1[0-2])$/;
const months = (from: string, to: string): string[] => {
  const all: string[] = [];
  let [year, number] = from.split('-').map(Number) as [number, number];
  for (;;) {
    const at = `${year}-${String(number).padStart(2, '0')}`;
    if (at > to) return all;
    all.push(at);
    number += 1;
    if (number > 12) {
      number = 1;
      year += 1;
    }
  }
};
const next = (edition: string) => months(edition, '2100-01')[1] as string;
const endsQuarter = (edition: string) => Number(edition.slice(5)) % 3 === 0;

/** The month of the last quarter end that lies at least sixty days back: publishers take about that long. */
export function latestQuarterEnd(now: Date): string {
  const back = new Date(now.getTime() - 60 * 86_400_000).toISOString().slice(0, 10);
  const ended = months('2020-01', back.slice(0, 7)).filter((edition) => {
    const [year, number] = edition.split('-').map(Number) as [number, number];
    return endsQuarter(edition) && monthEnd(year, number) <= back;
  });
  return ended.at(-1) ?? '2020-03';
}

function filled(address: string, edition: string, source: Whereabouts): string {
  const [year, number] = edition.split('-').map(Number) as [number, number];
  const day = source.editions === 'snapshot' ? monthEnd(year, number).slice(8) : '01';
  const name = (monthNames[number - 1] as string).toLowerCase();
  return address
    .replace('{day}', String(Number(day)))
    .replace('{month}', name)
    .replace('{year}', String(year));
}

function want(source: Whereabouts, edition: string | null, optional: boolean): Want {
  const pages = source.pages
    .filter(({ from = '', until = '9' }) => edition === null || (edition >= from && edition <= until))
    .map(({ address }) => (edition === null ? address : filled(address, edition, source)));
  const known = source.known.filter((one) => one.edition === undefined || one.edition === edition);
  const page = pages.at(-1) ?? '';
  return {
    source,
    edition,
    pages: distinct(pages),
    known,
    steps: source.steps.map((step) => step.replace('{page}', page)),
    optional,
  };
}

/**
 * The files of a span, in the order of the catalogue and then of time: a workforce census a quarter end, the patient
 * extracts nearest to each (the day after), and the publications of which one edition serves all.
 * @throws InputError where the span or a group is none.
 */
export function wantedFiles({ from, to, only, monthly = false }: FetchSpan): Want[] {
  for (const [name, value] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (!month.test(value)) {
      throw new InputError(`${name} is "${value}", which is no month`, {
        expected: 'a year and a month, such as 2020-03',
        remedy: `Correct ${name}.`,
      });
    }
  }
  if (from > to) {
    throw new InputError(`The span ends before it begins: from ${from} to ${to}`, {
      expected: '--from no later than --to',
      remedy: 'Exchange the two.',
    });
  }
  const strange = only?.find((group) => !fetchGroups.includes(group));
  if (strange !== undefined) {
    throw new InputError(`"${strange}" is no group of files`, {
      expected: `some of ${fetchGroups.join(', ')}, with commas between`,
      remedy: 'Correct --only.',
    });
  }
  const censuses = months(from, to).filter((edition) => monthly || endsQuarter(edition));
  return whereabouts
    .filter(({ group, onRequest }) => (only === undefined ? onRequest !== true : only.includes(group)))
    .flatMap((source) => {
      if (source.editions === 'single') return [want(source, null, false)];
      return censuses.flatMap((census) => {
        if (source.editions === 'snapshot') return [want(source, census, !endsQuarter(census))];
        if (source.quarterly === true && !endsQuarter(census)) return [];
        return [want(source, next(census), !endsQuarter(census))];
      });
    });
}
