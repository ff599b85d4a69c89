import { sensitivityWords } from '../language/sensitivity-words.js';
import { definitions, explorer, figures, heading, type PlainBlock, paragraph, tables } from './block.js';
import { explorerOf } from './explorer/explorer.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { leftOutView, multiverseJointView, signsView, spreadView } from './tables/multiverse-tables.js';
import { placeboView } from './tables/placebo-table.js';
import { attenuationView, predictionErrorView, quantilesView } from './tables/quantile-tables.js';
import { boundsView, carriersView, leaveOneOutView, unmeasuredView } from './tables/robustness-tables.js';

const under = (text: string, blocks: PlainBlock[]) => (blocks.length === 0 ? [] : [heading(text), ...blocks]);

/** How far the finding depends on choices, and on what was not reported, not measured, or is owed to a few places. */
export const sensitivity: Section = {
  id: 'sensitivity',
  heading: 'How far the finding depends on choices',
  series: 'R',
  shows: [
    'multiverse.csv',
    'multiverse_effects.csv',
    'multiverse_summary.csv',
    'multiverse_signs.csv',
    'multiverse_turning.csv',
    'multiverse_spread.csv',
    'multiverse_joint.csv',
    'multiverse_omitted.csv',
    'bounds.csv',
    'unmeasured.csv',
    'benchmarks.csv',
    'contour.csv',
    'carriers.csv',
    'influence.csv',
    'quantiles.csv',
    'attenuation.csv',
    'prediction_error.csv',
    'placebo.csv',
    'placebo_summary.csv',
  ],
  applies: (input, scope) => input.kind === 'sensitivity' && ofEngland(input, scope),
  blocks(input) {
    const words = sensitivityWords(input);
    if (words === null) return [];
    const drawn = (id: string) => figures(figuresOf(input, id));
    return [
      paragraph(words.answer, 'answer', words.prefix),
      paragraph(words.counts),
      ...explorer(explorerOf(input)),
      ...drawn('specification-curve'),
      ...under('Need by need', definitions('findings', words.needs)),
      ...tables(signsView(input)),
      ...drawn('sign-grid'),
      ...under('What else it hangs on', definitions('findings', words.others)),
      ...tables(spreadView(input), multiverseJointView(input)),
      ...drawn('bounds'),
      ...tables(boundsView(input)),
      ...drawn('contour'),
      ...tables(unmeasuredView(input), carriersView(input), leaveOneOutView(input)),
      ...drawn('quantiles'),
      ...tables(
        quantilesView(input),
        attenuationView(input),
        predictionErrorView(input),
        placeboView(input),
        leftOutView(input),
      ),
    ];
  },
};
