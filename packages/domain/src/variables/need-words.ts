import type { Panel } from '../panel.js';
import { isAreaLevel, levelWords } from './local-level.js';
import { type LocalVariable, localVariableOf } from './local-variable.js';
import { type NeedId, officialNeed, type VariableId, variables } from './official.js';
import type { NeedWords, SurveyChoice } from './variable.js';

/** A label as it stands in a sentence: "Loneliness score" is "loneliness score", "IMD score" stays. */
const inSentence = (label: string) =>
  /^[A-Z][^A-Z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Where a local variable comes from and what it is, for the methods. */
export function localMethod({
  description,
  unit,
  source,
  year,
  level,
  file,
  licence,
}: LocalVariable): string {
  const values =
    level === 'pcn'
      ? 'The table holds values of PCNs, which are taken as they are.'
      : isAreaLevel(level)
        ? `The table holds values of ${levelWords(level).many}: all PCNs of one have its value, so that there are no more different values than ${levelWords(level).many}.`
        : 'The table holds values of practices.';
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}. Unit: ${unit}. Source: ${source}, ${year} (${file}; licence: ${licence}). ${values}`;
}

const localWords = (local: LocalVariable): NeedWords => ({
  name: inSentence(local.label),
  more: `more of “${inSentence(local.label)}”`,
  method: localMethod(local),
  caution: () =>
    local.caution ??
    `It comes from a local table (${local.source}, ${local.year}); how well it was measured, and how far it stands for need, is not checked here.${
      isAreaLevel(local.level)
        ? ` All PCNs of one ${levelWords(local.level).one} have its value: it tells nothing of differences within one.`
        : ''
    }`,
  limit: null,
});

/** What is said of a need, official or local. Throws RangeError for what is no need. */
export function needWords(panel: Pick<Panel, 'local'>, id: NeedId): NeedWords {
  const official = officialNeed(id);
  if (official !== undefined) return official;
  const local = localVariableOf(panel, id);
  if (local === undefined) throw new RangeError(`No need is called ${id}`);
  return localWords(local);
}

/** What results by these needs do not show, each thing once, in the order of the panel's columns. */
export const limitsOf = (needs: readonly VariableId[], study: SurveyChoice): string[] => [
  ...new Set(
    variables.flatMap((one) =>
      one.need && one.limit !== null && needs.includes(one.id) ? [one.limit(study)] : [],
    ),
  ),
];
