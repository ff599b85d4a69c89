import {
  findings,
  isNearlyAll,
  type MultiverseSigns,
  multiverse,
  multiverseJoint,
  multiverseSigns,
  multiverseSpread,
  multiverseSummary,
  type NeedVerdict,
  needVerdicts,
} from '@inverse-care/core/tables';
import { drawnInMultiverse, isPredicted, longDate, type Panel } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited, per, rowsWith } from './cells.js';
import { choiceNames, declaredNeeds, optionName, underOptions, variedChoices } from './choice-words.js';
import { fixed } from './marks.js';
import { count, inWords, listed, pEquals, percent, simulationError } from './numbers.js';
import type { Said } from './said.js';
import { capital, needName, staffOf } from './words.js';

type Side = 'more' | 'less' | 'both';

/** The sign that nearly every specification of a need has. */
function sideOf({ specifications, positive, negative }: NeedVerdict): Side {
  if (isNearlyAll(positive / specifications)) return 'more';
  return isNearlyAll(negative / specifications) ? 'less' : 'both';
}

const insignificant = ({
  specifications,
  significant_positive: positive,
  significant_negative: negative,
}: NeedVerdict) => 1 - (positive + negative) / specifications;

const predicted = (verdicts: readonly NeedVerdict[], panel: Panel) =>
  verdicts
    .filter(({ need }) => isPredicted(need))
    .map(({ need }) => ` ${capital(needName(need, panel))} is an equation’s answer, not a survey’s.`)
    .join('');

/** That a sign is no finding by itself, where the study’s own interval still includes zero. */
function signAlone(tables: ReportInput['tables'], panel: Panel): string {
  const open = tables.rows(findings).filter(({ finding }) => finding === 'none shown');
  const steady = needVerdicts(tables).filter((one) => sideOf(one) !== 'both');
  const names = steady
    .filter(({ need }) => open.some((row) => row.need === need))
    .map(({ need }) => needName(need, panel));
  return names.length === 0
    ? ''
    : ` A sign is not a finding: by ${listed(names)} the study’s own interval includes zero.`;
}

/** Over all choices in one or two sentences: which sign is steady, which turns. */
export function multiverseAnswer({ tables, data: { panel }, study }: ReportInput): string {
  const verdicts = needVerdicts(tables);
  const [only, another] = tables.rows(multiverse);
  if (only !== undefined && another === undefined && only.estimate !== null)
    return 'There is one specification alone, so no choice is varied.';
  if (verdicts.length === 0) return 'No specification gave an effect, so nothing can be said of the choices.';
  const staff = staffOf(study);
  const names = (side: Side) =>
    listed(verdicts.filter((one) => sideOf(one) === side).map(({ need }) => needName(need, panel)));
  const [more, less, both] = [names('more'), names('less'), names('both')];
  const settled = [
    ...(more === '' ? [] : [`by ${more}, greater need goes with more ${staff}`]),
    ...(less === '' ? [] : [`by ${less}, greater need goes with fewer ${staff}`]),
  ];
  const turn =
    both === ''
      ? ''
      : `By ${both}, the sign of the effect turns with other choices.${predicted(verdicts, panel)}`;
  if (settled.length === 0) return `No sign is the same in nearly all specifications. ${turn}`;
  const lead =
    more !== '' && less !== ''
      ? 'The sign hangs on the measure of need: '
      : both === ''
        ? 'The sign is the same in nearly all specifications: '
        : 'The sign is the same in nearly all specifications by some measures of need and not by others: ';
  return `${lead}${settled.join('; ')}, ${fixed`in at least 95% of specifications`}.${turn === '' ? predicted(verdicts, panel) : ` ${turn}`}${signAlone(tables, panel)}`;
}

/** Choices whose options are told one by one. */
const mostTold = 3;

