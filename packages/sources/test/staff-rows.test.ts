import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import * as small from './small-england.js';

const { march, june, role } = small;
const suffixed = `${role} (Mental Health Practitioners)`;
const files = await small.minimal();

/** A row of staff with an identifier of its own. */
const row = (month: number, pcn: string, staffRole: string, fte: string, identifier: string | number) =>
  `NWRS Staff,2020,${month},${pcn},SOME PCN,16C,Direct,${staffRole},Detail,${fte},${identifier}`;
const marchOf = (...rows: string[]) => ({
  ...files,
  'workforce/a.csv': small.csv(small.workforceHeader, ...rows),
});
const fteOf = (built: Awaited<ReturnType<typeof small.build>>) =>
  built.panel.rows.filter(({ snapshot }) => snapshot === march).map(({ pcn_code, fte }) => [pcn_code, fte]);
const found = (built: Awaited<ReturnType<typeof small.build>>, id: string) =>
  built.check?.findings.filter((finding) => finding.id === id) ?? [];

describe('a study’s staff', () => {
  const rows = [
    row(3, 'U00001', role, '0.5', 1),
    row(3, 'U00001', suffixed, '0.25', 2),
    row(3, 'U00002', role, '1', 3),
  ];

  it('are the rows of one role, and a role of the same stem is named with what it would add', async () => {
    const built = await small.build(marchOf(...rows), { snapshots: [march] });
    expect(fteOf(built)).toEqual([
      ['U00001', 0.5],
      ['U00002', 1],
    ]);
    expect(found(built, 'role-of-same-stem')).toMatchObject([
      { snapshot: march, count: 1, examples: [suffixed] },
    ]);
    expect(found(built, 'role-of-same-stem')[0]?.meaning).toContain('there would be 1.75 FTE');
  });

  it('may be several roles, or a stem', async () => {
    for (const asked of [[role, suffixed], { stem: role }]) {
      const built = await small.build(marchOf(...rows), { snapshots: [march], role: asked });
      expect(fteOf(built)).toEqual([
        ['U00001', 0.75],
        ['U00002', 1],
      ]);
      expect(found(built, 'role-of-same-stem')).toEqual([]);
    }
  });

  it('are asked for role by role: each name of a list must be somewhere', async () => {
    const error = await small.refusal(marchOf(...rows), {
      snapshots: [march],
      role: [role, 'Link Worker Lead'],
    });
    expect(error.message).toBe('No row has the role "Link Worker Lead"');
    expect(error.place.inStudy).toEqual(['role', 1]);
  });

  it('are counted by head where rows have an identifier', async () => {
    const built = await small.build(
      marchOf(
        row(3, 'U00001', role, '0.5', 7),
        row(3, 'U00002', role, '0.5', 7),
        row(3, 'U00002', role, '2', 'NULL'),
      ),
      { snapshots: [march] },
    );
    expect(built.check?.snapshots[0]).toMatchObject({ fte: 3, people: 1, rows_without_identifier: 1 });
  });
});

describe('a role that a census lacks', () => {
  const census = (month: number, staffRole: string) =>
    small.csv(small.workforceHeader, small.staff(month, 'U00001', staffRole, '1'));
  const three = {
    ...files,
    'workforce/a.csv': census(3, role),
    'workforce/b.csv': census(6, 'Community Connectors'),
    'workforce/c.csv': census(9, role),
  };
  const snapshots = [march, june, '2020-09-30'];

  it('between two that have it is an error that names the census: it cannot count as no staff', async () => {
    const error = await small.refusal(three, { snapshots });
    expect(error.message).toContain(`No row of ${june} has the role "${role}"`);
    expect(error.expected).toContain('Community Connectors');
  });

  it('is bridged by a list of both names', async () => {
    const listed = await small.build(three, { snapshots, role: [role, 'Community Connectors'] });
    expect(listed.panel.rows.filter(({ pcn_code }) => pcn_code === 'U00001').map(({ fte }) => fte)).toEqual([
      1, 1, 1,
    ]);
    const stemmed = { ...three, 'workforce/b.csv': census(6, suffixed) };
    const built = await small.build(stemmed, { snapshots, role: { stem: role } });
    expect(built.panel.rows.filter(({ pcn_code }) => pcn_code === 'U00001').map(({ fte }) => fte)).toEqual([
      1, 1, 1,
    ]);
  });

  it('after one that has it is an error too, at the last census as well', async () => {
    const last = { ...three, 'workforce/b.csv': census(6, role), 'workforce/c.csv': census(9, 'Connectors') };
    const error = await small.refusal(last, { snapshots });
    expect(error.message).toContain('No row of 2020-09-30 has the role');
    expect(error.place).toEqual({ file: 'workforce/c.csv', column: 'STAFF_ROLE' });
  });

  it('before it began counts as none, and is named', async () => {
    const later = {
      ...three,
      'workforce/a.csv': census(3, 'Community Connectors'),
      'workforce/b.csv': census(6, role),
    };
    const { panel, check } = await small.build(later, { snapshots });
    expect(check?.findings.filter(({ id }) => id === 'role-absent')).toMatchObject([
      { file: 'workforce/a.csv', snapshot: march, examples: ['Community Connectors'] },
    ]);
    expect(panel.rows.filter(({ pcn_code }) => pcn_code === 'U00001').map(({ fte }) => fte)).toEqual([
      0, 1, 1,
    ]);
  });
});

