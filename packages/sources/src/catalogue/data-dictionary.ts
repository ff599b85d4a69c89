import { boundaryKind, type Column, catalogue, type Kind, type Layout } from './catalogue.js';

const types: Readonly<Record<Column['type'], string>> = {
  code: 'code',
  text: 'text',
  date: 'date',
  year: 'year',
  month: 'month',
  count: 'whole number',
  number: 'number',
  share: 'share, 0 to 1',
  decile: 'decile, 1 to 10',
  degrees: 'degrees',
};

const code = (name: string) => `\`${name}\``;
const cell = (text: string) => text.replaceAll('|', '\\|');
const span = ({ from, to }: Layout) => (to === null ? `${from} on` : to === from ? from : `${from} to ${to}`);

/** Aliases in a row: numbered runs such as Q49_1, Q49_2, … are drawn together by `columnRows`. */
const spellings = (kind: Kind, field: string) =>
  [...(kind.required[field] ?? kind.optional[field] ?? [])].map(code).join(', ');

const stemOf = (field: string) => field.replace(/_?\d+$/, '');

/** One row a column; a run of numbered answers is one row with its first and its last. */
function columnRows(kind: Kind): string[] {
  const rows: string[] = [];
  const fields = Object.keys(kind.columns);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as string;
    const { type, meaning } = kind.columns[field] as Column;
    let last = i;
    while (/\d$/.test(field) && stemOf(fields[last + 1] ?? '') === stemOf(field)) last++;
    const until = fields[last] as string;
    const names = spellings(kind, field) + (last > i ? ` … ${spellings(kind, until)}` : '');
    const said = last > i ? `${meaning} … ${(kind.columns[until] as Column).meaning}` : meaning;
    const inSet = Object.values(kind.sets ?? {}).some((set) => set.includes(field));
    const needed = kind.required[field] !== undefined ? 'yes' : inSet ? 'with its question' : 'no';
    rows.push(`| ${names} | ${types[type]} | ${needed} | ${cell(said)} |`);
    i = last;
  }
  return rows;
}

function section(kind: Kind): string {
  const { label, publisher, publication, page, row, licence, attribution, layouts, quirks, unread } = kind;
  const columns =
    Object.keys(kind.columns).length === 0
      ? []
      : [
          '',
          '| column, in every spelling | type | must be there | what it says |',
          '| --- | --- | --- | --- |',
          ...columnRows(kind),
        ];
  return [
    `## ${label.charAt(0).toUpperCase()}${label.slice(1)}`,
    '',
    `${publisher}: *${publication}*. ${page === '' ? '' : `<${page}>`}`,
    '',
    `- A row is ${row}.`,
    `- Licence: ${licence}. Attribution: “${attribution}”`,
    ...columns,
    '',
    '| releases | files | told from the others by |',
    '| --- | --- | --- |',
    ...layouts.map((layout) => {
      const { present = [], absent = [] } = layout.marks ?? {};
      const marks = [
        ...present.map((name) => `with ${code(name)}`),
        ...absent.map((name) => `without ${code(name)}`),
      ];
      return `| ${span(layout)} | ${cell(layout.files)} | ${marks.join(', ') || 'the spelling of its columns'} |`;
    }),
    ...(quirks.length === 0 ? [] : ['', ...quirks.map((quirk) => `- ${quirk}`)]),
    ...(unread ?? []).map(({ what }) => `- Not read, with an error that says so: ${what}.`),
  ].join('\n');
}

/** The data dictionary of every official file, as Markdown, from the catalogue. */
export function dataDictionary(): string {
  return [
    '# Data dictionary',
    '',
    'What each official file holds and how its columns have been called. Names are matched without regard to case, spacing and punctuation; files are recognised by them, never by their own names.',
    '',
    'This page is made from the catalogue in `packages/sources/src/catalogue/`. After a change there, run `node scripts/data-dictionary.mjs`.',
    '',
    [...catalogue, boundaryKind].map(section).join('\n\n'),
    '',
  ].join('\n');
}
