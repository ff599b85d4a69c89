import { attributed, geoportal, kindOf, ogl, ons } from './kind.js';

const lookup = 'LSOA (2011) to LSOA (2021) to Local Authority District (2022) Look-up for England and Wales';
const hierarchy = 'Sub-ICB locations to ICBs to NHS England regions';
const outlines = 'Sub-Integrated Care Board Locations, boundaries';

export const lsoaLookupPage = `${geoportal}/search?q=LSOA%202011%20to%20LSOA%202021%20lookup`;

export const lsoaLookup = kindOf({
  id: 'lsoa-lookup',
  label: 'look-up of LSOAs of 2011 to LSOAs of 2021',
  publisher: ons,
  publication: lookup,
  licence: ogl,
  attribution: attributed(ons, lookup),
  page: lsoaLookupPage,
  row: 'a pair of areas that share ground (exact fit), or a 2011 area with the 2021 area that fits it best',
  columns: {
    lsoa2011: { type: 'code', meaning: 'LSOA of 2011' },
    lsoa2021: { type: 'code', meaning: 'LSOA of 2021' },
    change: {
      type: 'code',
      meaning: 'U unchanged, S split, M merged, X irregular; only in the exact fit',
      optional: true,
    },
  },
  layouts: [
    {
      from: '2022',
      to: null,
      files: 'LSOA11_LSOA21_LAD22_EW_LU.csv (exact fit)',
      columns: {
        lsoa2011: ['LSOA11CD', 'F_LSOA11CD'],
        lsoa2021: 'LSOA21CD',
        change: ['CHNGIND', 'CHGIND'],
      },
      marks: { present: ['CHNGIND'] },
    },
    {
      from: '2023',
      to: null,
      files: 'LSOA_(2011)_to_LSOA_(2021)_to_LAD_(2022)_Best_Fit_Lookup_for_EW_(V2).csv',
      columns: { lsoa2011: 'LSOA11CD', lsoa2021: 'LSOA21CD' },
    },
  ],
  quirks: [
    'The exact fit has a row for every pair; the best fit one row for each area of 2011, so that about a thousand areas of 2021 are not in it. Prefer the exact fit.',
    'The change indicator is spelt CHGIND or CHNGIND, the first column F_LSOA11CD in an early version.',
  ],
  hallmarks: ['LSOA11NM', 'LSOA21NM', 'LAD22CD'],
});

const vintages = [22, 23, 24, 25, 26] as const;

export const geography = kindOf({
  id: 'geography',
  label: 'codes and names of NHS areas',
  publisher: ons,
  publication: hierarchy,
  licence: ogl,
  attribution: attributed(ons, hierarchy),
  page: geoportal,
  row: 'a sub-ICB location, or an LSOA in it',
  columns: {
    subIcb: { type: 'code', meaning: 'sub-ICB location, code of the ONS (E38…)' },
    code: { type: 'code', meaning: 'sub-ICB location, code of the ODS', optional: true, also: ['SICBL_ODS'] },
    name: { type: 'text', meaning: 'name of the sub-ICB location' },
    icb: { type: 'code', meaning: 'ICB, code of the ONS (E54…)' },
    icbCode: { type: 'code', meaning: 'ICB, code of the ODS', optional: true, also: ['ICB_ODS'] },
    icbName: { type: 'text', meaning: 'name of the ICB', optional: true },
    region: {
      type: 'code',
      meaning: 'NHS England region, code of the ODS',
      optional: true,
      also: ['NHSER_ODS'],
    },
    regionOns: { type: 'code', meaning: 'NHS England region, code of the ONS (E40…)', optional: true },
  },
  layouts: vintages.map((year) => ({
    from: `20${year}`,
    to: `20${year}`,
    files: `SICBL${year}_ICB${year}_NHSER${year}_EN_LU.csv`,
    columns: {
      subIcb: `SICBL${year}CD`,
      code: `SICBL${year}CDH`,
      name: `SICBL${year}NM`,
      icb: `ICB${year}CD`,
      icbCode: `ICB${year}CDH`,
      icbName: `ICB${year}NM`,
      region: `NHSER${year}CDH`,
      regionOns: `NHSER${year}CD`,
    },
  })),
  quirks: [
    'Used only for codes that the program does not know: those of April 2023 and all that they succeed or that succeed them are built in.',
    'Names with commas are not quoted in some copies, so that their rows have too many cells: such rows are passed over, with a warning.',
    'Sub-ICB and ICB codes of the ONS change when a border moves; those of the ODS stay.',
  ],
});

/** Boundaries are GeoJSON or TopoJSON: recognised by the properties of their features. */
export const boundaryKind = kindOf({
  id: 'boundaries',
  label: 'sub-ICB boundaries',
  publisher: ons,
  publication: outlines,
  licence: `${ogl}; contains OS data © Crown copyright and database right 2023`,
  attribution: `${attributed(ons, outlines)} Contains OS data © Crown copyright and database right 2023.`,
  page: `${geoportal}/search?q=Sub%20Integrated%20Care%20Board%20Locations`,
  row: 'a sub-ICB location',
  columns: {},
  layouts: [
    {
      from: '2021',
      to: '2021',
      files: 'Clinical_Commissioning_Groups_April_2021_EN_BSC.geojson',
      columns: { subIcb: 'CCG21CD' },
    },
    ...vintages.map((year) => ({
      from: `20${year}`,
      to: `20${year}`,
      files: `Sub_Integrated_Care_Board_Locations_April_20${year}_EN_BSC.geojson, or the same as TopoJSON`,
      columns: { subIcb: `SICBL${year}CD` },
    })),
  ],
  quirks: [
    'The portal offers the British National Grid as well as WGS 84: only degrees are drawn.',
    'Clinical commissioning groups of 2021 are the same 106 areas under the same codes; earlier ones are refused.',
  ],
});
