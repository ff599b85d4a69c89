import { longDate } from '@inverse-care/core';
import type { ReportInput } from '../report-input.js';
import { alternativesView } from './alternatives-table.js';
import { cssString, styleSheet } from './assets.js';
import { tableS1Views, tableS2Views } from './coefficient-table.js';
import { dataCheckView } from './data-check.js';
import type { DrawnFigure } from './figures.js';
import { findingsView } from './findings.js';
import { jointView } from './joint-table.js';
import { limitsView, methodsView } from './methods.js';
import { absentView, omissionsView, reasonFor } from './omissions.js';
import { attributions, extractsView, furthestSentence, inputsView, warningGroups } from './provenance.js';
import { claimsView, headlineNote, headlineView } from './published-views.js';
import { table1View } from './table1.js';
import { characteristicsView, table2View } from './table2.js';
import { fillPage } from './templates.js';
import { dated, staffOf, syntheticNotice } from './words.js';

const headerLength = 88;
const headerLengthAlone = 112;

const shortened = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;

function about({ study, results }: ReportInput): string {
  const first = results.table1[0]?.snapshot ?? study.snapshots[0];
  const last = results.table1.at(-1)?.snapshot ?? study.snapshots.at(-1);
  const span =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? ` at ${dated(first)}`
        : ` from ${dated(first)} to ${dated(last)}`;
  return `This report asks whether ${staffOf(study)} in England’s primary care networks (PCNs) are where the need for them is${span}.`;
}

const contents = [
  { href: '#findings', text: 'Findings' },
  { href: '#provision', text: 'Provision' },
  { href: '#need', text: 'Need' },
  { href: '#association', text: 'Provision and need' },
  { href: '#claims', text: 'The paper’s claims' },
  { href: '#omissions', text: 'What is left out' },
  { href: '#methods', text: 'Methods' },
  { href: '#limits', text: 'What this does not show' },
  { href: '#supplement', text: 'Supplementary tables' },
  { href: '#data-check', text: 'The data: what was there' },
  { href: '#data', text: 'Data' },
  { href: '#study', text: 'Study file and how to repeat this' },
];

function view(input: ReportInput, figures: readonly DrawnFigure[]) {
  const named = (id: string) => figures.filter((figure) => figure.id === id);
  const table2 = table2View(input);
  const synthetic = input.data.synthetic ? syntheticNotice : null;
  const reason = (shown: boolean, what: string) => (shown ? null : reasonFor(input, what));
  const table1 = table1View(input);
  const figures3 = figures.filter(({ id }) => id === 'figure3' || id.startsWith('figure3-'));
  const supplement1 = tableS1Views(input);
  const supplement2 = tableS2Views(input);
  const headline = headlineView(input);
  return {
    title: input.study.title,
    date: longDate(input.date),
    isoDate: input.date,
    version: input.version,
    synthetic,
    css: styleSheet(),
    runningHead: cssString(
      shortened(input.study.title, synthetic === null ? headerLengthAlone : headerLength),
    ),
    runningNotice: cssString(synthetic ?? ''),
    runningFoot: cssString(`inverse-care ${input.version}, ${longDate(input.date)}`),
    about: about(input),
    repeatsPaper: input.comparison !== null,
    contents,
    findings: findingsView(input),
    table1,
    noTable1: reason(table1 !== null, 'Table 1'),
    figure1: named('figure1'),
    noFigure1: reason(named('figure1').length > 0, 'Figure 1'),
    figure2: named('figure2'),
    noFigure2: reason(named('figure2').length > 0, 'Figure 2'),
    table2,
    noTable2: reason(table2 !== null, 'Table 2'),
    characteristics: table2 === null ? characteristicsView(input) : null,
    figures3,
    noFigure3: reason(figures3.length > 0, 'Figure 3'),
    joint: jointView(input),
    headline,
    headlineNote: headline === null && input.comparison !== null ? headlineNote : null,
    claims: claimsView(input),
    noClaims:
      'This study names no publication to stand beside, or nothing in it can be held against this run.',
    omissions: omissionsView(input),
    absent: absentView(input),
    methods: methodsView(input),
    limits: limitsView(input),
    supplement1,
    noSupplement1:
      supplement1.length > 0
        ? null
        : `Table S1 holds the numbers behind Figure 3. ${reasonFor(input, 'Figure 3')}`,
    supplement2,
    supplement3: alternativesView(input),
    noSupplement2: reason(supplement2.length > 0, 'Table S2'),
    dataCheck: dataCheckView(input),
    provenance: {
      inputs: inputsView(input),
      extracts: extractsView(input),
      furthest: furthestSentence(input),
      warnings: warningGroups(input),
      attributions: attributions(input),
    },
    studyText: input.studyText,
    command: input.command,
  };
}

/** The report as one HTML file that needs no network and no script. The same input gives the same bytes. */
export function renderPage(input: ReportInput, figures: readonly DrawnFigure[]): string {
  return fillPage(view(input, figures));
}
