/** What a number about a country is held against, and why. Both ends are included. */
export interface PlausibleRange {
  from: number;
  upTo: number;
  /** In words: "registered patients in England". */
  what: string;
  /** By which name a country file sets it. */
  setting: string;
  /** What has been seen in published files, and where an end is our own allowance. */
  source: string;
}

const patientsPublication = 'NHS England, Patients Registered at a GP Practice';

/** Ranges wide enough for every month from 2020 to 2026, and too narrow for a file that is cut, doubled or of one region. */
export const plausible = {
  patients: {
    from: 60_000_000,
    upTo: 64_500_000,
    what: 'registered patients in England',
    setting: 'plausible.patients',
    source: `${patientsPublication}: 60.5 million in April 2020, 61.8 million in July 2022; the upper end is our allowance for growth to 2026`,
  },
  practices: {
    from: 6_100,
    upTo: 7_100,
    what: 'practices with patients in England',
    setting: 'plausible.practices',
    source: `${patientsPublication}: 6,797 in April 2020, 6,518 in April 2022; the lower end is our allowance for mergers to 2026`,
  },
  pcns: {
    from: 1_170,
    upTo: 1_320,
    what: 'PCNs with patients in England',
    setting: 'plausible.pcns',
    source:
      'Wilding et al. (2024), Table 1: 1,186 in March 2020 to 1,270 in September 2023; NHS England, ePCN: about 1,250 to 1,260 from 2020 to 2022',
  },
  surveyPractices: {
    from: 6_000,
    upTo: 7_000,
    what: 'practices in the GP Patient Survey',
    setting: 'plausible.survey_practices',
    source:
      'our allowance: some fewer than the practices with patients, as those with few answers are left out',
  },
  lsoas2011: {
    from: 32_844,
    upTo: 34_753,
    what: 'neighbourhoods (LSOA 2011)',
    setting: 'plausible.neighbourhoods_2011',
    source: 'Office for National Statistics: 32,844 in England, 34,753 with Wales',
  },
  lsoas2021: {
    from: 33_755,
    upTo: 35_672,
    what: 'neighbourhoods (LSOA 2021)',
    setting: 'plausible.neighbourhoods_2021',
    source: 'Office for National Statistics: 33,755 in England, 35,672 with Wales',
  },
} as const satisfies Record<string, PlausibleRange>;

/** From where on a departure is worth a reader's attention. Our own choices, stated in docs/checking.md. */
export const thresholds = {
  /** Share of PCNs that did not report. */
  nonReporting: 0.05,
  /** Days between a snapshot and the extract that says who belongs to which PCN. */
  days: 45,
  /** Days between a snapshot and the extract that says how many patients there are: lists are counted on the first of every month. */
  patientDays: 16,
  /** Days between a snapshot and the extract that says who the patients are; composition changes slowly. */
  compositionDays: 366,
  /** Days from the last change in a dated membership file to a snapshot. */
  membershipDays: 183,
  /** Share of practices that two membership files place in different PCNs. */
  membershipDisputed: 0.02,
  /** FTE of roles of the same stem that are not asked for, beside the role's. */
  kinFte: 0.01,
  /** Share of patients whose practice belongs to no PCN. */
  patientsOutside: 0.02,
  /** Share of the PCNs' practices that have no patients. */
  membersWithoutPatients: 0.03,
  /** Share of the PCNs' patients whose practice has no value of a variable. */
  withoutValue: 0.05,
  /** Share of a survey's practices without a value. */
  suppressed: 0.01,
  /** Share of patients with no known neighbourhood, or in one that a file about neighbourhoods does not list. */
  neighbourhoodUnknown: 0.005,
  /** Share of the patients of an extract by neighbourhood whose practice no other file lists. */
  practicesUnknown: 0.001,
  /** Share of a file's neighbourhoods in which no registered patient lives. */
  neighbourhoodsEmpty: 0.01,
} as const;
