import { describe, expect, it } from 'vitest';
import { build, csv, type Files, june, march, minimal, refusal } from './small-england.js';

const quinHeader =
  'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS';
// Of July 2020: one patient in four is 65 or older in A81001, one in two elsewhere.
const quin = csv(
  quinHeader,
  ...Object.entries({ A81001: [825, 275], A81002: [1450, 1450], B82001: [1250, 1250] }).flatMap(
    ([code, [young, old]]) => [
      `GP_PRAC_PAT_LIST,01Jul2020,GP,${code},,AB1 2CD,FEMALE,40_44,${young}`,
      `GP_PRAC_PAT_LIST,01Jul2020,GP,${code},,AB1 2CD,MALE,70_74,${old}`,
    ],
  ),
);
const aged = (share: number) =>
  csv('practice_code,share_65_plus', ...['A81001', 'A81002', 'B82001'].map((code) => `${code},${share}`));
const withFiles = async (files: Files): Promise<Files> => ({ ...(await minimal()), ...files });

const sharesOf = async (files: Files) => {
  const { panel, extracts, warnings } = await build(await withFiles(files));
  const shares = [march, june].map(
    (snapshot) => panel.rows.find((row) => row.snapshot === snapshot)?.values.share_65_plus,
  );
  const age = extracts.filter(({ purpose }) => purpose === 'age');
  return {
    shares,
    served: age.map(({ snapshot, path, distance_days }) => [snapshot, path, distance_days]),
    passedOver: warnings.filter(({ message }) => message.includes('passed over')).length,
  };
};
// By hand, of U00001 on 1 July 2020: 275 + 1,450 of 1,100 + 2,900 patients.
const july = (275 + 1450) / 4000;
// Of the same ages under the lists of April, 1,000 and 3,000 patients.
const carried = (1000 * 0.25 + 3000 * 0.5) / 4000;

describe('a variable that an official and a local table give', () => {
  it('is of the table nearest in time to each snapshot, where both have a date', async () => {
    const { shares, served, passedOver } = await sharesOf({
      'patients/quin.csv': quin,
      'local/age_2020-04.csv': aged(0.1),
    });
    expect(shares[0]).toBeCloseTo(0.1, 12);
    expect(shares[1]).toBeCloseTo(july, 12);
    expect(served).toEqual([
      [march, 'local/age_2020-04.csv', 1],
      [june, 'patients/quin.csv', 1],
    ]);
    expect(passedOver).toBe(0);
  });

  it('is of the official one where they are as near', async () => {
    const { shares, served } = await sharesOf({
      'patients/quin.csv': quin,
      'local/age_2020-07.csv': aged(0.1),
    });
    expect(shares).toEqual([carried, july]);
    expect(served.map(([, path]) => path)).toEqual(['patients/quin.csv', 'patients/quin.csv']);
  });

  it('is of the official one where the local one says no date', async () => {
    const { shares, passedOver } = await sharesOf({ 'patients/quin.csv': quin, 'local/age.csv': aged(0.1) });
    expect(shares).toEqual([carried, july]);
    expect(passedOver).toBe(1);
  });
});

describe('two local tables of one variable', () => {
  it('serve the snapshots that they are nearest to, where each has a date of its own', async () => {
    const { shares, served } = await sharesOf({
      'local/age_2020-03-31.csv': aged(0.1),
      'local/later/age_2020-06-30.csv': aged(0.2),
    });
    expect(shares.map((share) => Number(share?.toFixed(12)))).toEqual([0.1, 0.2]);
    expect(served.map(([, path]) => path)).toEqual([
      'local/age_2020-03-31.csv',
      'local/later/age_2020-06-30.csv',
    ]);
  });

  it.each([
    ['age_2020-04.csv', 'old_2020-04.csv'],
    ['age_2020-04.csv', 'old.csv'],
  ])('are refused as %s and %s', async (one, other) => {
    const files = await withFiles({ [`local/${one}`]: aged(0.1), [`local/${other}`]: aged(0.2) });
    const error = await refusal(files);
    expect(error.message).toContain('share_65_plus is supplied twice');
    expect(error.expected).toContain('a date of its own in the name of each');
  });
});
