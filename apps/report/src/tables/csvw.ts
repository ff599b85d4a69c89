import { columnsOf, roleInWords, type TableDefinition } from '@inverse-care/domain';
import { labelOf, licencesOf, sourcesOf, type TableContext, variablesOf } from './context.js';

const datatypes = {
  text: 'string',
  date: { base: 'date', format: 'yyyy-MM-dd' },
  integer: 'integer',
  number: 'double',
  boolean: { base: 'boolean', format: 'true|false' },
} as const;

const openGovernmentLicence = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';

/** By convention, where a reader of the table looks for what it holds. */
export const metadataName = (file: string): string => `${file}-metadata.json`;

/** A table and its rows, whose number is told. */
export interface CountedTable {
  table: TableDefinition;
  rows: readonly unknown[];
}

/** Sources and terms of a table: of the run's files, or of the documents that its rows name. */
function originOf({ table, rows }: CountedTable, context: TableContext) {
  if (!table.documents) return { sources: sourcesOf(context), licences: licencesOf(context) };
  const named = rows.map((row) => (row as { source: string }).source);
  return {
    sources: [...new Set(named)],
    licences: ['Facts as documents print them; each has terms of its own'],
  };
}

/**
 * What a table holds, in the W3C's words: Metadata Vocabulary for Tabular Data (2015), with Dublin Core terms and
 * schema.org for units. The licence is the publishers' where all sources share the Open Government Licence.
 */
export function csvwMetadata({ table, rows }: CountedTable, context: TableContext): string {
  const label = labelOf(context);
  const { sources, licences } = originOf({ table, rows }, context);
  const allOpen =
    !context.data.synthetic &&
    licences.length > 0 &&
    licences.every((one) => one.startsWith('Open Government'));
  const document = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: table.file,
    'dc:title': label === null ? table.title : `${table.title}. ${label}`,
    'dc:description': table.description,
    'dc:isPartOf': context.study.title,
    'dc:creator': `inverse-care ${context.version}`,
    'dc:date': context.date,
    'dc:source': sources,
    'dc:rights': licences,
    ...(allOpen && { 'dc:license': { '@id': openGovernmentLicence } }),
    notes: [
      ...(label === null ? [] : [label]),
      `Role: ${roleInWords(context.study.role)}.`,
      `Rows: ${rows.length}.`,
      `Made by: ${context.command}`,
    ],
    dialect: { header: true, encoding: 'utf-8', delimiter: ',', lineTerminators: ['\n'] },
    tableSchema: {
      columns: columnsOf(table, variablesOf(context)).map(
        ({ name, title, description, type, unit, empty }) => ({
          name,
          titles: name,
          'dc:title': title,
          'dc:description': empty === undefined ? description : `${description}; an empty cell is ${empty}`,
          datatype: datatypes[type],
          required: empty === undefined,
          ...(unit !== undefined && { 'schema:unitText': unit }),
        }),
      ),
      primaryKey: table.key,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