describe('rows that stand twice', () => {
  const people = Array.from({ length: 40 }, (_, i) => row(3, 'U00001', role, '0.5', i));

  it('throughout a file stop the run at the first, with the row that it repeats', async () => {
    const error = await small.refusal(marchOf(...people, ...people), { snapshots: [march] });
    expect(error.message).toBe('40 rows of 80 with an identifier stand twice: the first repeats row 2');
    expect(error.place).toEqual({ file: 'workforce/a.csv', row: 42, column: 'UNIQUE_IDENTIFIER' });
  });

  it('as one in twenty or fewer do are a finding, and in the sum', async () => {
    const built = await small.build(marchOf(...people, people[0] as string), { snapshots: [march] });
    expect(found(built, 'rows-repeated')).toMatchObject([{ count: 1, severity: 'cosmetic' }]);
    expect(fteOf(built)[0]).toEqual(['U00001', 20.5]);
  });

  it('throughout a file without identifiers stop the run, in whatever order', async () => {
    const nobody = Array.from({ length: 25 }, (_, i) => row(3, 'U00001', role, `0.${10 + i}`, 'NULL'));
    for (const all of [[...nobody, ...nobody], [...nobody, ...nobody].sort()]) {
      const error = await small.refusal(marchOf(...all), { snapshots: [march] });
      expect(error.message).toContain('Every row without an identifier stands twice');
      expect(error.place).toMatchObject({ file: 'workforce/a.csv' });
    }
    const once = await small.build(marchOf(...nobody, ...nobody.slice(1)), { snapshots: [march] });
    expect(fteOf(once)[0]?.[0]).toBe('U00001');
  });

  it('may be alike where they have no identifier: contracted services are', async () => {
    const contracted = people.map(() => row(3, 'U00001', role, '0.5', 'NULL'));
    const built = await small.build(marchOf(...contracted), { snapshots: [march] });
    expect(fteOf(built)[0]).toEqual(['U00001', 20]);
    expect(found(built, 'rows-repeated')).toEqual([]);
  });
});

describe('FTE that is no number', () => {
  const some = (unreadable: number, readable: number) => [
    ...Array.from({ length: unreadable }, (_, i) => row(3, 'U00001', role, '*', i)),
    ...Array.from({ length: readable }, (_, i) => row(3, 'U00001', role, '0.5', 1000 + i)),
  ];

  it('in more than a twentieth of the role’s rows stops the run: what is left is no total', async () => {
    const error = await small.refusal(marchOf(...some(5, 3)), { snapshots: [march] });
    expect(error.message).toBe(
      `The FTE of 5 of the 8 rows of ${role} is no number: what is left is no total`,
    );
    expect(error.place).toEqual({ file: 'workforce/a.csv', column: 'FTE' });
  });

  it('in most of few rows stops the run too', async () => {
    const error = await small.refusal(marchOf(...some(2, 1)), { snapshots: [march] });
    expect(error.message).toContain('2 of the 3 rows');
  });

  it('in fewer is counted', async () => {
    const built = await small.build(marchOf(...some(1, 19)), { snapshots: [march] });
    expect(found(built, 'fte-unreadable')).toMatchObject([{ count: 1, severity: 'biases' }]);
  });
});

it('a PCN with more than any can have is named, by the run and by the check', async () => {
  const staff = [row(3, 'U00001', role, '60', 1), row(3, 'U00002', role, '1', 2)];
  const dir = await small.folderOf(marchOf(...staff));
  const built = await small.buildOf(dir, { snapshots: [march] });
  expect(found(built, 'implausible-provision')).toMatchObject([{ examples: ['U00001'], severity: 'biases' }]);
  expect(found(built, 'implausible-provision')[0]?.message).toContain('60 FTE for 4,000 patients');
  const { findings } = await checkFolder({ dir });
  expect(findings).toContainEqual(found(built, 'implausible-provision')[0]);
});
