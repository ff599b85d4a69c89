import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { judgeCode } from '../src/places/codes.js';
import * as small from './small-england.js';

const { 'membership.xlsx': _, ...files } = await small.minimal();
const practices = ['A81001', 'A81002', 'B82001', 'B82002', 'C83001', 'C83002', 'C83003', 'C83004'];
const patients = Object.fromEntries(practices.map((code) => [code, 1000]));
const mapOf = (pcns: readonly string[]) =>
  small.practiceMap(
    '01APR2020',
    practices.map((practice, i) => [practice, pcns[i] as string, '36L']),
  );
const folder = (pcns: readonly string[]) => ({
  ...files,
  'patients/april.csv': small.totals('01APR2020', patients),
  'map.csv': mapOf(pcns),
});
const sound = ['U00001', 'U00001', 'U00002', 'U00002', 'U00003', 'U00003'];
const march = { snapshots: [small.march] };
const codesIn = ({ panel }: Awaited<ReturnType<typeof small.build>>) =>
  panel.rows.map(({ pcn_code, patients: n }) => `${pcn_code} ${n}`);

describe('what stands in the place of a PCN code and is none', () => {
  for (const none of ['NULL', 'U0000', 'CONSTRUCTOR', '#N/A', '__PROTO__', 'U0000A', 'n/a', 'U000011']) {
    it(`is no PCN in a map, and is named with its rows: ${none}`, async () => {
      const dir = await small.folderOf(folder([...sound, none, none]));
      const built = await small.buildOf(dir, march);
      expect(codesIn(built)).toEqual(['U00001 2000', 'U00002 2000', 'U00003 2000']);
      expect(built.warnings.filter(({ about }) => about === 'map.csv')).toEqual([]);
      const found = built.check?.findings.find(({ id }) => id === 'not-a-code');
      expect(found).toMatchObject({ severity: 'biases', file: 'map.csv', count: 2 });
      expect(found?.message).toBe(
        `Rows whose PCN code is none: 2; ${none.toUpperCase()} (2): their practices count as being in none.`,
      );
      expect((await checkFolder({ dir })).findings).toContainEqual(found);
    });
  }

  it('is no PCN in memberships with dates either', async () => {
    const membership = await small.epcn([
      ...practices
        .slice(0, 6)
        .map((code, i): small.MembershipRow => [code, '36L', sound[i] as string, '20191001']),
      ['C83003', '36L', 'NULL', '20191001'],
      ['C83004', '36L', 'Unallocated', '20191001'],
    ]);
    const { 'map.csv': __, ...others } = folder(sound);
    const built = await small.build({ ...others, 'membership.xlsx': membership }, march);
    expect(codesIn(built)).toEqual(['U00001 2000', 'U00002 2000', 'U00003 2000']);
    const said = built.check?.findings.map(({ message }) => message).join();
    expect(said).toContain('NULL (1), UNALLOCATED (1)');
  });

  it('stops the run where it is in many rows, and is no word for none', async () => {
    const error = await small.refusal(folder([...sound.slice(0, 5), 'X1', 'X2', 'X3']), march);
    expect(error.message).toBe('3 of 8 rows have a PCN that is no code, the first "X1"');
    expect(error.place).toEqual({ file: 'map.csv', row: 7, column: 'PCN_CODE' });
  });

  it('in small letters is a code all the same', async () => {
    const built = await small.build(folder([...sound, 'u00002', 'U00002']), march);
    expect(codesIn(built)).toEqual(['U00001 2000', 'U00002 4000', 'U00003 2000']);
    expect(built.check?.findings.filter(({ id }) => id === 'not-a-code')).toEqual([]);
  });
});

describe('a practice that has no code', () => {
  it('joins nothing, though two files have the same', async () => {
    const built = await small.build(
      {
        ...files,
        'patients/april.csv': small.totals('01APR2020', { ...patients, NULL: 7000 }),
        'map.csv': `${mapOf([...sound, 'U', 'U'])}X,01APR2020,NULL,"A",AB1,U00001,N,E38000247,36L\n`,
      },
      march,
    );
    expect(codesIn(built)[0]).toBe('U00001 2000');
    const named = built.check?.findings.filter(({ id }) => id === 'not-a-code') ?? [];
    expect(named.map(({ file, examples }) => [file, examples])).toEqual([
      ['map.csv', ['NULL']],
      ['patients/april.csv', ['NULL']],
    ]);
  });

  it('is named where a local table has it', async () => {
    const local = small.csv('practice_code,rural', 'A81001,0.5', 'constructor,1');
    const built = await small.build({ ...folder([...sound, 'U', 'U']), 'local/a.csv': local }, march);
    expect(built.warnings).toContainEqual({
      about: 'local/a.csv',
      message: 'Codes that no practice has, left out: 1; CONSTRUCTOR.',
    });
  });
});

describe('codes', () => {
  it('are judged the same of practices, PCNs and places', () => {
    const judged = (body: Parameters<typeof judgeCode>[0], ...cells: string[]) =>
      cells.map((cell) => judgeCode(body, cell));
    expect(judged('pcn', 'U12345', 'u12345', 'U', '', 'null', 'A12345', 'U1234')).toEqual(
      ['code', 'code', 'none', 'none', 'none', 'strange', 'strange'], // as the publications spell them
    );
    expect(judged('practice', 'A81001', 'y00001', 'NULL', 'TOTAL', '81001')).toEqual(
      ['code', 'code', 'none', 'strange', 'strange'], // the Organisation Data Service: a letter and five digits
    );
    expect(judged('place', '16C', 'D2P2L', 'QYG', 'E38000247', 'Y56', 'NULL', '#N/A', 'CONSTRUCTOR')).toEqual(
      ['code', 'code', 'code', 'code', 'code', 'none', 'none', 'strange'],
    );
  });
});
