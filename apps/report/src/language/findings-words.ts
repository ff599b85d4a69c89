import { type Comparison, publishedNumbers, tally } from '@inverse-care/audit';
import { distribution, type ProvisionDistributionRow, table1 } from '@inverse-care/core/tables';
import { variableOf } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { type Association, associations } from './association.js';
import { associationSentences } from './association-words.js';
import { cited, per, rowsWith, size } from './cells.js';
import { comparisonsOf } from './comparisons.js';
import { afterAllowing, behind, overSnapshots, ratioSentence, unadjustedSentence } from './declared-words.js';
import { gradeLabel } from './graded.js';
import { mainAnswer } from './main-answer.js';
import { answeredStudy, isDeclared, mainAssociations } from './main-associations.js';
import { plain } from './marks.js';
import { count, decimal, percent, points, roundedUp } from './numbers.js';
import type { Said } from './said.js';
import { sincePaper } from './since-paper.js';
import { capital, countedPcns, dated, staffOf } from './words.js';

/** The headline findings: sentences made from the numbers. */
export interface FindingsView {
  /** Said in front of the answer where the data are synthetic. */
  prefix: string | null;
  answer: string;
  needs: Said[];
  /** The same of need alone, where the answer is of a model that the study declares. */
  alone: Said[];
  /** Growth, reporting and agreement: a heading and its sentences. */
  others: Said[];
}

/** How the workforce grew from the first to the last snapshot, in a sentence; null where there is no table of it. */
export function growth({ tables, study }: ReportInput): string | null {
  const rows = tables.rows(table1);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const staff = staffOf(study);
  const total = `${count(cited(last, 'fte_total'))} FTE in ${count(cited(last, 'pcns'))} PCNs`;
  const mean = decimal(cited(last, 'per_10k_mean'), 3);
  if (first === last)
    return `${dated(last.snapshot)}: a mean of ${mean} FTE ${staff} per 10,000 patients, ${total}.`;
  const [from, to] = [first.per_10k_mean, last.per_10k_mean];
  const verb = decimal(from, 3) === plain(mean) ? 'stayed at' : to > from ? 'rose from' : 'fell from';
  const change = verb === 'stayed at' ? mean : `${decimal(cited(first, 'per_10k_mean'), 3)} to ${mean}`;
  const times =
    from > 0 && to / from >= 1.95
      ? `, ${decimal(per(cited(last, 'per_10k_mean'), cited(first, 'per_10k_mean')), to / from < 10 ? 1 : 0)} times the first`
      : '';
  return `From ${dated(first.snapshot)} to ${dated(last.snapshot)}, mean provision ${verb} ${change} FTE per 10,000 patients${times}. In total, ${count(cited(first, 'fte_total'))} FTE became ${total}.`;
}

function spread({ tables, study }: ReportInput): string | null {
  const last = tables.rows(table1).at(-1);
  if (last === undefined || !(last.per_10k_mean > 0) || !Number.isFinite(last.per_10k_sd)) return null;
  const share = points(per(cited(last, 'per_10k_sd'), cited(last, 'per_10k_mean')), 0, '%');
  return `PCNs differ widely: at the last snapshot the standard deviation of ${staffOf(study)} per 10,000 patients is ${share} of the mean.`;
}

function without({ tables, study }: ReportInput): string | null {
  const last = tables.rows(distribution).at(-1);
  if (last === undefined || last.counted === 0) return null;
  return `${capital(percent(cited(last, 'without_share')))} of ${countedPcns(study)} (${count(cited(last, 'without'))} of ${count(cited(last, 'counted'))}) have none on record there${study.absent === 'zero' && last.not_reported > 0 ? `, ${count(cited(last, 'not_reported'))} of them because they did not report` : ''}.`;
}

function reporting({ tables, study }: ReportInput): string | null {
  const rows = tables.rows(distribution);
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return null;
  const rule =
    study.absent === 'zero'
      ? 'They count as having no staff, as in the paper, so part of the growth is better reporting.'
      : 'They are left out of means and regressions.';
  const at = (row: ProvisionDistributionRow) =>
    `${percent(cited(row, 'not_reported_share'))} (${count(cited(row, 'not_reported'))} of ${count(cited(row, 'pcns'))}) at ${dated(row.snapshot)}`;
  if (rows.every(({ not_reported }) => not_reported === 0))
    return 'Every PCN reported staff at every snapshot.';
  return `PCNs without a row of any role in the workforce files: ${first === last ? at(last) : `${at(first)}, ${at(last)}`}. ${rule}`;
}

