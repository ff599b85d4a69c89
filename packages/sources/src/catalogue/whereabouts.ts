import type { KindId } from './catalogue.js';
import type { FetchGroup } from './fetch-groups.js';

/** A page that links to files. {day}, {month} and {year} are those of the edition; the month is in words. */
export interface LandingPage {
  address: string;
  /** First and last month that it serves, as "2022-05"; every month where absent. */
  from?: string;
  until?: string;
}

/** An address that is known to have served a file. */
export interface KnownAddress {
  address: string;
  /** Month of the edition that it holds, as "2023-10"; absent where the publication has one edition. */
  edition?: string;
  /** The file's name where the address has none. */
  name?: string;
}

/** Where the files of one kind are kept, and how they are found. */
export interface Whereabouts {
  kind: KindId;
  group: FetchGroup;
  /** For readers: "patients by practice". */
  label: string;
  /** Folder below the data folder. */
  folder: string;
  /**
   * `snapshot`: one edition a census date, the last day of a month. `extract`: the one nearest to the census date, of
   * the first day of the next month. `single`: one edition serves every date.
   */
  editions: 'snapshot' | 'extract' | 'single';
  /** Published for January, April, July and October alone. */
  quarterly?: true;
  /** Fetched only where `--only` names its group. */
  onRequest?: true;
  /** Tried in turn. */
  pages: readonly LandingPage[];
  /** The file's name in a link's address. */
  files: RegExp;
  /** Whether several files of one edition belong together, such as those by 2011 and by 2021 neighbourhoods. */
  take: 'first' | 'all';
  known: readonly KnownAddress[];
  /** Hosts that its publisher sends to besides; "*.example.org" stands for all below a name. */
  sendsTo?: readonly string[];
  /** What the reader does where it cannot be downloaded; {page} is the landing page. */
  steps: readonly string[];
  /** No program can fetch it. */
  byHand?: true;
  /** SHA-256 of the file as published, where it is known. */
  sha256?: string;
}

const statistics = 'https://digital.nhs.uk/data-and-information/publications/statistical';
const files = 'https://files.digital.nhs.uk';
const workforce = `${statistics}/primary-care-network-workforce`;
const patientsPage: LandingPage = {
  address: `${statistics}/patients-registered-at-a-gp-practice/{month}-{year}`,
};
const fromPage = (what: string) => ['Open {page} in a browser.', what];
const patients = {
  group: 'patients',
  folder: 'patients',
  editions: 'extract',
  pages: [patientsPage],
  take: 'first',
} as const;
const geoportal = 'https://geoportal.statistics.gov.uk';

