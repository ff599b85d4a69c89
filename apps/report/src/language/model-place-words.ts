import { type ModelPlaceTestRow, modelPlaces, modelPlaceTests } from '@inverse-care/core/tables';
import { longDate, type NeedId, type Study, variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type CellNumber, cited, citedWords, fromLeast, per, setting } from './cells.js';
import { count, decimal, listed, pEquals, signed } from './numbers.js';
import { placeName } from './place-names.js';
import type { Said } from './said.js';
import { capital, incrementOf, moreNeed, needName } from './words.js';

/** Below this a test is told as having found something. */
const alpha = 0.05;

/** Smallest places with which Wald's test of many slopes is not to be trusted alone. */
const fewPcns = 30;

/** The last test of each need by each grouping, needs in the study's order. */
export function lastPlaceTests({
  tables,
  study,
}: Pick<ReportInput, 'tables' | 'study'>): ModelPlaceTestRow[] {
  const rows = tables.rows(modelPlaceTests);
  return study.needs.flatMap((need) => {
    const own = rows.filter((row) => row.need === need);
    const last = own.at(-1)?.snapshot;
    return own.filter(({ snapshot }) => snapshot === last);
  });
}

/** The rows of the places of a test. */
export const placesOf = (
  { tables }: Pick<ReportInput, 'tables'>,
  { need, snapshot, by }: ModelPlaceTestRow,
) =>
  tables.rows(modelPlaces).filter((row) => row.need === need && row.snapshot === snapshot && row.by === by);

/** "region", "ICB", "fifth of need". */
export const groupWords = (by: string): string =>
  by === 'icb'
    ? 'ICB'
    : by === 'fifth'
      ? 'fifth of need'
      : by === 'region'
        ? by
        : by.replace(/^fifth of (.*)$/, 'fifth of “$1”');

const fifthWords = ['the least', 'the second least', 'the middle', 'the second most', 'the most'];

/** What a place is called: the name of an area, or what a fifth has most or least of. */
export function nameOfPlace(
  { place, by, need }: { place: string; by: string; need: string },
  input: ReportInput,
): string {
  if (by === 'region' || by === 'icb') return placeName(by, place, input.data.panel);
  const variable = by === 'fifth' ? need : by.replace(/^fifth of /, '');
  const { label } = variableOf(input.data.panel, variable);
  return `the fifth with ${fifthWords[Number(place) - 1]} of “${label}”`;
}

/** What a test is called, with the errors it goes by; that by clusters says for itself where it is too ready. */
function testName({ test, method, df1 }: ModelPlaceTestRow, differences: string): string {
  const of = df1 === 1 ? 'one difference' : `${differences} differences`;
  if (test === 'Hotelling with CR2') return `approximate Hotelling test with CR2 of ${of}`;
  const warning = test === 'Wald by clusters' ? ', too ready where clusters are few or unlike' : '';
  return `Wald’s test of ${of}, ${method}${warning}`;
}

/** What a test says: that slopes differ, are not shown to, or cannot be asked. */
function verdict(row: ModelPlaceTestRow): string {
  if (row.p_value === null) return `Whether they differ cannot be tested here (${citedWords(row, 'note')})`;
  const found = row.p_value < alpha ? 'They differ' : 'They are not shown to differ';
  return `${found} (${testName(row, count(cited(row, 'df1')))}: F = ${decimal(cited(row, 'statistic'), 2)}, p ${pEquals(cited(row, 'p_value'))})`;
}

function placeSentence(row: ModelPlaceTestRow, input: ReportInput): string {
  const rows = placesOf(input, row);
  const { unit } = incrementOf(row.need as NeedId, input);
  const told = (number: CellNumber) => per(number, unit);
  const at = (place: string) => {
    const found = rows.find((one) => one.place === place);
    return found === undefined ? null : told(cited(found, 'estimate'));
  };
  const range = `By ${groupWords(row.by)} the difference for ${moreNeed(row.need as NeedId, input).words} goes from ${signed(at(row.least), 3)} (${nameOfPlace({ ...row, place: row.least }, input)}) to ${signed(at(row.most), 3)} (${nameOfPlace({ ...row, place: row.most }, input)}).`;
  const [least] = fromLeast(rows.filter(({ estimate }) => estimate !== null).map((one) => cited(one, 'n')));
  const small =
    (least?.value ?? fewPcns) < fewPcns && row.test === 'Wald'
      ? ` With as few as ${count(least)} PCNs in a place and ${count(cited(row, 'places'))} slopes this test finds differences too readily.`
      : '';
  const mixed =
    row.slope_sd === null
      ? ''
      : ` By the mixed model these differences have a standard deviation of ${decimal(told(cited(row, 'slope_sd')), 3)} between places, about ${signed(told(cited(row, 'common')), 3)}, p ${pEquals(cited(row, 'p_slope_sd'))} that they do not vary; it takes errors as independent within places and equally spread everywhere.`;
  return `${range} ${verdict(row)}.${small}${mixed}`;
}

/** What is said of slopes by place; nothing where the study does not ask. */
export function placeWords(input: ReportInput): Said[] {
  return lastPlaceTests(input).map((row) => ({
    label: `${capital(needName(row.need as NeedId, input.data.panel))}, by ${groupWords(row.by)}, ${longDate(row.snapshot)}`,
    text: placeSentence(row, input),
  }));
}

/** Where the study looks, after "PCNs": "of North East and Yorkshire, with 30,000 patients or more"; null for everywhere. */
export function placesPhrase(study: Study, input: Pick<ReportInput, 'data'>): string | null {
  const { where } = study;
  if (where === undefined) return null;
  const { region = [], icb = [], sub_icb = [], pcn = [], patients } = where;
  const names = (kind: 'region' | 'icb', codes: readonly string[]) =>
    codes.map((code) => placeName(kind, code, input.data.panel));
  return [
    ...(region.length === 0 ? [] : [`of ${listed(names('region', region))}`]),
    ...(icb.length === 0 ? [] : [`of ${listed(names('icb', icb))}`]),
    ...(sub_icb.length === 0 ? [] : [`of the sub-ICB locations ${listed(sub_icb)}`]),
    ...(pcn.length === 0 ? [] : [`with the codes ${listed(pcn)}`]),
    ...(patients?.least === undefined
      ? []
      : [`with ${count(setting(study, 'where', 'patients', 'least'))} patients or more`]),
    ...(patients?.most === undefined
      ? []
      : [`with ${count(setting(study, 'where', 'patients', 'most'))} patients or fewer`]),
  ].join(', ');
}

/** That nothing is of England where the study looks at a part of it; null where it looks everywhere. */
export function whereWords(study: Study, input: Pick<ReportInput, 'data'>): string | null {
  const phrase = placesPhrase(study, input);
  return phrase === null
    ? null
    : `The study looks only at PCNs ${phrase}: nothing here is of England as a whole, and areas that a map leaves empty were not looked at.`;
}

/** What all PCNs together are called: England, or those that the study looks at. */
export const allTogether = ({ where }: Pick<Study, 'where'>): string =>
  where === undefined ? 'England' : 'all PCNs looked at';
