import { eventWords } from '../language/model-event-words.js';
import { placeWords } from '../language/model-place-words.js';
import { declaredWords } from '../language/model-words.js';
import { type Block, definitions, figures, heading, paragraph, tables } from './block.js';
import { figuresOf, ofEngland, type Section } from './section.js';
import { modelJointView, modelMethodsView, modelNeedsView } from './tables/model-joint-tables.js';
import { coefficientsView, modelView } from './tables/model-tables.js';
import { placesViews } from './tables/place-tables.js';

const under = (text: string, blocks: Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(text), ...blocks];

/** The main model that a study declares, by place and over time where it asks for that. */
export const declaredModel: Section = {
  id: 'model',
  heading: 'The study’s declared model',
  series: 'M',
  shows: [
    'model.csv',
    'model_coefficients.csv',
    'model_joint.csv',
    'model_joint_needs.csv',
    'model_slope_covariances.csv',
    'model_inference.csv',
    'model_places.csv',
    'model_place_tests.csv',
    'model_event.csv',
    'model_event_tests.csv',
    'model_change.csv',
  ],
  applies: (input, scope) =>
    ofEngland(input, scope) &&
    (declaredWords(input) !== null || placeWords(input).length > 0 || eventWords(input).length > 0),
  blocks(input) {
    const words = declaredWords(input);
    return [
      ...(words === null
        ? []
        : [
            paragraph(words.about, null, words.prefix),
            ...definitions('findings', words.said),
            ...figures(figuresOf(input, 'model')),
            ...tables(
              modelView(input),
              coefficientsView(input),
              modelJointView(input),
              modelNeedsView(input),
              modelMethodsView(input),
            ),
          ]),
      ...under('By place', [
        ...definitions('findings', placeWords(input)),
        ...figures(figuresOf(input, 'places')),
        ...tables(...placesViews(input)),
      ]),
      ...under('Over time', [
        ...definitions('findings', eventWords(input)),
        ...figures(figuresOf(input, 'event')),
      ]),
    ];
  },
};
