import { describe, expect, it } from 'vitest';
import { check, of, only } from './check-findings.js';
import {
  aprilCounts,
  build,
  csv,
  type Files,
  lsoa,
  lsoaRows,
  march,
  minimal,
  refusal,
  role,
  staff,
  totals,
  workforceHeader,
} from './small-england.js';

// A practice of 250,000 patients and a row of 80 FTE are mistakes in England; another country may have them.

const large = { ...aprilCounts, A81002: 250_000 };
const many = csv(workforceHeader, staff(3, 'U00001', role, '80'), staff(3, 'U00002', role, '1'));

async function withLarge(country?: string): Promise<Files> {
  const files = { ...(await minimal()), 'patients/april.csv': totals('01APR2020', large) };
  return country === undefined ? files : { ...files, 'country.yaml': country };
}

describe('what England cannot have', () => {
  it('is refused by the name of the setting that it goes by', async () => {
    const patients = await refusal(await withLarge());
    expect(patients.explain()).toContain('A81002 cannot have "250000" registered patients');
    expect(patients.explain()).toContain(
      'unless country.yaml in the data folder sets another practice_patients_most',
    );
    const fte = await refusal({ ...(await minimal()), 'workforce/a.csv': many });
    expect(fte.explain()).toContain(
      'up to 60, unless country.yaml in the data folder sets another row_fte_most',
    );
  });

  it('is read where the country file sets more, and the manifest names the file', async () => {
    const files = await withLarge('practice_patients_most: 300000\nrow_fte_most: 100\n');
    const { panel, inputs } = await build({ ...files, 'workforce/a.csv': many }, { snapshots: [march] });
    const [pcn] = panel.rows;
    expect(pcn).toMatchObject({ pcn_code: 'U00001', patients: 251_000, fte: 80 });
    expect(inputs.find(({ path }) => path === 'country.yaml')).toMatchObject({
      kind: 'settings of the country',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is refused at the new bound where that is lower, in totals and by neighbourhood', async () => {
    const files = { ...(await minimal()), 'country.yaml': 'practice_patients_most: 2500\n' };
    expect((await refusal(files)).explain()).toContain('a whole number from 0 to 2500');
    const only = {
      ...files,
      'country.yaml': 'practice_patients_most: 3000\n',
      'l.csv': lsoa('01APR2020', [...lsoaRows, ['A81001', 'E01000001', 'ALL', 3001]]),
    };
    const { findings } = await check(only);
    expect(JSON.stringify(findings)).toContain('from 0 to 3000');
  });

  it('is a finding that names the setting where it is of the whole country', async () => {
    const found = await check(await minimal());
    const [patients] = of(found, 'implausible-total').filter(({ message }) => message.includes('registered'));
    expect(patients?.remedy).toContain('country.yaml in the data folder can set plausible.patients');
    const ranges =
      'country: Smallland\nplausible:\n  patients: { from: 1, up_to: 100000 }\n  practices: { from: 1, up_to: 9 }\n  pcns: { from: 1, up_to: 9 }\n';
    const small = await check({ ...(await minimal()), 'country.yaml': ranges });
    expect(of(small, 'implausible-total').filter(({ message }) => !message.includes('urvey'))).toEqual([]);
    expect(only(small, 'country-settings')).toMatchObject({ severity: 'cosmetic', file: 'country.yaml' });
    expect(only(small, 'country-settings').message).toContain('The country is Smallland');
    expect(of(small, 'unused-file')).toEqual([]);
  });
});

describe('a country file', () => {
  it.each([
    ['that misspells a key', 'practice_patient_most: 5\n', 'Write "practice_patients_most"'],
    ['that sets more than can be added up', 'practice_patients_most: 20000000\n', '16777215'],
    [
      'whose range ends before it begins',
      'plausible:\n  pcns: { from: 9, up_to: 1 }\n',
      '"from" not above "up_to"',
    ],
    ['that is none', '- 1\n', 'The country file sets nothing'],
    ['that is no YAML', 'a: [\n', 'not valid YAML'],
  ])('%s stops the run', async (_, text, words) => {
    const error = await refusal({ ...(await minimal()), 'country.yaml': text });
    expect(error.explain()).toContain(words);
    expect(error.place.file).toBe('country.yaml');
  });

  it('that is a folder stops the run', async () => {
    const error = await refusal({ ...(await minimal()), 'country.yaml/x.txt': 'x' });
    expect(error.explain()).toContain('This is a folder where a file was expected');
    expect(error.place.file).toBe('country.yaml');
  });

  it('below the top of a data folder is none', async () => {
    const files = { ...(await minimal()), 'old/country.yaml': 'nonsense: 1\n' };
    const found = await check(files);
    expect(of(found, 'country-settings')).toEqual([]);
    expect(found.findings.filter(({ severity }) => severity === 'stops')).toEqual([]);
  });
});
