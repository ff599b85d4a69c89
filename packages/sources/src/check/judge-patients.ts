import { type Finding, subIcbOf } from '@inverse-care/domain';
import type { Country } from '../country/country.js';
import { finding, number } from './finding.js';
import { implausible } from './implausible.js';

function judgeAreaCodes(codes: ReadonlyMap<string, string>, file: string): Finding[] {
  const former = new Set<string>();
  const unknown = new Set<string>();
  for (const code of codes.values()) {
    const area = subIcbOf(code);
    if (area === undefined) unknown.add(code);
    else if (area.code !== code && area.onsCode !== code) former.add(code);
  }
  const findings: Finding[] = [];
  if (former.size > 0) {
    findings.push(
      finding({
        id: 'former-area-codes',
        severity: 'cosmetic',
        file,
        count: former.size,
        examples: [...former].sort(),
        message: `${number(former.size)} ${former.size === 1 ? 'code is of a clinical commissioning group that has' : 'codes are of clinical commissioning groups that have'} since merged.`,
        meaning: 'Nothing is lost: each is followed to its successor of today.',
        remedy: 'Nothing to do.',
      }),
    );
  }
  if (unknown.size > 0) {
    findings.push(
      finding({
        id: 'unknown-area-codes',
        severity: 'biases',
        file,
        count: unknown.size,
        examples: [...unknown].sort(),
        message: `${number(unknown.size)} sub-ICB or CCG ${unknown.size === 1 ? 'code is' : 'codes are'} not known.`,
        meaning:
          'A PCN whose practices bear no other code cannot be placed on a map; its place is then taken from its parent.',
        remedy: 'Compare the codes with the publication.',
      }),
    );
  }
  return findings;
}

/** What a reader should know of an extract of registered patients: totals that are not England's, and codes of areas. */
export function judgePatients(
  counts: ReadonlyMap<string, number>,
  subIcb: ReadonlyMap<string, string>,
  file: string,
  { name, plausible }: Country,
): Finding[] {
  let total = 0;
  for (const n of counts.values()) total += n;
  return [
    implausible(total, plausible.patients, name, { file }),
    implausible(counts.size, plausible.practices, name, { file }),
    ...judgeAreaCodes(subIcb, file),
  ].filter((one) => one !== null);
}