function turningSentence({ turning, steady, median }: NeedVerdict, panel: Panel): string {
  if (turning.length === 0 && steady.length === 0) return 'No other choice is varied.';
  if (median === 0) return 'The median effect is zero.';
  const sign = median > 0 ? 'positive' : 'negative';
  if (turning.length === 0) return `The median is ${sign} under every option of every other choice.`;
  const turned =
    turning.length > mostTold
      ? `under some options of ${listed(turning.map(({ dimension }) => choiceNames[dimension]))}`
      : listed(turning.map(({ dimension, options }) => underOptions(dimension, options, panel)));
  const rest =
    steady.length === 0
      ? ''
      : ` Its sign is the same under every option of ${listed(steady.map((one) => choiceNames[one]))}.`;
  return `The median, ${sign} over all, is ${median > 0 ? 'negative' : 'positive'} ${turned}.${rest}`;
}

/** What changing one choice of the study's own specification does; null where it is not among them. */
function ownSentence({ own }: NeedVerdict, panel: Panel): string | null {
  if (own === null || own.effect === 0) return null;
  const { row, effect, turning, neighbours } = own;
  const clear = row.conf_low !== null && row.conf_high !== null && row.conf_low * row.conf_high > 0;
  const found = `With the study’s own choices at ${longDate(row.snapshot)} the effect is ${effect > 0 ? 'positive' : 'negative'} and ${clear ? '' : 'not '}significant (${optionName('errors', row.errors, panel)})`;
  if (neighbours === 0) return `${found}.`;
  if (turning.length === 0) return `${found}; no choice changed alone turns its sign.`;
  const turned = turning.map(({ dimension, options }) => underOptions(dimension, options, panel));
  return `${found}; changed alone, its sign turns ${listed(turned)}.`;
}

/** Specifications of one sign, in shares of all. */
function side(row: MultiverseSigns, sign: 'positive' | 'negative'): string {
  const of = (column: 'positive' | 'negative' | 'significant_positive' | 'significant_negative') =>
    percent(per(cited(row, column), cited(row, 'specifications')));
  const total = row[sign];
  if (total === 0) return `none is ${sign}`;
  const significant = row[`significant_${sign}`] === 0 ? 'none' : of(`significant_${sign}`);
  return `${total === row.specifications ? `all are ${sign}` : `${of(sign)} are ${sign}`} (${significant} significantly)`;
}

/** Need by need: signs, significance, and which choices turn the median. */
export function needSentences({ tables, data: { panel } }: ReportInput): Said[] {
  return needVerdicts(tables).map((one): Said => {
    const signs = tables.rows(multiverseSigns).find(({ scope }) => scope === `need=${one.need}`)!;
    const shares = [side(signs, 'positive'), side(signs, 'negative')];
    const weak = insignificant(one);
    const most =
      weak > 0.5 ? ' Most cannot be told from zero.' : weak === 0 ? ' Every one is clear of zero.' : '';
    return {
      label: capital(needName(one.need, panel)),
      text: `Of ${count(cited(signs, 'specifications'))} specifications ${listed(shares)}.${most} ${[ownSentence(one, panel), turningSentence(one, panel)].filter((said) => said !== null).join(' ')}`,
    };
  });
}

/** Which choice explains the spread; null where nothing was decomposed. */
export function spreadSentence({ tables, study }: ReportInput): string | null {
  const rows = tables.rows(multiverseSpread).filter(({ effect }) => effect === 'standardised');
  const main = rows.filter(({ kind }) => kind === 'main').sort((a, b) => b.share - a.share);
  const several: readonly string[] = variedChoices(study);
  const varied = main.filter(({ term }) => several.includes(term));
  const additive = rows.find(({ kind }) => kind === 'additive');
  if (additive === undefined || varied.length === 0) return null;
  const name = (term: string) => choiceNames[term as keyof typeof choiceNames];
  const shares = varied
    .slice(0, 3)
    .map((row, i) => `${percent(cited(row, 'share'))} ${i === 0 ? 'goes ' : ''}with ${name(row.term)}`);
  const last = varied.length > 3 ? varied.at(-1)! : null;
  const least = last === null ? '' : `; least with ${name(last.term)} (${percent(cited(last, 'share'))})`;
  const pair = rows.filter(({ kind }) => kind === 'interaction').sort((a, b) => b.share - a.share)[0];
  const together =
    pair === undefined || pair.share <= 0
      ? ''
      : `, most of all ${listed(pair.term.split(' x ').map(name))} (${percent(cited(pair, 'share'))})`;
  return `Of the spread of effects, ${listed(shares)}${least}. All choices each by itself make ${percent(cited(additive, 'share'))} of it; the rest is choices that act together${together}.`;
}

