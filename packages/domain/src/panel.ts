import type { DataCheck } from './data-check.js';
import type { RoleStaff } from './role-staff.js';
import type { Snapshot } from './snapshots.js';
import type { OtherPopulation } from './study/population.js';
import type { LocalVariable } from './variables/local-variable.js';
import type { ByVariable, VariableId } from './variables/official.js';

/** One PCN on one snapshot date. */
export interface PanelRow {
  snapshot: Snapshot;
  pcn_code: string;
  pcn_name: string;
  /** ODS codes, such as 36L, QWE, Y56. */
  sub_icb_code: string;
  icb_code: string;
  region_code: string;
  /** Registered patients, persons. */
  patients: number;
  /** Has a row of any role in the snapshot: such a PCN reported. */
  reported: boolean;
  /** Full-time equivalents of the role, 0 where the PCN reported none; null where it did not report (see `asStudied`). */
  fte: number | null;
  /** FTE per 10,000 registered patients; null where `fte` is. */
  fte_per_10k: number | null;
  /** Values of the panel's variables; null is missing. Shares are 0 to 1; others are in their unit. */
  values: ByVariable<number | null>;
}

/** Who answered for a variable that a survey gives, of one PCN on one snapshot date. */
export interface SurveyBase {
  snapshot: Snapshot;
  pcn_code: string;
  variable: VariableId;
  /** Registered patients of each practice that has a value: the weights of its value in the PCN's. */
  patients: readonly number[];
  /** Of each, how many answered the question: persons, not weighted, with a fraction where an answer's share is applied to them. */
  respondents: readonly number[];
}

/** Facts, of no study's making: one row a snapshot and PCN, sorted by snapshot and PCN code. */
export interface Panel {
  snapshots: readonly Snapshot[];
  /** Variables that could be had: official ones in the vocabulary's order, then local ones by name. */
  variables: readonly VariableId[];
  /** What the local variables of the data folder are; left out where it has none. */
  local?: readonly LocalVariable[];
  /** Sorted as the rows, then by variable; left out where no file tells how many answered. */
  surveyBases?: readonly SurveyBase[];
  /** Staff of every role, by snapshot and role; left out where the panel was not built from workforce files. */
  roles?: readonly RoleStaff[];
  rows: readonly PanelRow[];
}

/** A variable that the data folder does not allow. */
export interface AbsentVariable {
  variable: VariableId;
  reason: string;
  /** How to obtain it. */
  remedy: string;
}

/** One official or local file that the panel was built from. */
export interface InputFile {
  /** Path below the data folder, with forward slashes. */
  path: string;
  /** What it was recognised as, such as "workforce" or "patients by practice". */
  kind: string;
  /** Publisher and publication, for attributions. */
  publication: string;
  licence: string;
  /** The sentences that the licences ask for; empty where there are none. */
  attributions: readonly string[];
  sha256: string;
  bytes: number;
  /** Data rows read, without the header. */
  rows: number;
  /** Census or extract date as an ISO date where the file has one. */
  date: string | null;
}

/** Which extract served which snapshot, and how far off it was. */
export interface ExtractUse {
  snapshot: Snapshot;
  /** What was taken from it: "registered patients", "membership", "neighbourhoods", "age". */
  purpose: string;
  path: string;
  /** ISO date of the extract; null where undated. */
  date: string | null;
  /** Days from the snapshot to the extract, signed; null where undated. */
  distance_days: number | null;
}

/** Something counted on the way that a reader should know. */
export interface Warning {
  /** Which file or snapshot. */
  about: string;
  message: string;
}

/** A practice that belongs to a PCN at the last snapshot. */
export interface PracticePlace {
  code: string;
  /** Empty where the files do not name it. */
  name: string;
  pcn_code: string;
}

/** A panel with where it came from. */
export interface PanelWithProvenance {
  panel: Panel;
  absent: readonly AbsentVariable[];
  inputs: readonly InputFile[];
  extracts: readonly ExtractUse[];
  warnings: readonly Warning[];
  /** What the build saw of the data on its way; absent where the panel was not built from files. */
  check?: DataCheck;
  /** From `SYNTHETIC.txt` or the files' own words: true where the folder is Synthetic England. */
  synthetic: boolean;
  /** Sub-ICB boundaries by ODS code where a boundary file is in the folder (WGS 84). */
  boundaries: ReadonlyMap<string, AreaGeometry> | null;
  /** Path and attribution of the boundary file. */
  boundariesNote: string | null;
  /** The PCNs of a population beside the panel's, where the build was asked for one and the files allow it. */
  otherPopulation?: OtherPopulation;
  /** By code; for finding a practice's PCN. */
  practices?: readonly PracticePlace[];
}

/** GeoJSON geometry of an area. */
export type AreaGeometry =
  | { type: 'Polygon'; coordinates: number[][][] }
  | { type: 'MultiPolygon'; coordinates: number[][][][] };
