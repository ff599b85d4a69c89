import { daysBetween, distinct, type ExtractUse, type Finding, type VariableId } from '@inverse-care/domain';
import type { Country } from '../country/country.js';
import { finding, number, percent } from './finding.js';
import { implausible } from './implausible.js';
import { judgeFte } from './judge-fte.js';
import { judgeMembership } from './judge-membership.js';
import { judgeRole } from './judge-role.js';
import { thresholds } from './plausible.js';
import type { SnapshotFacts } from './snapshot-facts.js';

/** Variables that lack the same share together, so that ten deciles of one file are one finding. */
function together(shares: SnapshotFacts['check']['without_value']): [VariableId[], number][] {
  const groups = new Map<number, VariableId[]>();
  for (const [variable, share = 0] of Object.entries(shares)) {
    groups.set(share, [...(groups.get(share) ?? []), variable as VariableId]);
  }
  return [...groups].map(([share, variables]) => [variables, share]);
}

function distance(facts: SnapshotFacts, what: 'patients' | 'membership'): Finding | null {
  const { snapshot } = facts.check;
  const date = facts.dates[what];
  if (date === null) return null;
  const days = daysBetween(snapshot, date);
  if (Math.abs(days) <= (what === 'patients' ? thresholds.patientDays : thresholds.days)) return null;
  const words = what === 'patients' ? 'registered patients' : 'memberships';
  return finding({
    id: `distant-${what}`,
    severity: 'biases',
    file: facts.files[what],
    snapshot,
    count: Math.abs(days),
    message: `The nearest extract of ${words} is of ${date}, ${number(Math.abs(days))} days ${days > 0 ? 'after' : 'before'} the snapshot.`,
    meaning:
      what === 'patients'
        ? 'List sizes of another time are the denominator; practices that opened, closed or merged in between fall out of their PCN.'
        : 'PCNs that formed, merged or changed practices in between are counted as they were on that other day.',
    remedy:
      what === 'patients'
        ? 'Add gp-reg-pat-prac-all of the month nearest to the snapshot.'
        : 'Add ePCN.xlsx, which has memberships by date, or the practice-to-PCN map of that month.',
  });
}

