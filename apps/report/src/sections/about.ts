import { table1 } from '@inverse-care/core/tables';
import { placesPhrase } from '../language/model-place-words.js';
import { dated, staffOf } from '../language/words.js';
import type { ReportInput } from '../report-input.js';
import type { PlainBlock } from './block.js';
import type { Section } from './section.js';

/** What a run is about, in one sentence. */
function aboutSentence(input: ReportInput, what: 'report' | 'briefing'): string {
  const { study, tables } = input;
  const phrase = placesPhrase(study, input);
  const networks =
    phrase === null ? 'England’s primary care networks (PCNs)' : `the primary care networks (PCNs) ${phrase}`;
  const rows = tables.rows(table1);
  const first = rows[0]?.snapshot ?? study.snapshots[0];
  const last = rows.at(-1)?.snapshot ?? study.snapshots.at(-1);
  const span =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? ` at ${dated(first)}`
        : ` from ${dated(first)} to ${dated(last)}`;
  return `This ${what} asks whether ${staffOf(study)} in ${networks} are where the need for them is${span}.`;
}

/** What the report is about, under its title. */
export const aboutReport = (input: ReportInput): PlainBlock => ({
  kind: 'about',
  lead: true,
  text: aboutSentence(input, 'report'),
  repeats: input.study.compare_with !== undefined,
  more: ' and sets its own numbers beside the published ones',
});

/** What the briefing is about, as a section of it. */
export const asked: Section = {
  id: 'asked',
  heading: 'What was asked',
  shows: [],
  blocks: (input) => [
    {
      kind: 'about',
      lead: false,
      text: aboutSentence(input, 'briefing'),
      repeats: input.study.compare_with !== undefined,
      more: '',
    },
  ],
};
