import {
  type CaseloadRow,
  caseload,
  type FunnelSummaryRow,
  funnelSummary,
  type InequalityRow,
  inequality,
  type ShortfallIcbRow,
  shortfallIcb,
} from '@inverse-care/core/tables';
import { icbOf, longDate } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited } from './cells.js';
import { fixed } from './marks.js';
import { count, decimal, interval, inWords, percent } from './numbers.js';
import type { Said } from './said.js';
import { capital, levelOf, needName, staffOf } from './words.js';

/** A measure of need in a sentence; of patients alone, their number. */
export const measureName = (need: string, { data: { panel } }: ReportInput): string =>
  need === 'patients'
    ? 'number of patients alone'
    : need === 'every need'
      ? 'every measure of need'
      : needName(need as Parameters<typeof needName>[0], panel);

/** Indices of the last snapshot that has some, of PCNs that reported. */
export function lastIndices({ tables }: ReportInput, counted: InequalityRow['counted'] = 'reported') {
  const rows = tables.rows(inequality);
  const last = rows.at(-1)?.snapshot;
  return rows.filter((row) => row.snapshot === last && row.counted === counted);
}

const withInterval = (row: InequalityRow, digits: number) =>
  `${decimal(cited(row, 'estimate'), digits)} (${interval(cited(row, 'conf_low'), cited(row, 'conf_high'), digits)})`;

/** Which way an index goes, where its interval leaves out zero. */
const directionOf = ({ conf_low, conf_high }: InequalityRow) =>
  conf_low === null || conf_high === null ? 0 : conf_low > 0 ? 1 : conf_high < 0 ? -1 : 0;

function distributionSaid(input: ReportInput): Said[] {
  const rows = lastIndices(input);
  const find = (measure: InequalityRow['measure']) => rows.find((row) => row.measure === measure);
  const [gini, whole, within] = [find('gini'), find('theil'), find('theil within ICBs')];
  if (gini === undefined || whole === undefined || within === undefined) return [];
  const all = lastIndices(input, 'all').find(({ measure }) => measure === 'gini');
  const also =
    all === undefined
      ? ''
      : ` With the PCNs that did not report taken to have none it would be ${withInterval(all, 2)}.`;
  return [
    {
      label: 'How unequal',
      text: `Over the patients of the ${count(cited(gini, 'n'))} PCNs that reported, the Gini coefficient of FTE per patient is ${withInterval(gini, 2)}: zero if all had the same, one if one PCN had all.${also} Theil’s index is ${withInterval(whole, 2)}, of which ${withInterval(within, 2)} is between PCNs of one ICB. PCNs hire whole people, so that some inequality is no more than that one person stands for several small PCNs or none.`,
    },
  ];
}

function needSaid(input: ReportInput): Said[] {
  const rows = lastIndices(input).filter(({ measure }) => measure === 'concentration index');
  if (rows.length === 0) return [];
  const each = rows.map((row) => {
    const way = directionOf(row);
    const words =
      way > 0 ? 'more where need is greater' : way < 0 ? 'less where need is greater' : 'neither way clearly';
    return `by ${measureName(row.by, input)} ${withInterval(row, 3)}, ${words}`;
  });
  const inequity = lastIndices(input).filter(({ measure }) => measure === 'horizontal inequity');
  const given = inequity.map((row) => `for ${measureName(row.given, input)} ${withInterval(row, 3)}`);
  const deprived =
    given.length === 0
      ? ''
      : ` Ranked by income deprivation and standardised ${given.join(', and ')}: above zero, the deprived have more than the need that is allowed for goes with.`;
  return [
    {
      label: 'Whether it goes to need',
      text: `Concentration indices, above zero where those with more need have more than their share: ${each.join('; ')}.${deprived} Everyone of a PCN is taken to have what the PCN has; who is seen is not known.`,
    },
  ];
}

function gapSaid(input: ReportInput): Said[] {
  const rows = lastIndices(input);
  const gap = rows.find(({ measure }) => measure === 'group gap');
  const ratio = rows.find(({ measure }) => measure === 'group ratio');
  if (gap === undefined || ratio === undefined) return [];
  return [
    {
      label: 'Core20 gap',
      text: `Patients who live in the most deprived fifth of neighbourhoods have ${withInterval(gap, 3)} FTE per 10,000 more than all others (less, where negative), ${withInterval(ratio, 2)} times as much.`,
    },
  ];
}

const areasWord = (row: FunnelSummaryRow, column: 'above' | 'below' | 'below_no_staff') =>
  row[column] === 0 ? 'none' : inWords(cited(row, column));

/** Areas outside by a measure, in words: "1 above and 5 below". */
const outsideWords = (row: FunnelSummaryRow) =>
  `${areasWord(row, 'above')} above and ${areasWord(row, 'below')} below`;

/** How many of the PCNs below have none at all, which a post that is hosted elsewhere would explain. */
const belowWords = (row: FunnelSummaryRow, input: ReportInput) =>
  row.below === 0
    ? ''
    : `Of those below by ${measureName(row.need, input)} ${areasWord(row, 'below_no_staff')} of ${inWords(cited(row, 'below'))} have no one at all.`;

/** How many lie outside a funnel, as its title: "None of 42 ICBs differs …". */
export function outsideTitle(outside: number, of: number, units: string): string {
  const many = outside === 0 ? 'none' : inWords(outside);
  const differ = outside < 2 ? 'differs' : 'differ';
  return `${capital(many)} of ${count(of)} ${units} ${differ} from what size and need lead to expect more than the others do`;
}

/** The summary of the funnels at a level, in the order of the study’s needs. */
export const funnelSummaries = ({ tables }: ReportInput, level: FunnelSummaryRow['level']) =>
  tables.rows(funnelSummary).filter((row) => row.level === level);

