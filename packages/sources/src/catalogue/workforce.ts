import { attributed, digitalStatistics, kindOf, nhsEngland, ogl } from './kind.js';

const publication = 'Primary Care Network Workforce, individual level';

const columns = {
  source: 'Data_source',
  year: 'CENSUS_YEAR',
  month: 'CENSUS_MONTH',
  pcn: 'PCN_CODE',
  pcnName: 'PCN_NAME',
  group: 'STAFF_GROUP',
  role: 'STAFF_ROLE',
  detail: 'DETAILED_STAFF_ROLE',
  fte: 'FTE',
  identifier: 'UNIQUE_IDENTIFIER',
} as const;

export const workforce = kindOf({
  id: 'workforce',
  label: 'workforce',
  publisher: nhsEngland,
  publication,
  licence: ogl,
  attribution: attributed(nhsEngland, publication),
  page: `${digitalStatistics}/primary-care-network-workforce`,
  row: 'a member of staff, or a contracted service, of a PCN on the census date',
  columns: {
    source: { type: 'text', meaning: 'where the row was collected', optional: true },
    year: { type: 'year', meaning: 'year of the census' },
    month: { type: 'month', meaning: 'month of the census, whose last day is the snapshot' },
    pcn: { type: 'code', meaning: 'PCN' },
    pcnName: { type: 'text', meaning: 'name of the PCN', optional: true },
    group: { type: 'text', meaning: 'staff group, such as direct patient care', optional: true },
    role: { type: 'text', meaning: 'staff role; a study names one or more' },
    detail: { type: 'text', meaning: 'staff role in more detail', optional: true },
    fte: { type: 'number', meaning: 'full-time equivalents' },
    identifier: {
      type: 'text',
      meaning: 'of a person in this file; NULL or empty for contracted services and some others',
      optional: true,
    },
  },
  layouts: [
    {
      from: '2020-03',
      to: '2022-06',
      files: 'Primary Care Networks - March 2020 Individual Level.csv',
      columns,
    },
    {
      from: '2022-07',
      to: null,
      files:
        'PCNWFIndividualCSV.062026.zip, which holds 1.Primary Care Networks - June 2026 Individual Level.csv beside a workbook of definitions and a guide',
      columns,
    },
  ],
  quirks: [
    'Quarterly from March 2020, later also monthly: every month end can be a snapshot.',
    'Windows-1252, some files after a UTF-8 byte-order mark.',
    'Files of 2020 and 2021 bear the sub-ICB codes of later years. The reader places a PCN by its practices, not by these.',
    'A PCN without a row may not have reported: absence is not zero staff.',
    'STAFF_ROLE may end in a space; FTE may be slightly negative (a correction) or no number.',
  ],
  hallmarks: ['PCN_NAME', 'STAFF_GROUP', 'DETAILED_STAFF_ROLE', 'UNIQUE_IDENTIFIER'],
});