const shareOf = ({ row }: { row: MultiverseSigns }) => percent(row.significant_share);

/** How far significance hangs on the standard errors, which move no effect; null where they are not varied. */
export function significanceSentence({ tables, data: { panel } }: ReportInput): string | null {
  const shares = tables
    .rows(multiverseSigns)
    .flatMap((row) => {
      const option = /^errors=(.*)$/.exec(row.scope)?.[1];
      return option === undefined ? [] : [{ option, row }];
    })
    .sort((a, b) => a.row.significant_share - b.row.significant_share);
  const [least, most] = [shares[0], shares.at(-1)];
  if (least === undefined || most === undefined || shareOf(least) === shareOf(most)) return null;
  const said = ({ option, row }: typeof least) =>
    `${percent(cited(row, 'significant_share'))} of specifications ${underOptions('errors', [option], panel)}`;
  return `The standard errors move no effect, but they decide what counts as significant: ${said(least)}, ${said(most)}.`;
}

const independence: Readonly<Record<string, string>> = {
  pcn: 'The draws take PCNs one by one, so PCNs of the same ICB count as independent of one another; as far as they are not, these p-values are too small.',
  sub_icb: 'The draws take whole sub-ICB locations, which count as independent of one another.',
  icb: 'The draws take whole ICBs, which count as independent of one another.',
};

/** What the specifications say together; null where there is nothing to test. */
export function jointSentence({ tables, data: { panel }, study }: ReportInput): string | null {
  const joint = tables.rows(multiverseJoint);
  const replicates = tables.rows(multiverseSummary)[0]?.replicates ?? 0;
  if (replicates === 0) return 'No draws were made, so the specifications were not tested together.';
  const alpha = Number((1 - study.inference.level).toFixed(10));
  const tested = declaredNeeds(study).flatMap((need) => {
    const row = joint.find(({ scope, statistic }) => scope === `need=${need}` && statistic === 'average Z');
    return row === undefined || row.p_value === null
      ? []
      : [
          {
            text: `${needName(need, panel)} (p ${pEquals(cited(row, 'p_value'))}${[simulationError(cited(row, 'p_mcse'))].map((one) => (one === null ? '' : `, ${one}`))})`,
            clear: row.p_value < alpha,
          },
        ];
  });
  if (tested.length === 0) return null;
  const of = (clear: boolean) => listed(tested.filter((one) => one.clear === clear).map(({ text }) => text));
  const [yes, no] = [of(true), of(false)];
  const far = 'further from zero than chance allows';
  const found =
    yes === ''
      ? `the average Z of ${no} is no ${far}`
      : `the average Z of ${yes} is ${far}${no === '' ? '' : `; that of ${no} is not`}`;
  return `Held against ${count(cited(tables.rows(multiverseSummary)[0]!, 'replicates'))} draws in which need has no effect in any specification, ${found}. ${independence[drawnInMultiverse(study)]}${typeof study.inference.dependence === 'object' ? ' Dependence by distance cannot be drawn; ICBs stand for it.' : ''}`;
}

/** How many were declared, fitted and left out. */
export function countsSentence({ tables, study }: ReportInput): string {
  const fitted = rowsWith(tables, multiverse, {}, [['p_value', '!=', null]]);
  const [summary] = tables.rows(multiverseSummary);
  const { specifications = 0, lost = 0 } = summary ?? {};
  const of = (column: 'specifications' | 'incompatible' | 'lost' | 'combinations') =>
    count(summary === undefined ? 0 : cited(summary, column));
  const choices = variedChoices(study).length;
  const tested = fitted.value === specifications ? 'all with a test' : `${count(fitted)} with a test`;
  return `${capital(inWords(choices))} ${choices === 1 ? 'choice' : 'choices'} with several options make ${of('combinations')} combinations. ${of('incompatible')} do not go together${lost === 0 ? '' : ` and ${of('lost')} need what the data lack`}, which leaves ${of('specifications')} specifications, ${tested}.`;
}
