import { areaSummary, funnelTable, panelTable, pcnNeeds, shortfall } from '@inverse-care/core/tables';
import { icbOf, regions } from '@inverse-care/domain';
import { cited } from '../../language/cells.js';
import { count } from '../../language/numbers.js';
import {
  dueSentence,
  expectedSentence,
  needPolicy,
  neighboursOf,
  provisionAnswer,
  provisionBeside,
  reportingHistory,
  standingOf,
} from '../../language/pcn-words.js';
import { icbPage, subIcbPart, tableFile } from '../../places/addresses.js';
import { type PcnFacts, pcnOf, subIcbWords } from '../../places/places.js';
import { type Block, figures, links, paragraph, tables } from '../block.js';
import { figuresOf, type Scope, type Section, type SectionInput } from '../section.js';
import { dueView, expectedView, historyView, needsView, pcnListView, practicesView } from './tables.js';

/** A section of the page of one PCN. */
const ofPcn = (
  section: Omit<Section, 'applies' | 'blocks'>,
  blocks: (facts: PcnFacts, input: SectionInput) => Block[],
): Section => {
  const of = (input: SectionInput, scope: Scope) =>
    scope.kind === 'pcn' ? blocks(pcnOf(scope.code, input), input) : [];
  return { ...section, applies: (input, scope) => of(input, scope).length > 0, blocks: of };
};

/** What it has, beside its ICB and England, and where it is. */
export const pcnAnswer = ofPcn(
  { id: 'answer', heading: 'What it has', shows: [panelTable.file] },
  (facts, input) => {
    const { now, practices } = facts;
    const region = regions.find(({ code }) => code === now.region_code)?.name ?? now.region_code;
    const where =
      practices.length === 0 ? '' : practices.length === 1 ? ' in one practice' : ' in the practices below';
    return [
      paragraph(provisionAnswer(facts, input), 'answer'),
      paragraph(
        `It has ${count(cited(now, 'patients'))} registered patients${where}. ${provisionBeside(facts, input)}`,
      ),
      ...links([
        {
          href: icbPage(now.icb_code),
          text: icbOf(now.icb_code)?.name ?? now.icb_code,
          note: `, its ICB, in the NHS region ${region}`,
          download: false,
        },
        {
          href: subIcbPart(now.icb_code, now.sub_icb_code),
          text: subIcbWords(now.sub_icb_code),
          note: ', the sub-ICB location with most of its patients',
          download: false,
        },
      ]),
    ];
  },
);

/** Every snapshot at which it was open. */
export const pcnHistory = ofPcn(
  { id: 'over-time', heading: 'Over time', series: '', shows: [areaSummary.file] },
  (facts, input) => [
    paragraph(reportingHistory(facts, input)),
    ...figures(figuresOf(input, 'pcn-over-time')),
    ...tables(historyView(facts, input)),
  ],
);

/** Where it stands by need. */
export const pcnNeed = ofPcn(
  { id: 'need', heading: 'Need', series: '', shows: [pcnNeeds.file] },
  (facts, input) =>
    facts.needs.length === 0 ? [] : [paragraph(needPolicy(facts, input)), ...tables(needsView(facts, input))],
);

/** Where it stands in the funnel. */
export const pcnExpected = ofPcn(
  {
    id: 'expected',
    heading: 'Beside what its size and need lead to expect',
    series: '',
    shows: [funnelTable.file],
  },
  (facts, input) => [
    paragraph(expectedSentence(facts, input)),
    ...(standingOf(facts.now) === 'silent' ? [] : tables(expectedView(facts, input))),
  ],
);

/** What would level it up. */
export const pcnDue = ofPcn(
  { id: 'shortfall', heading: 'What it would take', series: '', shows: [shortfall.file] },
  (facts, input) => [paragraph(dueSentence(facts, input)), ...tables(dueView(facts, input))],
);

/** Its practices. */
export const pcnPractices = ofPcn(
  { id: 'practices', heading: 'Practices', series: '', shows: [] },
  (facts, input) => (facts.practices.length === 0 ? [] : tables(practicesView(facts, input))),
);

/** The other PCNs of its ICB. */
export const pcnNeighbours = ofPcn(
  { id: 'neighbours', heading: 'Other PCNs of the same ICB', series: '', shows: [] },
  (facts, input) => {
    const others = neighboursOf(facts, input);
    return others.length === 0
      ? [paragraph('It is the only PCN of its ICB.')]
      : tables(pcnListView(others, input, { id: 'table-neighbours', caption: 'Other PCNs of the same ICB' }));
  },
);

const files = [panelTable, areaSummary, pcnNeeds, funnelTable, shortfall];

/** The files that the numbers of the page are from. */
export const pcnData = ofPcn({ id: 'data', heading: 'Data', shows: [] }, ({ code }, { tables: run }) => [
  paragraph(`In these tables its rows are those of ${code}.`),
  ...links(
    files
      .filter(({ file }) => run.ofFile(file) !== undefined)
      .map(({ file, title }) => ({
        href: tableFile(file),
        text: `${title} (CSV)`,
        note: null,
        download: true,
      })),
  ),
]);
