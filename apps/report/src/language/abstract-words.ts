import { figure3, table1 } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { lastEffect } from './amount.js';
import { type Association, associations } from './association.js';
import { rowsWith } from './cells.js';
import { afterAllowing, aloneWords, ratioWords, unadjustedGrades } from './declared-words.js';
import { allowing } from './dependence-words.js';
import { growth } from './findings-words.js';
import { flowSentence } from './flow-words.js';
import { gradesSentence } from './graded.js';
import { isDeclared, mainAssociations } from './main-associations.js';
import { limitsView } from './methods-words.js';
import { modelInWords } from './model-words.js';
import { interval, intervalDigits, inWords, listed, signed } from './numbers.js';
import { comparedSentence } from './paper.js';
import { meanAtLast, precisionSentence } from './precision.js';
import { togetherOf } from './rows.js';
import type { Said } from './said.js';
import { capital, incrementsOf, levelOf, needName, staffOf } from './words.js';

function background({ study }: ReportInput): string {
  const law =
    'Good medical care tends to be least available where the need for it is greatest (the inverse care law, Hart 1971).';
  const paper =
    study.compare_with === undefined
      ? ''
      : ' Wilding and others (2024) asked it first, and are repeated here.';
  return `${law} Whether that holds for ${staffOf(study)} in England’s primary care networks (PCNs) is asked here.${paper}`;
}

/** "by predicted lack of support −0.014 (−0.039 to 0.011)". */
function effectWords(one: Association): string {
  const { estimate, low, high } = lastEffect(one);
  if (low === null || high === null) return `by ${one.name} ${signed(estimate, 3)} (no interval)`;
  const digits = intervalDigits(low, high, 3);
  const ratio = one.declared?.finding.ratio_of ? ratioWords(one.declared.finding) : '';
  return `by ${one.name} ${signed(estimate, digits)} (${interval(low, high, digits)}${ratio})`;
}

/** What the last snapshot’s regressions found, each measure of need with its interval; null where there is none. */
function effects(all: readonly Association[], input: ReportInput, at?: string): string | null {
  const [first] = all;
  if (first === undefined) return null;
  const more = incrementsOf(
    all.map(({ need }) => need),
    input,
  );
  const under = afterAllowing(all, input);
  const start = at ?? (under === '' ? 'At' : `${under}, at`);
  return `${start} ${longDate(first.finding.snapshot)}, ${more} more need went with a difference in ${first.finding.outcome} (${levelOf(input.study)} confidence interval) of: ${listed(all.map(effectWords))}.`;
}

/** How it was done, in four sentences. */
function methods(all: readonly Association[], input: ReportInput): string {
  const { study, tables, data, kind } = input;
  const snapshots = rowsWith(tables, table1);
  const needs = [...new Set(tables.rows(figure3).map(({ need }) => need))];
  const named = (all.length > 0 ? all.map(({ need }) => need) : needs).map((need) =>
    needName(need, data.panel),
  );
  const at = snapshots.value === 1 ? 'at one snapshot' : `at ${inWords(snapshots)} snapshots`;
  const measured =
    named.length === 0
      ? 'No measure of need could be set beside it.'
      : kind === 'specification'
        ? `One specification was fitted, with need measured as ${listed(named)}; its choices are under “This specification”.`
        : `It was regressed on need, measured as ${listed(named)}, ${snapshots.value === 1 ? 'by least squares' : 'by least squares at each'}${allowing(study)}.`;
  const model = isDeclared(all) ? modelInWords(input) : null;
  const declared = model === null ? '' : ` The study’s main model is ${model}; need alone stands beside it.`;
  return `Staff on record and registered patients of all PCNs were joined ${at}: provision is FTE ${staffOf(study)} per 10,000 patients. ${measured}${declared} A finding is graded by whether other methods, dates and samples bear it out: holds, fragile or cannot say.`;
}

/** A structured abstract. Each number is a cell of a table. */
export function abstractWords(input: ReportInput): Said[] {
  const { study } = input;
  const all = mainAssociations(input);
  const alone = associations(input);
  const [first] = all;
  const precision =
    first === undefined
      ? null
      : precisionSentence(first, togetherOf(first.need, input), meanAtLast(first, input));
  const kept = (...sentences: (string | null)[]) => sentences.filter((one) => one !== null).join(' ');
  const [causes, persons] = limitsView(input);
  const item = (label: string, text: string): Said[] => (text === '' ? [] : [{ label, text: capital(text) }]);
  return [
    ...item('Background', background(input)),
    ...item('Methods', methods(all, input)),
    ...item(
      'Findings',
      kept(
        input.kind === 'specification' ? null : flowSentence(input),
        growth(input),
        effects(all, input),
        gradesSentence(all),
        isDeclared(all) ? effects(alone, input, `${aloneWords(study)}, at`) : null,
        isDeclared(all) ? unadjustedGrades(all, alone, input) : null,
      ),
    ),
    ...item(
      'Interpretation',
      kept(
        precision,
        comparedSentence(alone, input),
        causes ?? null,
        persons ?? null,
        input.data.synthetic ? 'The data are synthetic, and say nothing of England.' : null,
      ),
    ),
  ];
}
