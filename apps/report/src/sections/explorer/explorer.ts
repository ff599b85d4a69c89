import {
  multiverseOmitted,
  multiverseRows,
  multiverseSummary,
  needVerdicts,
  ruleOfWords,
} from '@inverse-care/core/tables';
import { needWords } from '@inverse-care/domain';
import { figureId } from '../../html/figure-id.js';
import { jsonForPage } from '../../html/json-for-page.js';
import { curveId } from '../../language/curve-id.js';
import { listed } from '../../language/numbers.js';
import { levelOf, syntheticNotice } from '../../language/words.js';
import type { ReportInput } from '../../report-input.js';
import { type ExplorerChoice, explorerChoices } from './options.js';
import { packRows } from './pack.js';

/** What a page needs to show any one specification of a multiverse. */
export interface Explorer {
  /** Choices of which there are several options, with the study's own checked. */
  choices: { id: string; label: string; options: { id: string; label: string; own: boolean }[] }[];
  /** The other choices in words; null where there is none. */
  held: string | null;
  synthetic: string | null;
  /** JSON for the page's script. */
  data: string;
}

/** What was left out and why: pairs of options that do not go together, and options that the data lack. */
function leftOut({ tables }: ReportInput) {
  const omitted = tables.rows(multiverseOmitted);
  return {
    rules: omitted.flatMap(({ kind, what, why }) =>
      kind === 'incompatible' ? [ruleOfWords(what, why)] : [],
    ),
    lacking: omitted.flatMap(({ kind, what, why }) => {
      const [choice, ...option] = what.split(' ');
      return kind === 'not in the data' ? [{ choice, option: option.join(' '), why }] : [];
    }),
  };
}

/** The options from which the reader sets out: the study's own specification, else the first that was run. */
function startOf({ tables }: ReportInput, first: string): string[] {
  const baseline = tables.rows(multiverseSummary)[0]?.baseline ?? '';
  return (baseline === '' ? first : baseline).split('/');
}

const heldOf = (choices: readonly ExplorerChoice[]) =>
  choices.length === 0
    ? null
    : `The same in all: ${listed(choices.map(({ label, options }) => `${label.toLowerCase()} (${options[0]!.label})`))}.`;

/** Makes the explorer of a multiverse; null where fewer than two specifications have an effect. */
export function explorerOf(input: ReportInput): Explorer | null {
  const { tables, data, study } = input;
  const rows = multiverseRows(tables);
  const [first] = rows;
  if (first === undefined || rows.filter(({ standardised }) => standardised !== null).length < 2) return null;
  const choices = explorerChoices(input, rows);
  const start = startOf(input, first.specification);
  const several = choices.filter(({ options }) => options.length > 1);
  return {
    choices: several.map(({ id, label, options }) => {
      const own = start[choices.findIndex((one) => one.id === id)];
      return { id, label, options: options.map((option) => ({ ...option, own: option.id === own })) };
    }),
    held: heldOf(choices.filter(({ options }) => options.length === 1)),
    synthetic: data.synthetic ? syntheticNotice : null,
    data: jsonForPage({
      choices,
      start,
      command: first.command.slice(0, first.command.indexOf(' --set ')),
      level: levelOf(study),
      more: choices.find(({ id }) => id === 'need')!.options.map(({ id }) => needWords(data.panel, id).more),
      figures: Object.fromEntries(
        needVerdicts(tables, rows).map(({ need }) => [need, figureId({ id: curveId(need) })]),
      ),
      ...leftOut(input),
      rows: packRows(rows, choices),
    }),
  };
}
