import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import * as small from './small-england.js';

const files = await small.minimal();
const april = files['patients/april.csv'] as string;
const sound = (await small.build(files)).panel;
const findingsOf = async (changed: small.Files) =>
  (await small.build({ ...files, ...changed })).check!.findings;

describe('a patients file with lines above its header', () => {
  const above = {
    'a title': 'Patients registered at a GP practice\n',
    'a title as a spreadsheet writes it': 'Patients registered,,,,,,,,,\n,,,,,,,,,\n',
    'a title and a note, with blank lines': '"Patients, by practice"\n\nCounted on 1 April\n\n',
    'sep= and a title': 'sep=,\nPatients\n',
  };
  for (const [what, lines] of Object.entries(above)) {
    it(`is read: ${what}`, async () => {
      const built = await small.build({ ...files, 'patients/april.csv': lines + april });
      expect(built.panel).toEqual(sound);
    });
  }

  it('has rows that are counted from the top of the file', async () => {
    const spoilt = `A title\nA note\n${april.replace(',1000', ',many')}`;
    const error = await small.refusal({ ...files, 'patients/april.csv': spoilt });
    expect(error.place).toMatchObject({ row: 4, column: 'NUMBER_OF_PATIENTS' });
    const cut = await small.refusal({ ...files, 'patients/april.csv': `A title\n${april.slice(0, -30)}` });
    expect(cut.place.row).toBe(6);
  });
});

describe('a patients file that is not recognised', () => {
  const strange = april
    .replace('CODE,POSTCODE', 'SURGERY,POSTCODE')
    .replace('NUMBER_OF_PATIENTS', 'LIST')
    .replace('EXTRACT_DATE', 'WHEN');

  it('is named beside how far off the one is that takes its place', async () => {
    const findings = await findingsOf({ 'patients/april.csv': strange });
    const [distant] = findings.filter(({ id }) => id === 'distant-patients');
    expect(distant).toMatchObject({ severity: 'biases', snapshot: small.march, count: 92 });
    const [unknown] = findings.filter(({ id }) => id === 'not-understood');
    expect(unknown).toMatchObject({ severity: 'biases', file: 'patients/april.csv' });
    expect(unknown?.message).toContain(
      'it looks like patients by practice, which has the columns EXTRACT_DATE',
    );
  });

  it('is named on a sheet and in an archive too', async () => {
    const findings = await findingsOf({
      'patients/april.csv': april,
      'patients/more.zip': small.zip({ 'a.csv': strange }),
    });
    expect(findings.filter(({ id }) => id === 'not-understood')).toMatchObject([
      { file: 'patients/more.zip' },
    ]);
  });

  it('of the next month in its place is told from a month on', async () => {
    const findings = await findingsOf({ 'patients/april.csv': small.totals('01MAY2020', small.aprilCounts) });
    expect(findings.filter(({ id }) => id === 'distant-patients')).toMatchObject([
      { snapshot: small.march, count: 31 },
    ]);
  });

  it('is named where it is of another year, which may be a slip', async () => {
    const findings = await findingsOf({ 'patients/april.csv': small.totals('01APR2019', small.aprilCounts) });
    expect(findings.filter(({ id }) => id === 'idle-patients')).toMatchObject([
      { file: 'patients/april.csv', severity: 'biases', examples: [small.march] },
    ]);
  });

  it('is refused where it is of a year that has none', async () => {
    const error = await small.refusal({
      ...files,
      'patients/april.csv': small.totals('01APR2002', small.aprilCounts),
    });
    expect(error.place).toEqual({ file: 'patients/april.csv', row: 2, column: 'EXTRACT_DATE' });
  });
});

describe('columns that have changed places', () => {
  const swapped = april.replace('TYPE,', 'SEX,').replace('POSTCODE,SEX', 'POSTCODE,TYPE');

  it('stop the run and the check alike', async () => {
    const dir = await small.folderOf({ ...files, 'patients/april.csv': swapped });
    const error = await small.buildOf(dir).catch((problem) => problem);
    expect(error.message).toBe('No row is of a practice: this column says "ALL" and never GP');
    expect(error.place).toEqual({ file: 'patients/april.csv', row: 2, column: 'TYPE' });
    const { findings } = await checkFolder({ dir });
    expect(findings.filter(({ severity }) => severity === 'stops')).toMatchObject([
      { message: error.message, file: 'patients/april.csv' },
    ]);
  });

  it('are not those of a file of larger bodies, which both pass over', async () => {
    const bodies = april.replaceAll('GP_PRAC_PAT_LIST', 'CCG_PAT_LIST').replaceAll(',GP,', ',CCG,');
    const dir = await small.folderOf({
      ...files,
      'patients/bodies.csv': bodies.replaceAll('01APR', '02APR'),
    });
    expect((await small.buildOf(dir)).panel).toEqual(sound);
    const { findings } = await checkFolder({ dir });
    expect(findings.filter(({ id }) => id === 'passed-over')).toMatchObject([
      { file: 'patients/bodies.csv' },
    ]);
    expect(findings.filter(({ severity }) => severity === 'stops')).toEqual([]);
  });
});