/** "Table 1: 71 of 75 numbers agree". null where there is nothing to compare. */
export function agreementSentence(what: string, part: Comparison['part'], input: ReportInput): string | null {
  const { agree, differ } = tally(comparisonsOf(input, part));
  const of = (...agrees: boolean[]) => rowsWith(input.tables, publishedNumbers, { part, agrees });
  const compared = agree + differ;
  if (compared === 0) return null;
  if (differ === 0) return `${what}: all ${count(of(true, false))} numbers agree.`;
  if (agree === 0)
    return `${what}: none of ${count(of(true, false))} numbers ${compared === 1 ? 'agrees' : 'agree'}.`;
  return `${what}: ${count(of(true))} of ${count(of(true, false))} numbers ${agree === 1 ? 'agrees' : 'agree'}, ${count(of(false))} ${differ === 1 ? 'differs' : 'differ'}.`;
}

/** "No mean or standard deviation of ... is further than 0.003 from the printed one". */
function furthest(comparisons: readonly Comparison[]): string | null {
  const provision = comparisons.filter(
    ({ column, difference }) => column.startsWith('per_10k') && difference !== null,
  );
  if (provision.length === 0 || provision.every(({ agrees }) => agrees)) return null;
  const far = ({ difference }: Comparison) => Math.abs(difference ?? 0);
  const largest = provision.reduce((a, b) => (far(b) > far(a) ? b : a));
  return `No mean or standard deviation of FTE per 10,000 patients is further than ${roundedUp(size(cited(largest, 'difference')), 4)} from the printed one.`;
}

function agreement(input: ReportInput): string | null {
  if (input.study.compare_with === undefined) return null;
  const sentences = [
    agreementSentence('Table 1', 'table1', input),
    furthest(comparisonsOf(input, 'table1')),
    agreementSentence('Table 1 over the PCNs that survive', 'table1_survivors', input),
    agreementSentence('Table 2', 'table2', input),
    agreementSentence('Headline coefficient and its interval', 'headline', input),
  ].filter((sentence) => sentence !== null);
  if (sentences.length === 0) return 'This run has no number that the paper prints too.';
  return [
    'To the decimals that the paper prints.',
    ...sentences,
    ...(input.data.synthetic ? ['With synthetic data that tests the software, not the paper.'] : []),
  ].join(' ');
}

/** The findings of a run. No sentence says more than the tables. */
export function findingsView(input: ReportInput): FindingsView {
  const { study, tables } = input;
  const all = mainAssociations(input);
  const plain = associations(input);
  const under = afterAllowing(all, input);
  const mean = (snapshot: string) => {
    const row = tables.rows(table1).find((one) => one.snapshot === snapshot);
    return row === undefined ? null : cited(row, 'per_10k_mean');
  };
  const item = (label: string, ...texts: (string | null)[]) => {
    const text = texts.filter((one) => one !== null).join(' ');
    return text === '' ? [] : [{ label, text }];
  };
  const needSaid = (one: Association): Said => {
    const answered = one.declared === null ? study : answeredStudy(input, all);
    const own = associationSentences(one, answered, input.data.panel, mean(one.finding.snapshot)).join(' ');
    const over = overSnapshots(one, input);
    const label = `${variableOf(input.data.panel, one.need).label}: ${gradeLabel(one.finding, answered)}`;
    if (one.declared === null) return { label, text: own };
    const beside = `${ratioSentence(one)}${unadjustedSentence(one, plain)}`;
    return { label, text: `${behind(under, own, answered)}${beside}${over === null ? '' : ` ${over}`}` };
  };
  return {
    prefix: input.data.synthetic ? 'In synthetic data:' : null,
    answer: mainAnswer(input),
    needs: all.map(needSaid),
    alone: isDeclared(all) ? plain.map(needSaid) : [],
    others: [
      ...item('Growth', growth(input)),
      ...item('Since the paper', sincePaper(input)),
      ...item('Spread', spread(input), without(input)),
      ...item('Reporting', reporting(input)),
      ...item('Agreement with the paper', agreement(input)),
    ],
  };
}
