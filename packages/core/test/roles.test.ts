import type { Panel, PanelRow, RoleStaff } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { noteOf, rolesAsked } from '../src/analyses/roles/asked.js';
import { leagueRows } from '../src/analyses/roles/league.js';
import { inlineExecutor, runStudy, standardAnalyses } from '../src/index.js';
import {
  allPatientCare,
  figure3,
  needGaps,
  roleClaims,
  roleGradients,
  roles,
  trends,
} from '../src/tables.js';
import { asData, inventedPanel, plainPcn } from './invented-panel.js';
import { study } from './small-study.js';

const [first, last] = ['2022-03-31', '2022-06-30'] as const;
const own = 'Social Prescribing Link Workers';
const care = 'Other Direct Patient Care staff';

const staff = (snapshot: string, role: string, some: Partial<RoleStaff> = {}): RoleStaff => {
  const { codes = [], ftes = [] } = some;
  return {
    snapshot,
    role,
    group: care,
    rows: codes.length,
    fte: ftes.reduce((whole, one) => whole + one, 0),
    identified: codes.length,
    withoutIdentifier: 0,
    unreadable: 0,
    negative: 0,
    heads: codes.map(() => 1),
    ...some,
    codes,
    ftes,
  };
};

const pcn = plainPcn(last);
const rows: PanelRow[] = [
  pcn(0, { icb_code: 'QWE' }),
  pcn(1, { icb_code: 'QRL' }),
  pcn(2, { icb_code: 'QOP' }),
  pcn(3, { icb_code: 'QOP', reported: false, fte: null }),
];
const codes = rows.map(({ pcn_code }) => pcn_code);
const small = (of: readonly RoleStaff[]) =>
  ({ snapshots: [last], variables: [], rows, roles: of }) satisfies Panel;
const of = (panel: ReturnType<typeof small>) =>
  leagueRows(
    panel,
    last,
    panel.roles.map(({ role }) => role),
    study([last]),
  );

describe('the league of roles', () => {
  const panel = small([
    staff(last, own, { codes: codes.slice(0, 3), ftes: [1, 1, 1], identified: 1, withoutIdentifier: 4 }),
    staff(last, 'Pharmacists', { codes: [...codes.slice(0, 3), 'U99999'], ftes: [2, 0, 0.1, 0.7] }),
    staff(last, 'Paramedics', { codes: [codes[0]!], ftes: [3] }),
    staff(last, 'Managers', { codes: [codes[1]!], ftes: [0.3], unreadable: 2 }),
  ]);
  const league = of(panel);
  const named = (role: string) => league.find((row) => row.role === role)!;

  it('ranks by FTE, equal sums alike, and by people, with identifiers alone beside', () => {
    expect(league.map(({ role, rank_fte }) => [role, rank_fte])).toEqual([
      [own, 1],
      ['Paramedics', 1],
      ['Pharmacists', 3],
      ['Managers', 4],
    ]);
    expect(named(own)).toMatchObject({ headcount: 5, rank_headcount: 1, identified: 1, rank_identified: 2 });
    expect(named('Pharmacists')).toMatchObject({ rank_headcount: 2, rank_identified: 1, ranked: 4 });
  });

  it('has what stands in codes that are no PCN apart, so that the two make the whole to the last digit', () => {
    expect(named('Pharmacists')).toMatchObject({ fte: 2.8, fte_pcns: 2.1, fte_outside: 0.7, pcns_any: 2 });
  });

  it('counts FTE that are no number, and takes no PCN that did not report for one without', () => {
    expect(named('Managers').unreadable).toBe(2);
    for (const row of league) expect(row).toMatchObject({ pcns_reported: 3, not_reported: 1 });
    expect(named(own).per_10k).toBe(1);
  });

  it('gives no rank without an interval that holds it, where there is more than one area', () => {
    for (const row of league) {
      expect(row.rank_fte_low).toBeLessThanOrEqual(row.rank_fte!);
      expect(row.rank_fte_high).toBeGreaterThanOrEqual(row.rank_fte!);
      expect(row.rank_headcount_low).toBeLessThanOrEqual(row.rank_headcount!);
      expect(row.rank_headcount_high).toBeGreaterThanOrEqual(row.rank_headcount!);
    }
    // All paramedics are in one ICB, which a draw may leave out or take thrice.
    expect([named('Paramedics').rank_fte_low, named('Paramedics').rank_fte_high]).toEqual([1, 4]);
  });
});

