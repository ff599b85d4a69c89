import type { ReportInput } from '../report-input.js';
import { overSnapshots } from './declared-words.js';
import { mainAssociations } from './main-associations.js';
import { limitsView } from './methods-words.js';
import { meanAtLast, precisionSentence } from './precision.js';
import { togetherOf } from './rows.js';
import type { Said } from './said.js';

/** How sure the answer is and what it does not say, as a first page has it: in few words. */
export function cautions(input: ReportInput): Said[] {
  const [first] = mainAssociations(input);
  const sure =
    first === undefined
      ? []
      : [
          precisionSentence(first, togetherOf(first.need, input), meanAtLast(first, input)),
          overSnapshots(first, input),
        ].filter((one) => one !== null);
  // What each limit is called; the report explains them.
  const named = limitsView(input)
    .slice(0, 3)
    .map((limit) => `${limit.split('. ', 1)[0]}.`);
  return [
    ...(sure.length === 0 ? [] : [{ label: 'How sure this is', text: sure.join(' ') }]),
    { label: 'What it does not say', text: named.join(' ') },
  ];
}