/** What a reader should know of one snapshot: who did not report, what does not join, what is implausible or far off. */
export function judgeSnapshot(facts: SnapshotFacts, { name, plausible }: Country): Finding[] {
  const { check, codes, files } = facts;
  const { snapshot } = check;
  const findings: (Finding | null)[] = [
    distance(facts, 'patients'),
    distance(facts, 'membership'),
    ...judgeMembership(facts),
    ...judgeFte(facts),
    ...judgeRole(facts),
  ];
  const silent = check.pcns - check.pcns_reporting;
  if (silent > thresholds.nonReporting * check.pcns) {
    findings.push(
      finding({
        id: 'non-reporting',
        severity: 'biases',
        file: files.workforce,
        snapshot,
        count: silent,
        message: `${number(silent)} of ${number(check.pcns)} PCNs (${percent(silent / check.pcns)}) have no row of any role.`,
        meaning:
          'They did not report, or had no staff: the file cannot tell. Under “absent: zero”, the paper’s choice, they count as having no staff, so provision is understated where they had some; under “absent: missing” they are left out, and those that report may differ from those that do not.',
        remedy: 'Run the study under both choices of “absent” and compare; read early snapshots with care.',
      }),
    );
  }
  if (codes.staffedOutside.length > 0) {
    const fte = Number(codes.fteOutside.toFixed(2));
    findings.push(
      finding({
        id: 'staff-outside-pcns',
        severity: fte === 0 ? 'cosmetic' : 'biases',
        file: files.workforce,
        snapshot,
        count: codes.staffedOutside.length,
        examples: codes.staffedOutside,
        message: `${number(codes.staffedOutside.length)} PCN ${codes.staffedOutside.length === 1 ? 'code has' : 'codes have'} staff and no practice with patients on this date; ${fte} FTE of ${codes.role} in ${codes.staffedOutside.length === 1 ? 'it' : 'them'}.`,
        meaning:
          fte === 0
            ? 'Their staff are left out; none of them is of this role.'
            : 'Their staff are left out, so provision is understated by that much where they work.',
        remedy: `Look the codes up in ${files.membership}: a PCN that closed or has not begun on this date, or a typing error of the publisher.`,
      }),
    );
  }
  if (check.patients_outside_pcns > thresholds.patientsOutside * check.patients) {
    findings.push(
      finding({
        id: 'patients-outside-pcns',
        severity: 'biases',
        file: files.patients,
        snapshot,
        count: check.practices_outside_pcns,
        examples: codes.practicesOutside,
        message: `${number(check.practices_outside_pcns)} practices with ${number(check.patients_outside_pcns)} patients (${percent(check.patients_outside_pcns / check.patients)}) belong to no PCN on this date.`,
        meaning:
          'They are in no PCN’s denominator. Around one patient in a hundred is usual; more says that codes or dates do not fit.',
        remedy: `Look the practices up in ${files.membership}, and see whether it covers this date.`,
      }),
    );
  }
  const members = check.members_without_patients + check.practices - check.practices_outside_pcns;
  if (check.members_without_patients > thresholds.membersWithoutPatients * members) {
    findings.push(
      finding({
        id: 'members-without-patients',
        severity: 'biases',
        file: files.membership,
        snapshot,
        count: check.members_without_patients,
        examples: codes.membersWithoutPatients,
        message: `${number(check.members_without_patients)} of ${number(members)} practices of a PCN have no patients in the extract of ${facts.dates.patients}.`,
        meaning: 'They drop out, and their PCN’s patients are too few. A few that have closed are usual.',
        remedy: `See whether ${files.patients} is complete and of about the same date.`,
      }),
    );
  }
  for (const [variables, share] of together(check.without_value)) {
    if (share <= thresholds.withoutValue) continue;
    const tables = distinct(variables.flatMap((id) => facts.from.get(id) ?? []));
    findings.push(
      finding({
        id: 'values-missing',
        severity: 'biases',
        file: tables.length === 1 ? (tables[0] ?? null) : null,
        snapshot,
        count: variables.length,
        examples: variables,
        message: `Practices with ${percent(share)} of the PCNs’ patients have no value of ${variables.length > 3 ? `${variables.slice(0, 3).join(', ')} and ${variables.length - 3} more` : variables.join(', ')}${tables.length === 0 ? '' : ` (${tables.join(', ')})`}.`,
        meaning:
          'A PCN’s mean is over its other practices; a PCN without any has no value and is in no regression.',
        remedy:
          'Add an extract nearer to the snapshot, or accept it: practices that merged have other codes in older files.',
      }),
    );
  }
  findings.push(
    implausible(check.patients, plausible.patients, name, { snapshot, file: files.patients }),
    implausible(check.practices, plausible.practices, name, { snapshot, file: files.patients }),
    implausible(check.pcns, plausible.pcns, name, { snapshot, file: files.membership }),
  );
  return findings.filter((one) => one !== null);
}

const compositions = new Map([
  ['age', 'patients by age'],
  ['neighbourhoods', 'patients by neighbourhood'],
]);

/** Extracts that say who the patients are, and are further than a year from the snapshot that they serve. */
export function judgeCompositions(uses: readonly ExtractUse[]): Finding[] {
  return uses.flatMap(({ snapshot, purpose, path, date, distance_days }) => {
    const what = compositions.get(purpose);
    if (what === undefined || date === null || Math.abs(distance_days ?? 0) <= thresholds.compositionDays) {
      return [];
    }
    const days = Math.abs(distance_days ?? 0);
    return finding({
      id: `distant-${purpose}`,
      severity: 'biases',
      file: path,
      snapshot,
      count: days,
      message: `The nearest extract of ${what} is of ${date}, ${number(days)} days ${(distance_days ?? 0) > 0 ? 'after' : 'before'} the snapshot.`,
      meaning:
        'Who the patients are is taken from another year. Composition changes slowly, but practices that opened or closed in between have no value.',
      remedy: `Add the extract of ${what} nearest to the snapshot.`,
    });
  });
}