describe('roles that a census lacks', () => {
  const snapshots = ['2020-03-31', '2020-06-30', '2020-09-30'];
  const rolesAt = new Map([
    ['2020-03-31', new Set(['Health Support Workers', 'Pharmacists'])],
    ['2020-06-30', new Set(['Health Support Workers', 'Pharmacists'])],
    ['2020-09-30', new Set(['Healthcare Support Workers', 'Pharmacists', 'Dispensers'])],
  ]);
  const note = (role: string, at: string) => noteOf(role, at, snapshots, rolesAt);

  it('say that it is not there, and where it is', () => {
    expect(note('Dispensers', '2020-03-31')).toBe('no row in this census; first in that of 2020-09-30');
    expect(note('Health Support Workers', '2020-09-30')).toBe(
      'no row in this census; last in that of 2020-06-30',
    );
  });

  it('are told of with the role that it may have become, and none where the name stays', () => {
    expect(note('Health Support Workers', '2020-06-30')).toBe(
      'ends; may be what is called Healthcare Support Workers afterwards',
    );
    expect(note('Healthcare Support Workers', '2020-09-30')).toBe(
      'begins; may be what was called Health Support Workers',
    );
    expect(note('Dispensers', '2020-09-30')).toBe('begins');
    expect(note('Pharmacists', '2020-06-30')).toBe('');
  });

  it('have a row without numbers, and no zero', () => {
    const everywhere = { codes, ftes: [1, 1, 1, 1] };
    const panel = {
      ...small([staff(first, 'Pharmacists', everywhere), staff(last, own, everywhere)]),
      snapshots: [first, last],
      rows: [...rows.map((row) => ({ ...row, snapshot: first })), ...rows],
    };
    const lacking = leagueRows(panel, last, ['Pharmacists'], study([first, last]));
    expect(lacking).toHaveLength(1);
    expect(lacking[0]).toMatchObject({ fte: null, headcount: null, rank_fte: null, pcns_any: null });
    expect(lacking[0]!.note).toBe(`no row in this census; last in that of ${first}`);
  });

  it('stop a study that names one which no census has, with the nearest that there are', () => {
    const there = [staff(last, 'Paramedics'), staff(last, 'Pharmacists')];
    const asking = (some: 'all' | string[]) => rolesAsked({ role: own, roles: some }, there);
    expect(asking('all')).toEqual(['Paramedics', 'Pharmacists']);
    expect(asking(['Pharmacists'])).toEqual(['Pharmacists']);
    expect(() => asking(['Pharmacists', 'Pharmacist'])).toThrow(
      expect.objectContaining({
        message: 'No row has the role "Pharmacist"',
        place: expect.objectContaining({ inStudy: ['roles', 1] }),
        expected: 'all, or a list of: Pharmacists; Paramedics',
      }),
    );
  });
});

