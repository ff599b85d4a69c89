import { figure3, jointNeeds } from '@inverse-care/core/tables';
import {
  limitsOf,
  localMethod,
  longDate,
  needWords,
  roleInWords,
  type Study,
  variableOf,
} from '@inverse-care/domain';
import type { ReportInput } from '../report-input.js';
import { cited, setting } from './cells.js';
import { drawnWords, sharedBy } from './dependence-words.js';
import { withSidecarWords } from './local-text.js';
import { fixed } from './marks.js';
import { asGiven, count, listed } from './numbers.js';
import { capital, incrementOf, levelOf, staffOf } from './words.js';

/** A term of the methods and what is done under it. */
export interface MethodView {
  term: string;
  text: string;
}

function standardErrors(covariance: string): string {
  return covariance === 'HC1'
    ? 'heteroskedasticity-robust standard errors of the kind HC1, which Stata’s “regress, robust” prints'
    : `heteroskedasticity-robust standard errors of the kind ${covariance}`;
}

/** Which census dates the study came to. */
function snapshotsOf(study: Study): string {
  const dates = study.snapshots.map(longDate);
  return dates.length === 1
    ? `This run has one: ${dates[0]}.`
    : `This run has ${count(setting(study, 'snapshots', 'length'))}: ${listed(dates)}.`;
}

/** What chance means here, and what conclusions allow for. */
function dependenceMethods(study: Study): MethodView[] {
  const shared = sharedBy(study);
  const { dependence } = study.inference;
  return [
    {
      term: 'What chance means here',
      text: 'Every PCN that reports is in the data, so there is no sample of PCNs from which to be unlucky. Chance is that of assignment: posts were funded, filled and left by decisions that could have fallen otherwise, in the same PCNs with the same need. An interval says how far the coefficient would move if they had (a superpopulation or design view: Abadie, Athey, Imbens and Wooldridge 2020, 2023).',
    },
    {
      term: 'Dependence between PCNs',
      text:
        shared === null
          ? 'The study takes PCNs as independent of one another, as the paper does. Where neighbours share money, posts or history, its intervals are too narrow and its p-values too small.'
          : `Such decisions are not taken PCN by PCN. Conclusions here allow for ${shared} to be alike in any way${dependence === 'icb' ? ': an ICB and its predecessors plan, fund and support the posts, and need too runs along their borders' : ''}. The covariance is CR2 with Satterthwaite’s degrees of freedom (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018), which does not take areas to be many. Where ${fixed`fewer than 20 areas`} of equal weight would do the same (Carter, Schnepel and Steigerwald 2017; MacKinnon, Nielsen and Webb 2023), the wild cluster bootstrap’s p stands beside. Dependence across the borders of areas is not allowed for. Every sentence that calls a coefficient clear or not goes by these intervals.`,
    },
  ];
}

