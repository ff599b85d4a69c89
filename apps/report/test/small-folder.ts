import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { subIcbs } from '@inverse-care/domain';

const pcns = 40;
const code = (i: number) => `U${10_001 + i}`;

/** Text of every file of a small invented folder in the publishers' layouts: 40 PCNs of two practices, one snapshot. */
export function smallFiles(): Record<string, string> {
  const workforce = [
    'CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,STAFF_GROUP,STAFF_ROLE,DETAILED_STAFF_ROLE,FTE',
  ];
  const patients = [
    'PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS',
  ];
  const map = ['PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PCN_CODE,PCN_NAME,CCG_CODE'];
  const local = ['practice_code,ltc_share'];
  for (let i = 0; i < pcns; i++) {
    const area = subIcbs[i % 9]!;
    for (const role of ['Social Prescribing Link Workers', 'Pharmacists']) {
      if ((i + role.length) % 3 > 0) {
        workforce.push(`2020,3,${code(i)},PCN ${i},Other,${role},${role},${(0.2 + (i % 7) / 5).toFixed(2)}`);
      }
    }
    for (const half of ['A', 'B']) {
      const practice = `${half}${80_001 + i}`;
      patients.push(
        `GP_PRAC_PAT_LIST,01APR2020,GP,${area.code},${area.onsCode},${practice},AA1 1AA,ALL,ALL,${9_000 + 137 * i}`,
      );
      map.push(`GP_PRAC_PAT_LIST,01Apr2020,${practice},PRACTICE ${i},${code(i)},PCN ${i},${area.code}`);
      local.push(`${practice},${(0.4 + ((i * 7) % 11) / 60).toFixed(6)}`);
    }
  }
  const text = (lines: string[]) => `${lines.join('\n')}\n`;
  return {
    'workforce.csv': text(workforce),
    'patients.csv': text(patients),
    'map.csv': text(map),
    'local/ltc.csv': text(local),
    'study.yaml': `study: small
title: A small study
snapshots: [2020-03-31]
needs: [ltc_share]
inference: { replicates: 199 }
`,
  };
}

/** Writes files, given as text by path, below a folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}
