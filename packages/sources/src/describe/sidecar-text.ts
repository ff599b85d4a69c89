import { constructs, levelWords } from '@inverse-care/domain';
import type { Key } from './find-key.js';
import type { ProposedVariable } from './propose.js';
import type { PassedOver } from './value-columns.js';

/** What a person says of a table that its numbers cannot tell. */
export interface Said {
  readonly source: string;
  /** Null where nobody has said it: left to be filled in. */
  readonly year: number | null;
  /** Columns of which more is more need. */
  readonly needs: readonly string[];
}

/** What is proposed for a table. */
export interface Proposal {
  /** Name of the table's file. */
  readonly table: string;
  readonly rows: number;
  readonly key: Key;
  /** By what it is told that codes join. */
  readonly by: string;
  readonly variables: readonly ProposedVariable[];
  readonly passedOver: readonly PassedOver[];
}

const toFill = '# to be filled in';

/** A text as YAML: between double quotes, as JSON writes it, unless it can stand as it is. */
const scalar = (value: string) =>
  /^[A-Za-z][\w ().-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|nan)$/i.test(value)
    ? value
    : JSON.stringify(value);

const shown = (value: number) => String(Number(value.toPrecision(6)));

/** "5,980 of 6,000 rows join (99.7%)" */
export function joinedInWords({ rows, key }: Pick<Proposal, 'rows' | 'key'>): string {
  const grouped = new Intl.NumberFormat('en-GB');
  return `${grouped.format(key.joined)} of ${grouped.format(rows)} rows join (${((100 * key.joined) / rows).toFixed(1)}%)`;
}

/** "share, 5,812 numbers from 0.1 to 0.4, 188 missing" */
export function rangeInWords({ kind, of: { count, low, high, missing } }: ProposedVariable): string {
  const grouped = new Intl.NumberFormat('en-GB');
  return `${kind}; ${grouped.format(count)} numbers from ${shown(low)} to ${shown(high)}, ${grouped.format(missing)} missing`;
}

const isNeed = ({ of: { column }, id }: ProposedVariable, { needs }: Said) =>
  needs.some((one) => [column.toLowerCase(), id].includes(one.toLowerCase()));

function variableLines(one: ProposedVariable, key: Key, said: Said): string[] {
  const { columns } = one;
  const ownColumn = key.column !== levelWords(key.level).column;
  return [
    `# Column ${JSON.stringify(one.of.column)}: ${rangeInWords(one)}.`,
    ...one.notes.map((note) => `# ${note}`),
    `${one.id}:`,
    `  label: ${scalar(one.label)}`,
    `  unit: ${one.unit}`,
    `  source: ${scalar(said.source)}`,
    said.year === null ? `  year: ${toFill}: when it was measured` : `  year: ${said.year}`,
    `  level: ${key.level}`,
    ...(ownColumn ? [`  code_column: ${scalar(key.column)}`] : []),
    ...('value' in columns
      ? [`  column: ${scalar(columns.value)}`]
      : [
          `  numerator: ${scalar(columns.numerator)}`,
          columns.denominator === ''
            ? `  denominator: ${toFill}: the column that counts those who could be among them`
            : `  denominator: ${scalar(columns.denominator)}`,
        ]),
    isNeed(one, said)
      ? '  direction: higher is more need'
      : '  # direction: higher is more need   # take the first # away where that is so; no study takes it for need without it',
    `  # construct:   ${toFill} where it is about one of ${constructs.join(', ')}`,
  ];
}

/** A sidecar as it is proposed: YAML with what was found in comments, and what nobody but its owner knows to be filled in. */
export function sidecarText(proposal: Proposal, said: Said): string {
  const { table, key, by, variables, passedOver } = proposal;
  const strangers =
    key.strangers.length === 0
      ? []
      : [
          `# Codes that do not: ${key.strangers.slice(0, 5).join(', ')}${key.strangers.length > 5 ? ', …' : ''}.`,
        ];
  const head = [
    `# What the columns of ${table} are, as \`inverse-care describe\` proposes it: look at every line.`,
    `# The keys are explained in docs/data.md, under "Local variables".`,
    `# Codes of ${levelWords(key.level).many} in the column "${key.column}": ${joinedInWords(proposal)}, told by ${by}.`,
    ...strangers,
    ...passedOver.map(({ column, why }) => `# Passed over: "${column}", as ${why}.`),
  ];
  return `${[head, ...variables.map((one) => variableLines(one, key, said))].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