/** The methods in plain words, by the choices of the study. */
export function methodsView(input: ReportInput): MethodView[] {
  const { study, data, tables } = input;
  const joint = tables.rows(jointNeeds);
  const staff = staffOf(study);
  const { covariance, replicates } = study.inference;
  const { panel } = data;
  const localOf = (id: string) => panel.local?.find((one) => one.id === id);
  const available = study.needs.filter((need) => panel.variables.includes(need));
  return [
    {
      term: 'Snapshot and label',
      text: 'A snapshot is a census date of the workforce publication: the last day of a month. The paper names its quarters after the financial quarter that begins on the following day, so that its 2020/21 Q1 is the census of 31 March 2020. Both are shown, the date first; a month that ends no quarter has no name in the paper. '.concat(
        snapshotsOf(study),
      ),
    },
    {
      term: 'Which practice belongs to which PCN',
      text: 'Memberships in force on the snapshot date count: begun by then and not ended before. Where a practice has several, the latest start decides, then the lowest PCN code. A list vouches for dates up to its last change; beyond that, or without one, the practice-to-PCN table nearest in time stands in where it is nearer.',
    },
    {
      term: 'Registered patients',
      text: 'From the extract nearest to the snapshot, a tie going to the later one. A PCN exists on a date if it has a practice with patients.',
    },
    {
      term: 'FTE',
      text: `Full-time equivalents of staff whose role is “${roleInWords(study.role)}”, summed over a PCN. A cell that is no number is counted and reported under Data, not read as zero.`,
    },
    {
      term: 'PCNs that do not report',
      text: `A PCN without a row of any role in a snapshot has not reported. ${
        study.absent === 'zero'
          ? 'As in the paper, it counts as having no staff. Early snapshots have many such PCNs.'
          : 'It is left out of means and regressions, which the paper does not do.'
      }`,
    },
    { term: 'Provision', text: `10,000 × FTE ${staff} ÷ registered patients of the PCN.` },
    ...available.map((need) => ({
      term: `Need: ${variableOf(panel, need).label}`,
      text: withSidecarWords(needWords(panel, need).method, localOf(need)),
    })),
    ...(panel.local ?? [])
      .filter(({ id }) => !available.includes(id) && (study.table2?.covariates ?? []).includes(id))
      .map((local) => ({
        term: `Characteristic: ${local.label}`,
        text: withSidecarWords(localMethod(local), local),
      })),
    {
      term: 'From practices to PCNs to sub-ICB locations',
      text: 'A PCN’s value is the mean of its practices’ values weighted by registered patients on the date, over the practices that have one. A map shows patient-weighted means of PCNs; a PCN is placed where most of its patients’ practices are.',
    },
    {
      term: 'Regression',
      text: `For each snapshot and each need, provision is regressed on need with a constant: ordinary least squares, PCNs unweighted, with ${standardErrors(covariance)}, PCNs taken as independent of one another. Intervals (${levelOf(study)}) and p-values come from the t distribution with n − k degrees of freedom, where n is the number of PCNs and k the number of coefficients. This is the paper’s way; its stars stand where it is printed (Tables 2, S1 and S2), for each coefficient by itself.`,
    },
    ...dependenceMethods(study),
    {
      term: 'For one standard deviation',
      text: fixed`Ten percentage points are much of one need and little of another. So sentences, tables and figures tell every effect for one standard deviation of need over the PCNs of the last snapshot, and say in brackets how much that is; over time, slopes for one standard deviation of each snapshot are told apart. Coefficients per unit of need, and the step of 10 percentage points of a share, are in results/.`,
    },
    ...available
      .filter((need) => (variableOf(panel, need).unit ?? 'share') !== 'share')
      .map((need) => ({
        term: `For a difference in “${variableOf(panel, need).label}”`,
        text: `It is no share: one standard deviation is ${incrementOf(need, input).words.replace(/^one standard deviation \((.*)\)$/, '$1')}, and its coefficients in results/ are for one unit.`,
      })),
    {
      term: 'Bootstrap',
      text:
        replicates === 0
          ? 'None was asked for.'
          : `A second interval of the paper’s kind, PCNs independent of one another: they are drawn with replacement (need and provision together), ${count(setting(study, 'inference', 'replicates'))} times for each regression, and the interval is cut from the percentiles of the coefficients. The seed is ${asGiven(setting(study, 'seed'))}; the same seed gives the same intervals on any machine.`,
    },
    ...(joint.length === 0
      ? []
      : [
          {
            term: 'All snapshots together',
            text: `${capital(drawnWords(joint[0]!.drawn))} are drawn with replacement once for all snapshots, ${count(cited(joint[0]!, 'replicates'))} times, and every snapshot is refitted on the same draw.${joint[0]!.drawn === 'PCNs' ? '' : ' A PCN that changes area belongs to that of its last snapshot. Draws are studentised by their own cluster-robust standard errors.'} From these shared draws come the band that holds all coefficients at once (sup-t, Montiel Olea and Plagborg-Møller 2019) and p-values corrected for the number of snapshots (Romano and Wolf 2005, beside Holm’s). No band is narrower than a single interval and no corrected p smaller than its own. Tests over all snapshots use one stacked regression clustered by ${joint[0]!.drawn === 'PCNs' ? 'PCN' : 'area (CR2; approximate Hotelling test of Pustejovsky and Tipton 2018, Satterthwaite’s degrees of freedom for the trend)'}.`,
          },
        ]),
  ];
}

/** What the results do not show, by what is in them. */
export function limitsView({ study, data, tables }: ReportInput): string[] {
  const staff = staffOf(study);
  return [
    'Associations between areas, not causes. Nothing here says why provision differs, or that need made it so.',
    'Averages of PCNs, not persons. Whether the people in need are the ones who are seen cannot be read from the mean of an area (the ecological fallacy).',
    `Numbers, not services. How good the ${staff} are, how many people they see and what they can refer to is not counted, nor are staff paid for outside the PCN scheme.`,
    study.absent === 'zero'
      ? 'Reporting improves over time. Where a PCN did not report and is counted as zero, a coefficient mixes provision with the habit of reporting.'
      : 'PCNs that did not report are left out, and may differ from those that did.',
    ...limitsOf([...new Set(tables.rows(figure3).map(({ need }) => need))], study),
    'Successive snapshots of the same PCNs are not independent tests: a run of significant snapshots is weaker evidence than their number suggests.',
    sharedBy(study) === null
      ? 'PCNs are taken as independent of one another. Those of one area share money, posts and history, so the intervals are likely too narrow.'
      : `The intervals allow for ${sharedBy(study)} to be alike, and for nothing beyond: neighbours across a border count as independent.`,
    ...(data.synthetic
      ? ['Nothing about England. The data were generated to show what this software does.']
      : []),
  ];
}