function funnelSaid(input: ReportInput): Said[] {
  const pcns = funnelSummaries(input, 'pcn');
  const bodies = funnelSummaries(input, 'icb');
  const [first] = pcns;
  if (first === undefined) return [];
  const list = (rows: readonly FunnelSummaryRow[]) =>
    rows.map((row) => `${outsideWords(row)} by ${measureName(row.need, input)}`).join('; ');
  return [
    {
      label: 'Who is outside',
      text: `Each area is held against the FTE that it would have if FTE went with patients times need. Beyond ${fixed`99.8% limits`} that allow for overdispersion, of ICBs: ${list(bodies)}. Of PCNs that reported: ${list(pcns)}; ${decimal(cited(first, 'by_chance'), 1)} of ${count(cited(first, 'areas'))} would be outside by chance. ${belowWords(first, input)}`.trim(),
    },
    {
      label: 'What a funnel cannot say here',
      text: `FTE is no count of events: half a post is not half a chance, and no law says how much it varies by chance. The limits take their width from how much areas differ among themselves, not from Poisson’s law. So “within” means “not unlike the others”, not “as it should be”, and ${count(cited(first, 'never_below'))} of ${count(cited(first, 'areas'))} PCNs are so small that they would be within with no one at all. ${count(cited(first, 'no_staff'))} reported and have none, which may be a post that another PCN hosts for them. ${count(cited(first, 'not_reported'))} PCNs did not report and have no place in it.`,
    },
  ];
}

/** Rows of shortfall for England, in the order of the study’s needs; that of patients alone last. */
export const englandShortfall = ({ tables }: ReportInput): ShortfallIcbRow[] =>
  tables.rows(shortfallIcb).filter(({ code }) => code === 'England');

function shortfallSaid(input: ReportInput): Said[] {
  const rows = englandShortfall(input);
  const [first] = rows;
  if (first === undefined) return [];
  const staff = staffOf(input.study);
  const moved = rows.map((row) => `${count(cited(row, 'gained'))} by ${measureName(row.need, input)}`);
  const cost =
    first.cost_low === null || first.cost_high === null
      ? ' The study states no salary, so that none of it is priced.'
      : ` At the salary that the study states that is £${count(cited(first, 'cost_low'))} to £${count(cited(first, 'cost_high'))} a year.`;
  return [
    {
      label: 'Sharing what there is',
      text: `If the ${count(cited(first, 'fte'))} FTE ${staff} of the PCNs that reported were shared among them by patients times need, so many would move from one PCN to another: ${moved.join('; ')}.`,
    },
    {
      label: 'Levelling up',
      text: `To bring every PCN that reported up to the median for its patients and need takes ${count(cited(first, 'more_low'))} to ${count(cited(first, 'more_high'))} FTE more, by which measure of need is taken; by ${measureName(first.need, input)} ${count(cited(first, 'more'))}, or ${count(cited(first, 'more_unreported'))} if the ${count(cited(first, 'not_reported'))} PCNs that did not report had none.${cost} The measure is a choice, and the range over measures is part of the answer: a PCN whose measure is twice another’s is due twice as much for each patient, which for a share of deprived patients is a strong view.`,
    },
  ];
}

/** The last caseloads: patients, then those with a long-term condition. */
export function lastCaseloads({ tables }: ReportInput): CaseloadRow[] {
  const rows = tables.rows(caseload);
  const last = rows.at(-1)?.snapshot;
  return rows.filter(({ snapshot }) => snapshot === last);
}

function caseloadSaid(input: ReportInput): Said[] {
  const [patients, ill] = lastCaseloads(input);
  if (patients === undefined || patients.per_fte === null) return [];
  const long =
    ill === undefined || ill.per_fte === null
      ? ''
      : `, and ${count(cited(ill, 'per_fte'))} with a long-term condition`;
  return [
    {
      label: 'People per FTE',
      text: `There are ${count(cited(patients, 'per_fte'))} patients for one FTE in PCNs that reported${long}. Where a PCN has some, the median is ${count(cited(patients, 'median'))} patients, and one in ten has more than ${count(cited(patients, 'p90'))}. ${count(cited(patients, 'people_no_staff'))} patients are with the ${count(cited(patients, 'no_staff'))} PCNs that have none, and ${count(cited(patients, 'people_not_reported'))} with the ${count(cited(patients, 'not_reported'))} that did not report.`,
    },
  ];
}

/** What the indices, the funnel, the shortfall and the caseload say; null where a run has none of them. */
export function equityWords(input: ReportInput): { when: string; said: Said[] } | null {
  const snapshot = lastIndices(input)[0]?.snapshot ?? lastCaseloads(input)[0]?.snapshot;
  if (snapshot === undefined) return null;
  const said = [
    ...distributionSaid(input),
    ...needSaid(input),
    ...gapSaid(input),
    ...funnelSaid(input),
    ...shortfallSaid(input),
    ...caseloadSaid(input),
  ];
  return said.length === 0
    ? null
    : {
        when: `This is of ${longDate(snapshot)}; intervals (${levelOf(input.study)}) leave out what the study takes to hang together at a time. PCNs that did not report are apart throughout: nobody knows what they have.`,
        said,
      };
}

/** "NHS" and what all boards share is left out of a board’s name, where it stands in a figure. */
export const shortIcbName = (code: string): string => {
  const name = icbOf(code)?.name ?? code;
  return name.replace(/^NHS /, '').replace(/ Integrated Care Board$/, '');
};

/** An index as a table prints it. */
export const indexWords = ({ estimate, conf_low, conf_high }: InequalityRow): string =>
  `${decimal(estimate, 3)} (${interval(conf_low, conf_high, 3)})`;

/** A share as a figure prints it. */
export const shareWords = (share: number): string => percent(share);
