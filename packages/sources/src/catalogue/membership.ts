import { attributed, kindOf, ogl } from './kind.js';

const publisher = 'NHS England, Organisation Data Service';

const columns = {
  practice: 'Partner Organisation Code',
  practiceName: 'Partner Name',
  pcn: 'PCN Code',
  pcnName: 'PCN Name',
  start: 'Practice to PCN Relationship Start Date',
  end: 'Practice to PCN Relationship End Date',
} as const;

export const membershipDates = kindOf({
  id: 'membership-dates',
  label: 'PCN memberships with dates',
  publisher,
  publication: 'ePCN',
  licence: ogl,
  attribution: attributed(publisher, 'ePCN'),
  page: 'https://digital.nhs.uk/services/organisation-data-service/export-data-files/csv-downloads/gp-and-gp-practice-related-data',
  row: 'a membership of a practice in a PCN',
  columns: {
    practice: { type: 'code', meaning: 'practice' },
    practiceName: { type: 'text', meaning: 'name of the practice', optional: true },
    pcn: { type: 'code', meaning: 'PCN' },
    pcnName: { type: 'text', meaning: 'name of the PCN' },
    subIcb: { type: 'code', meaning: 'CCG, later sub-ICB location, of the practice', optional: true },
    pcnSubIcb: { type: 'code', meaning: 'CCG, later sub-ICB location, of the PCN', optional: true },
    start: { type: 'date', meaning: 'first day of the membership' },
    end: { type: 'date', meaning: 'last day; empty while it lasts' },
  },
  layouts: [
    {
      from: '2020',
      to: '2022-06',
      files: 'ePCN.xlsx, or epcn.zip that holds it',
      columns: { ...columns, subIcb: 'Practice Parent CCG Code', pcnSubIcb: 'PCN Parent CCG Code' },
    },
    {
      from: '2022-07',
      to: null,
      files: 'ePCN.xlsx, or epcn.zip that holds it',
      columns: {
        ...columns,
        subIcb: 'Practice Parent Sub ICB Loc Code',
        pcnSubIcb: 'PCN Parent Sub ICB Loc Code',
      },
    },
    {
      from: '2025',
      to: null,
      files: 'epcncorepartnerdetails.csv, with this header or without any',
      columns: {
        ...columns,
        subIcb: 'Practice Parent Sub ICB Location Code',
        pcnSubIcb: 'PCN Parent Sub ICB Location Code',
      },
    },
  ],
  quirks: [
    'The memberships are on the sheet "PCN Core Partner Details"; another sheet lists the PCNs.',
    'Headers contain line breaks; dates are YYYYMMDD, as text or as a number; an open membership has an empty end.',
    'A practice may have several memberships on one day: the latest start counts, then the lowest PCN code.',
    'A few PCNs cross the border of a sub-ICB location.',
  ],
  hallmarks: ['Practice Parent Sub ICB Loc Code', 'PCN Parent Sub ICB Loc Code'],
});
