import { attributed, geoportal, kindOf, ogl, ons } from './kind.js';

const publication = (year: number) =>
  `Rural Urban Classification (${year}) of Lower Layer Super Output Areas in England and Wales`;

export const rurality2011Page = `${geoportal}/search?q=Rural%20Urban%20Classification%202011%20LSOA`;
export const rurality2021Page = `${geoportal}/search?q=Rural%20Urban%20Classification%202021%20LSOA`;

export const rurality2011 = kindOf({
  id: 'rurality',
  label: 'Rural Urban Classification 2011',
  publisher: ons,
  publication: publication(2011),
  licence: ogl,
  attribution: attributed(ons, publication(2011)),
  page: rurality2011Page,
  row: 'a lower layer super output area (2011) of England or Wales',
  columns: {
    lsoa: { type: 'code', meaning: 'LSOA of 2011' },
    code: { type: 'code', meaning: 'class; D1, D2, E1 and E2 are rural' },
  },
  layouts: [
    {
      from: '2013',
      to: null,
      files: 'RUC11_LSOA11_EW.csv',
      columns: { lsoa: 'LSOA11CD', code: 'RUC11CD' },
    },
  ],
  quirks: ['Wales is in it too; only England counts.'],
  hallmarks: ['LSOA11NM', 'RUC11'],
});

export const rurality2021 = kindOf({
  id: 'rurality-2021',
  label: 'Rural Urban Classification 2021',
  publisher: ons,
  publication: publication(2021),
  licence: ogl,
  attribution: attributed(ons, publication(2021)),
  page: rurality2021Page,
  row: 'a lower layer super output area (2021) of England or Wales',
  columns: {
    lsoa: { type: 'code', meaning: 'LSOA of 2021' },
    code: { type: 'code', meaning: 'class: UN1 and UF1 are urban; RLN1, RLF1, RSN1 and RSF1 rural' },
  },
  layouts: [
    {
      from: '2025',
      to: null,
      files: 'Rural_Urban_Classification_(2021)_of_LSOAs_in_EW.csv',
      columns: { lsoa: 'LSOA21CD', code: 'RUC21CD' },
    },
  ],
  quirks: ['The method of 2021 is another than that of 2011, so it gives a variable of its own.'],
  hallmarks: ['LSOA21NM', 'RUC21NM', 'Urban_rural_flag'],
});
