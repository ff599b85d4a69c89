import { table1 } from '@inverse-care/core/tables';
import { longDate } from '@inverse-care/domain';
import { briefingWords } from '../narrative/briefing-words.js';
import type { ReportInput } from '../report-input.js';
import { plainTheme, themeProperties } from '../theme/theme.js';
import { alternativesView } from './alternatives-table.js';
import { contentPolicy, pageScript, runningHeads, styleSheet } from './assets.js';
import { tableS1Views, tableS2Views } from './coefficient-table.js';
import { contentsEntry, headings, type PageNumbers } from './contents.js';

import { dataCheckView } from './data-check.js';

import { findingsView } from './findings.js';
import { jointView } from './joint-table.js';
import { limitsView, methodsView } from './methods.js';
import { numberTables } from './numbering.js';
import { absentView, omissionsView, reasonFor } from './omissions.js';
import { type PageFigure, placeFigures } from './place-figures.js';
import { jsonForPage, placesIndex } from './places-index.js';
import { attributions, extractsView, furthestSentence, inputsView, warningGroups } from './provenance.js';
import { claimsView, headlineNote, headlineView } from './published-views.js';
import { sensitivityPlaces, sensitivityTables, sensitivityWords } from './sensitivity.js';
import { specificationView } from './specification.js';
import { table1View } from './table1.js';
import { characteristicsView, table2View } from './table2.js';
import { fillTemplate } from './templates.js';
import { dated, staffOf, syntheticNotice } from './words.js';

/** What a document is made for. */
export interface PageOptions {
  /** For a printer: pages of the contents, or "unknown" to leave room for them; no script. null for a screen. */
  print?: PageNumbers | 'unknown' | null;
}

/** What a run is about, in one sentence. */
export function aboutSentence({ study, tables }: ReportInput, what: 'report' | 'briefing'): string {
  const rows = tables.rows(table1);
  const first = rows[0]?.snapshot ?? study.snapshots[0];
  const last = rows.at(-1)?.snapshot ?? study.snapshots.at(-1);
  const span =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? ` at ${dated(first)}`
        : ` from ${dated(first)} to ${dated(last)}`;
  return `This ${what} asks whether ${staffOf(study)} in England’s primary care networks (PCNs) are where the need for them is${span}.`;
}

/** What every document of a run says of itself. */
export function documentView(input: ReportInput, script = '') {
  const theme = input.theme ?? plainTheme;
  const synthetic = input.data.synthetic ? syntheticNotice : null;
  return {
    title: input.study.title,
    date: longDate(input.date),
    isoDate: input.date,
    version: input.version,
    synthetic,
    css: `${styleSheet()}\n${themeProperties(theme)}\n${runningHeads(input, synthetic, theme.organisation)}`,
    script,
    policy: contentPolicy(script),
    organisation: theme.organisation,
    contact: theme.contact,
    logo: theme.logo,
    repeatsPaper: input.study.compare_with !== undefined,
  };
}

function view(input: ReportInput, drawn: readonly PageFigure[], { print = null }: PageOptions) {
  const figures = placeFigures(print === null ? drawn : drawn.map(({ narrow, ...wide }) => wide));
  const provision = table1View(input);
  const table2 = table2View(input);
  const joint = jointView(input);
  const supplement1 = tableS1Views(input);
  const supplement2 = tableS2Views(input);
  const supplement3 = alternativesView(input);
  const chosen = sensitivityTables(input);
  const optional = { specification: specificationView(input), sensitivity: sensitivityWords(input) };
  const appendix = numberTables({
    specification: optional.specification?.table ?? null,
    characteristics: table2 === null ? characteristicsView(input) : null,
    headline: headlineView(input),
    claims: claimsView(input),
    ...chosen,
    omissions: omissionsView(input),
    absent: absentView(input),
    inputs: inputsView(input),
    extracts: extractsView(input),
  });
  const tables = [
    appendix.specification,
    provision,
    table2,
    appendix.characteristics,
    joint,
    appendix.headline,
    appendix.claims,
    ...(Object.keys(chosen) as (keyof typeof chosen)[]).map((key) => appendix[key]),
    appendix.omissions,
    appendix.absent,
    ...supplement1,
    ...supplement2,
    supplement3,
    appendix.inputs,
    appendix.extracts,
  ].filter((table) => table !== null);
  const allFigures = Object.values(figures).flat();
  const reason = (shown: boolean, what: string) => (shown ? null : reasonFor(input, what));
  const words = briefingWords(input);
  const places = print === null ? placesIndex(input) : null;
  return {
    ...documentView(input, print === null ? pageScript() : ''),
    places: places !== null ? jsonForPage(places) : null,
    about: aboutSentence(input, 'report'),
    printed: print !== null,
    headline: words.headline,
    contents: headings
      .filter(([id]) => !(id in optional) || optional[id as keyof typeof optional] !== null)
      .map(([id, text]) => contentsEntry(id, text, print)),
    figureList: allFigures.map(({ id, number, short }) => ({
      ...contentsEntry(id, short, print),
      number,
    })),
    tableList: tables.map(({ id, number, caption }) => ({ ...contentsEntry(id, caption, print), number })),
    targets: new Map([
      ...allFigures.map(({ id, number }) => [number, id] as const),
      ...tables.map(({ id, number }) => [number ?? '', id] as const),
      ...(supplement1.length > 1 ? [['Table S1', 'supplement-1'] as const] : []),
      ...(supplement2.length > 1 ? [['Table S2', 'supplement-2'] as const] : []),
    ]),
    findings: findingsView(input),
    table1: provision,
    noTable1: reason(provision !== null, 'Table 1'),
    figures,
    noFigure1: reason(
      drawn.some(({ id }) => id === 'figure1'),
      'Figure 1',
    ),
    noFigure2: reason(figures.need.length > 0, 'Figure 2'),
    table2,
    noTable2: reason(table2 !== null, 'Table 2'),
    noFigure3: reason(
      drawn.some(({ id }) => id === 'figure3'),
      'Figure 3',
    ),
    joint,
    appendix,
    headlineNote: appendix.headline === null && input.study.compare_with !== undefined ? headlineNote : null,
    noClaims:
      'This study names no publication to stand beside, or nothing in it can be held against this run.',
    sure: words.sure,
    specification: optional.specification && { ...optional.specification, table: appendix.specification },
    sensitivity: optional.sensitivity && {
      words: optional.sensitivity,
      tables: appendix,
      ...sensitivityPlaces(figures.sensitivity),
    },
    means: words.means,
    methods: methodsView(input),
    limits: limitsView(input),
    supplement1,
    noSupplement1:
      supplement1.length > 0
        ? null
        : `Table S1 holds the numbers behind Figure 3. ${reasonFor(input, 'Figure 3')}`,
    supplement2,
    supplement3,
    noSupplement2: reason(supplement2.length > 0, 'Table S2'),
    dataCheck: dataCheckView(input),
    provenance: {
      inputs: appendix.inputs,
      extracts: appendix.extracts,
      furthest: furthestSentence(input),
      warnings: warningGroups(input),
      attributions: attributions(input),
    },
    studyText: input.studyText,
    command: input.command,
  };
}

/**
 * The report as one HTML file that needs no network, and is complete without its script. The same input gives the same
 * bytes.
 */
export function renderPage(
  input: ReportInput,
  figures: readonly PageFigure[],
  options: PageOptions = {},
): string {
  return fillTemplate('page', view(input, figures, options));
}