/** Where the publishers keep what a panel is built from. */
export const whereabouts: readonly Whereabouts[] = [
  {
    kind: 'workforce',
    group: 'workforce',
    label: 'workforce',
    folder: 'workforce',
    editions: 'snapshot',
    // The release of June 2022 set out all earlier censuses again, on the areas of that day; some had no such file before.
    pages: [
      { address: `${workforce}/30-june-2022`, until: '2022-05' },
      { address: `${workforce}/{day}-{month}-{year}` },
    ],
    files: /individual.*\.(csv|zip)$/i,
    take: 'first',
    known: [
      { edition: '2023-10', address: `${files}/33/6EF300/PCNWFIndividualCSV.102023.zip` },
      { edition: '2026-06', address: `${files}/A8/E524AA/PCNWFIndividualCSV.062026.zip` },
    ],
    steps: fromPage('Download the individual-level CSV (or zip) of the census date into the folder.'),
  },
  {
    ...patients,
    kind: 'patients-totals',
    label: 'patients by practice',
    files: /^gp-reg-pat-prac-all.*\.(csv|zip)$/i,
    known: [{ edition: '2021-01', address: `${files}/6F/0794D8/gp-reg-pat-prac-all.csv` }],
    steps: fromPage('Download gp-reg-pat-prac-all into the folder.'),
  },
  {
    ...patients,
    kind: 'patients-five-year',
    label: 'patients by five-year age group',
    files: /^gp-reg-pat-prac-quin-age(?!.*region).*\.(csv|zip)$/i,
    known: [],
    steps: fromPage('Download gp-reg-pat-prac-quin-age into the folder.'),
  },
  {
    ...patients,
    kind: 'patients-lsoa',
    label: 'patients by practice and neighbourhood',
    quarterly: true,
    take: 'all',
    files: /^gp-reg-pat-prac-lsoa.*\.(csv|zip)$/i,
    known: (
      [
        ['2020-04', '93/714E7D/gp-reg-pat-prac-lsoa-male-female-Apr-20.zip'],
        ['2021-04', '52/2D964D/gp-reg-pat-prac-lsoa-male-female-Apr-21.zip'],
        ['2021-10', '74/93D6A1/gp-reg-pat-prac-lsoa-male-female-october-21.zip'],
        ['2022-04', '20/64261B/gp-reg-pat-prac-lsoa-male-female-April-22.zip'],
        ['2022-07', '0E/59E17A/gp-reg-pat-prac-lsoa-male-female-July-2022.zip'],
        ['2022-10', 'AA/AE3EDC/gp-reg-pat-prac-lsoa-male-female-oct-22..zip'],
        ['2023-01', 'FB/567A47/gp-reg-pat-prac-lsoa-male-female-Jan-23.zip'],
        ['2023-04', 'AA/B3CF39/gp-reg-pat-prac-lsoa-male-female-April-23.zip'],
        ['2023-07', 'E3/7F080B/gp-reg-pat-prac-lsoa-male-female-July-23.zip'],
        ['2023-10', '9D/7C8EBC/gp-reg-pat-prac-lsoa-male-female-Oct-23.zip'],
      ] as const
    ).map(([edition, path]) => ({ edition, address: `${files}/${path}` })),
    steps: fromPage('Download the gp-reg-pat-prac-lsoa file into the folder.'),
  },
  {
    ...patients,
    kind: 'membership-map',
    group: 'maps',
    label: 'practice-to-PCN map',
    folder: 'membership',
    onRequest: true,
    files: /^gp-reg-pat-prac-map.*\.(csv|zip)$/i,
    known: [],
    steps: fromPage('Download gp-reg-pat-prac-map into the folder.'),
  },
  {
    kind: 'membership-dates',
    group: 'membership',
    label: 'PCN memberships with dates (ePCN)',
    folder: 'membership',
    editions: 'single',
    pages: [],
    files: /^epcn.*\.(zip|xlsx)$/i,
    take: 'first',
    known: [
      {
        address:
          'https://digital.nhs.uk/binaries/content/assets/website-assets/services/ods/data-downloads-other-nhs-organisations/epcn.zip',
      },
      { address: `${files}/assets/ods/current/epcn.zip` },
    ],
    steps: [
      'Open https://digital.nhs.uk/services/organisation-data-service in a browser and find "ePCN" among its data downloads.',
      'Download epcn.zip into the folder.',
    ],
  },
  {
    kind: 'practice-survey',
    group: 'survey',
    label: 'GP Patient Survey 2019 by practice',
    folder: 'gpps',
    editions: 'single',
    pages: [],
    files: /^GPPS_2019_Practice_data.*\.csv$/i,
    take: 'first',
    known: [],
    byHand: true,
    sha256: 'e8ca41a9cf1920f2efca34cb4195a7b1873438e039b39c1ccb67e3c5a6907358',
    steps: [
      'Open https://gp-patient.co.uk/surveysandreports in a browser; the site has a form in the way of programs.',
      'Choose the year 2019, then "Practice data (weighted) (csv)", and fill in the form if it asks.',
      'Save GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv (68,155,643 bytes) anywhere in the folder.',
    ],
  },
  {
    kind: 'deprivation',
    group: 'deprivation',
    label: 'Indices of Deprivation 2019, File 7',
    folder: 'deprivation',
    editions: 'single',
    pages: [{ address: 'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2019' }],
    files: /^File_7.*IoD2019.*\.csv$/i,
    take: 'first',
    known: [
      {
        address:
          'https://assets.publishing.service.gov.uk/government/uploads/system/uploads/attachment_data/file/845345/File_7_-_All_IoD2019_Scores__Ranks__Deciles_and_Population_Denominators_3.csv',
      },
    ],
    steps: fromPage('Download "File 7: all ranks, deciles and scores …" (CSV) into the folder.'),
  },
  {
    kind: 'deprivation-2025',
    group: 'deprivation',
    label: 'Indices of Deprivation 2025, File 7',
    folder: 'deprivation',
    editions: 'single',
    onRequest: true,
    pages: [{ address: 'https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025' }],
    files: /^File_7.*IoD2025.*\.csv$/i,
    take: 'first',
    known: [],
    sendsTo: ['assets.publishing.service.gov.uk'],
    steps: fromPage('Download "File 7: all ranks, scores, deciles …" (CSV) into the folder.'),
  },
  {
    kind: 'rurality',
    group: 'rurality',
    label: 'Rural Urban Classification 2011',
    folder: 'rurality',
    editions: 'single',
    pages: [],
    files: /^(RUC11_LSOA11|Rural_Urban_Classification).*\.(csv|zip)$/i,
    take: 'first',
    known: [],
    byHand: true,
    steps: [
      `Open ${geoportal}/search?q=Rural%20Urban%20Classification%202011%20LSOA in a browser; its pages are made by a script, so no link can be found by a program.`,
      'Choose "Rural Urban Classification (2011) of Lower Layer Super Output Areas in England and Wales", then Download, CSV.',
      'Save it anywhere in the folder; it has the columns LSOA11CD and RUC11CD.',
    ],
  },
  {
    kind: 'rurality-2021',
    group: 'rurality',
    label: 'Rural Urban Classification 2021',
    folder: 'rurality',
    editions: 'single',
    onRequest: true,
    pages: [],
    files: /^(RUC21|Rural_Urban_Classification_\(?2021).*\.(csv|zip)$/i,
    take: 'first',
    known: [],
    byHand: true,
    steps: [
      `Open ${geoportal}/search?q=Rural%20Urban%20Classification%202021%20LSOA in a browser.`,
      'Choose "Rural Urban Classification (2021) of LSOAs in England and Wales", then Download, CSV.',
      'Save it anywhere in the folder; it has the columns LSOA21CD and RUC21CD.',
    ],
  },
  {
    kind: 'boundaries',
    group: 'boundaries',
    label: 'sub-ICB location boundaries, April 2023',
    folder: 'geography',
    editions: 'single',
    pages: [],
    files: /^Sub_Integrated_Care_Board_Locations.*\.(geojson|json)$/i,
    take: 'first',
    known: [
      {
        address:
          'https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services/Sub_Integrated_Care_Board_Locations_April_2023_EN_BGC/FeatureServer/0/query?outFields=*&where=1=1&f=geojson',
        name: 'Sub_Integrated_Care_Board_Locations_April_2023_EN_BGC.geojson',
      },
    ],
    steps: [
      `Open ${geoportal}/search?q=Sub%20Integrated%20Care%20Board%20Locations%20April%202023 in a browser.`,
      'Choose the generalised boundaries (BGC or BSC), then Download, GeoJSON, into the folder.',
    ],
  },
  {
    kind: 'lsoa-lookup',
    group: 'lookup',
    label: 'neighbourhoods of 2011 and of 2021',
    folder: 'geography',
    editions: 'single',
    pages: [],
    files: /^LSOA.*2011.*2021.*\.csv$/i,
    take: 'first',
    known: [
      {
        address:
          'https://open-geography-portalx-ons.hub.arcgis.com/api/download/v1/items/cbfe64cc03d74af982c1afec639bafd1/csv?layers=0',
        name: 'LSOA_(2011)_to_LSOA_(2021)_Exact_Fit_Lookup_for_EW_(V3).csv',
      },
    ],
    sendsTo: ['*.az.arcgis.com'],
    steps: [
      `Open ${geoportal}/items/cbfe64cc03d74af982c1afec639bafd1 in a browser.`,
      'Choose "LSOA (2011) to LSOA (2021) to Local Authority District (2022) Exact Fit Lookup for EW (V3)", then Download, CSV.',
      'Save it anywhere in the folder; it has the columns LSOA11CD, LSOA21CD and CHGIND.',
    ],
  },
];
