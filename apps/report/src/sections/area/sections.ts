import type { Icb } from '../../areas/gather-icb.js';
import { nextSteps, qualitySaid } from '../../language/area-advice-words.js';
import { funnelSentence, shortfallSentences } from '../../language/area-due-words.js';
import { bracketsSentence, core20Sentence, slopeSentence } from '../../language/area-need-words.js';
import { changeSentences, standingSentences } from '../../language/area-words.js';
import { definitions, figures, list, paragraph, tables } from '../block.js';
import { figuresOf, type Section } from '../section.js';
import { dueView, fifthsView, pcnsView, standingView } from '../tables/area-tables.js';

/** Where an ICB stands beside England. */
export const areaStanding = (icb: Icb): Section => {
  const placed = funnelSentence(icb);
  return {
    id: 'standing',
    heading: 'Where it stands',
    series: 'S',
    shows: ['area_summary.csv', 'area_needs.csv', 'reporting.csv', 'funnel.csv'],
    blocks: () => [
      paragraph(standingSentences(icb)),
      ...tables(standingView(icb)),
      ...(placed === null ? [] : [paragraph(placed)]),
    ],
  };
};

/** How it moved beside England. */
export const areaChange = (icb: Icb): Section => ({
  id: 'change',
  heading: 'How it changed',
  series: 'C',
  shows: ['area_summary.csv'],
  blocks: (input) => [paragraph(changeSentences(icb)), ...figures(figuresOf(input, 'over-time'))],
});

/** Its PCNs on need and provision, fifths and Core20. */
export const areaNeed = (icb: Icb): Section => {
  const [first] = icb.needs;
  const core20 = core20Sentence(icb);
  return {
    id: 'need',
    heading: 'Whether it goes to need',
    series: 'N',
    shows: ['area_needs.csv', 'area_fifths.csv', 'area_core20.csv', 'inequality.csv'],
    blocks: (input) => [
      paragraph(
        first === undefined
          ? 'The run has no measure of need to set its PCNs against.'
          : [slopeSentence(first, icb), ...(core20 === null ? [] : [core20])].join(' '),
      ),
      ...(first === undefined ? [] : [paragraph(bracketsSentence(icb), 'sources')]),
      ...figures(figuresOf(input, 'pcns-on-need')),
      ...tables(fifthsView(icb)),
    ],
  };
};

/** What it would have by two rules. */
export const areaDue = (icb: Icb): Section => ({
  id: 'due',
  heading: 'What it would have if FTE went by need',
  series: 'D',
  shows: ['shortfall_icb.csv'],
  blocks: () => [paragraph(shortfallSentences(icb)), ...tables(dueView(icb))],
});

/** Its PCNs, one by one. */
export const areaPcns = (icb: Icb): Section => ({
  id: 'pcns',
  heading: 'Its PCNs',
  series: 'P',
  shows: ['panel.csv', 'shortfall.csv', 'funnel.csv'],
  blocks: () => tables(pcnsView(icb)),
});

/** How far its data bear weight. */
export const areaQuality = (icb: Icb): Section => ({
  id: 'quality',
  heading: 'How good its data are',
  shows: ['area_summary.csv', 'area_needs.csv'],
  blocks: () => definitions('findings', qualitySaid(icb)),
});

/** What to do next. */
export const areaNext = (icb: Icb): Section => ({
  id: 'next',
  heading: 'What to do next',
  shows: [],
  blocks: () => [list(nextSteps(icb))],
});
