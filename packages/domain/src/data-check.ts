import type { Snapshot } from './snapshots.js';
import type { ByVariable } from './variables/official.js';

/** What a finding does to a run: it stops it, a result would be off, or nothing but tidiness is at stake. */
export type Severity = 'stops' | 'biases' | 'cosmetic';

/** From the gravest to the least. */
export const severities: readonly Severity[] = ['stops', 'biases', 'cosmetic'];

/** Something that a reader of the data should know. */
export interface Finding {
  /** What sort of finding, such as "distant-patients"; the same on every snapshot and file. */
  id: string;
  severity: Severity;
  /** Below the data folder; null where it is about no one file. */
  file: string | null;
  /** In the file, the header being row 1. */
  row: number | null;
  column: string | null;
  snapshot: Snapshot | null;
  /** Of what the message speaks: rows, codes, practices, days. */
  count: number;
  /** Codes or names, five at most. */
  examples: readonly string[];
  message: string;
  meaning: string;
  remedy: string;
}

/** What the data hold for one snapshot. */
export interface SnapshotCheck {
  snapshot: Snapshot;
  /** Of the study's role in the file, PCNs without patients included. */
  fte: number;
  /** Different identifiers in the role's rows. */
  people: number;
  /** Rows of the role without an identifier, contracted services among them. */
  rows_without_identifier: number;
  /** PCNs with a practice that has patients. */
  pcns: number;
  /** Of them, those with a row of any role in the workforce. */
  pcns_reporting: number;
  /** Practices with patients. */
  practices: number;
  /** Registered patients, persons. */
  patients: number;
  /** Of them, those whose practice belongs to no PCN. */
  patients_outside_pcns: number;
  /** Practices with patients that belong to no PCN. */
  practices_outside_pcns: number;
  /** Practices of a PCN that have no patients. */
  members_without_patients: number;
  /** PCN codes of the workforce that are no PCN with patients. */
  staffed_codes_outside: number;
  /** Share of the PCNs' patients whose practice has no value, 0 to 1, by variable. */
  without_value: Readonly<ByVariable<number>>;
}

/** What was found in the data of a run. */
export interface DataCheck {
  /** By date. */
  snapshots: readonly SnapshotCheck[];
  /** The gravest first. */
  findings: readonly Finding[];
}