describe('the gradient of every role', () => {
  const invented = inventedPanel(240, [last]);
  const at = invented.rows;
  const every = (role: string, fte: (row: PanelRow, i: number) => number, group = care) =>
    staff(last, role, { codes: at.map(({ pcn_code }) => pcn_code), ftes: at.map(fte), group });
  const panel: Panel = {
    ...invented,
    roles: [
      every(own, ({ fte }) => fte!),
      every('Pharmacists', ({ fte }) => 3 * fte!),
      every('Managers', ({ fte, patients }, i) => (i % 3 === 0 ? patients / 20_000 : fte! / 9), 'Admin'),
      every('Dieticians', (_, i) => Number(i < 3)),
    ],
  };
  const run = (some: Partial<ReturnType<typeof study>> = {}) =>
    runStudy(
      { ...study([last], 0), ...some },
      { ...asData(panel), synthetic: false },
      { executor: inlineExecutor, analyses: standardAnalyses },
    );

  it('is for the study’s own role what the run finds of it elsewhere', async () => {
    const { tables } = await run();
    const mine = tables.rows(roleGradients).find(({ role }) => role === own)!;
    const slope = tables.rows(figure3).find(({ term }) => term === 'need')!;
    for (const column of ['estimate', 'std_error', 'conf_low', 'conf_high', 'p_value', 'n'] as const)
      expect(mine[column]).toBeCloseTo(slope[column], 12);
    const relative = tables
      .rows(trends)
      .find(({ measure, scale }) => measure === 'slope' && scale === 'relative')!;
    expect(mine.share).toBeCloseTo(relative.estimate, 12);
    const gap = tables.rows(needGaps)[0]!;
    expect(mine.gap).toBeCloseTo(gap.difference, 12);
    expect(mine.gap_low).toBeCloseTo(gap.conf_low!, 10);
  });

  it('sets a role apart from the others by nothing where it has the same share everywhere', async () => {
    const { tables } = await run();
    const of = (name: string) => tables.rows(roleGradients).find(({ role }) => role === name)!;
    // Pharmacists are three times the link workers in every PCN; the few dieticians make what is left.
    expect(of('Pharmacists').share).toBeCloseTo(of(own).share, 12);
    expect(Math.abs(of('Pharmacists').apart!)).toBeLessThan(0.01);
    expect(of(allPatientCare)).toMatchObject({ apart: null, others: null });
    expect(of('Managers').others).toBeCloseTo(of(allPatientCare).share, 12);
  });

  it('leaves out what fewer than a tenth of the PCNs have, and says so', async () => {
    const { tables, omissions } = await run();
    expect([...new Set(tables.rows(roleGradients).map(({ role }) => role))].sort()).toEqual(
      [allPatientCare, 'Managers', 'Pharmacists', own].sort(),
    );
    expect(omissions.find(({ what }) => what.startsWith('How rare roles go'))?.why).toContain(
      ': Dieticians.',
    );
  });

  it('is of the study’s own role and those that it lists, ranked among all', async () => {
    const { tables } = await run({ roles: ['Managers'] });
    expect(tables.rows(roles).map(({ role, ranked }) => [role, ranked])).toEqual([
      [own, 4],
      ['Managers', 4],
    ]);
    expect([...new Set(tables.rows(roleGradients).map(({ role }) => role))]).toEqual([
      allPatientCare,
      'Managers',
      own,
    ]);
  });

  it('holds printed claims beside the snapshots around them, of real data alone', async () => {
    const { tables } = await run();
    const [rank] = tables.rows(roleClaims);
    expect(rank).toMatchObject({ printed: 3, snapshot: last, days: -701, measure: 'rank by FTE', ours: 2 });
    const made = await runStudy(study([last], 0), asData(panel), {
      executor: inlineExecutor,
      analyses: standardAnalyses,
    });
    expect(made.tables.rows(roleClaims)).toEqual([]);
  });

  it('neither holds claims of England against some places nor draws ranks of the whole file from them', async () => {
    const { tables } = await run({ where: { region: ['Y63'] } });
    expect(tables.rows(roleClaims)).toEqual([]);
    for (const row of tables.rows(roles)) {
      expect(row).toMatchObject({ rank_fte_low: null, rank_fte_high: null, rank_headcount_low: null });
      expect(row.rank_fte).not.toBeNull();
    }
  });

  it('says of the six fewer by what the fifths are, and that staff are not of one scheme', async () => {
    const values = (row: PanelRow, i: number) => ({ ...row.values, core20_share: (i % 97) / 100 });
    const deprived: Panel = {
      ...panel,
      variables: [...panel.variables, 'core20_share'],
      rows: panel.rows.map((row, i) => ({ ...row, values: values(row, i) })),
    };
    const { tables } = await runStudy(
      study([last], 0),
      { ...asData(deprived), synthetic: false },
      { executor: inlineExecutor, analyses: standardAnalyses.filter(({ name }) => name === 'roles') },
    );
    const claims = tables.rows(roleClaims).filter(({ claim }) => claim === 'six fewer');
    expect(claims.length).toBeGreaterThan(0);
    for (const { measure, differs } of claims) {
      expect(measure).toContain('by the Core20 share');
      expect(differs).toContain('fifths of patients by the Core20 share here');
      expect(differs).toContain('theirs are of the additional roles');
    }
  });

  it('has no rows, with the reason, where the panel was not made from workforce files', async () => {
    const { tables, omissions } = await runStudy(study([last], 0), asData(invented), {
      executor: inlineExecutor,
      analyses: standardAnalyses.filter(({ name }) => name === 'roles'),
    });
    expect(tables.rows(roles)).toEqual([]);
    expect(omissions.map(({ what }) => what)).toContain('Every role');
  });
});
