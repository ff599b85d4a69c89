import {
  allPatientCare,
  type RoleGradientRow,
  type RoleRow,
  roleGradients,
  roles,
} from '@inverse-care/core/tables';
import { FilledTables, filled } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { roleFigure } from '../src/drawings/role-figure.js';
import { plain } from '../src/language/marks.js';
import { rolesWords } from '../src/language/roles-words.js';
import { leagueView, roleGradientsView } from '../src/sections/tables/role-tables.js';
import { fullInput } from './html-fixtures.js';

const full = fullInput();
const snapshot = full.data.panel.snapshots.at(-1)!;
const own = 'Social Prescribing Link Workers';
const need = full.study.needs[0]!;

const role = (name: string, rank: number, more: Partial<RoleRow> = {}): RoleRow => ({
  snapshot,
  role: name,
  group: 'Other Direct Patient Care staff',
  rows: 10,
  fte: 1000 / rank,
  fte_pcns: 1000 / rank,
  fte_outside: 0,
  headcount: 100,
  identified: 90,
  unreadable: 0,
  pcns_any: 50,
  pcns_reported: 60,
  not_reported: 7,
  per_10k: 0.3,
  conf_low: 0.2,
  conf_high: 0.4,
  rank_fte: rank,
  rank_fte_low: rank,
  rank_fte_high: rank + 1,
  rank_headcount: rank,
  rank_headcount_low: rank,
  rank_headcount_high: rank + 1,
  rank_identified: rank + 1,
  ranked: 2,
  note: '',
  ...more,
});

const gradient = (name: string, more: Partial<RoleGradientRow> = {}): RoleGradientRow => ({
  snapshot,
  role: name,
  need,
  n: 67,
  not_reported: 7,
  pcns_any: 50,
  fte: 100,
  mean: 0.3,
  need_sd: 0.05,
  estimate: -0.4,
  std_error: 0.2,
  conf_low: -0.8,
  conf_high: 0.1,
  p_value: 0.05,
  share: -0.046,
  share_low: -0.124,
  share_high: 0.031,
  others: -0.068,
  apart: 0.022,
  apart_low: -0.052,
  apart_high: 0.096,
  share_reported: -0.048,
  share_reported_low: -0.113,
  share_reported_high: 0.017,
  apart_reported: 0.022,
  apart_reported_low: -0.052,
  apart_reported_high: 0.096,
  concentration: 0,
  concentration_low: -0.1,
  concentration_high: 0.1,
  gap: 0,
  gap_low: -0.1,
  gap_high: 0.1,
  unit: 'icb',
  units: 42,
  ...more,
});

function inputOf(gradients: readonly RoleGradientRow[], league = [role(own, 2), role('Pharmacists', 1)]) {
  const added = [filled(roles, league), filled(roleGradients, gradients)];
  const files = added.map(({ table }) => table.file);
  const kept = full.tables.all().filter(({ table }) => !files.includes(table.file));
  return fullInput({ tables: new FilledTables([...kept, ...added]) });
}

const said = (input: ReturnType<typeof inputOf>) =>
  Object.fromEntries(rolesWords(input)!.said.map(({ label, text }) => [label, plain(text)]));

describe('what is said of all roles', () => {
  const whole = gradient(allPatientCare, { others: null, apart: null });

  it('tells a rank with its limits, and who did not report', () => {
    const text = said(inputOf([whole, gradient(own)]))['Who is there']!;
    expect(text).toContain('rank 2 (2 to 3) by FTE');
    expect(text).toContain('the 7 PCNs have that did not report');
  });

  it('tells a rank alone where it has no limits, as of some places', () => {
    const none = {
      rank_fte_low: null,
      rank_fte_high: null,
      rank_headcount_low: null,
      rank_headcount_high: null,
    };
    const text = said(inputOf([whole, gradient(own)], [role(own, 2, none), role('Pharmacists', 1, none)]))[
      'Who is there'
    ]!;
    expect(text).toContain('rank 2 by FTE');
    expect(text).not.toContain('Behind a rank');
  });

  it('says of a slope that is not shown to differ neither that it differs nor that it is the same', () => {
    const text = said(inputOf([whole, gradient(own)]))['Link workers, or every role']!;
    expect(text).toContain('By no measure of need is the slope of link workers shown to differ');
    expect(text).toContain('that it is theirs alone is not shown. Nor is it shown to be the same');
    expect(text).toContain('−4.6% (−12.4 to +3.1), the others together −6.8%, not shown to differ');
  });

  it('says that it differs where the interval of the difference leaves out zero, whatever the slopes do', () => {
    const lower = gradient(own, { apart: -0.2, apart_low: -0.3, apart_high: -0.1 });
    const input = inputOf([whole, lower]);
    expect(said(input)['Link workers, or every role']).toContain(
      'By every measure of need the slope of link workers differs from that of the other roles together.',
    );
    expect(roleFigure(input)[0]!.title).toBe('The slope of link workers lies below that of the other roles');
    expect(roleFigure(inputOf([whole, gradient(own)]))[0]!.title).toBe(
      'The slope of link workers is not shown to differ from that of the other roles',
    );
  });

  it('names the most widespread of the roles that are clear of zero, and counts the rest', () => {
    const clear = Array.from({ length: 7 }, (_, i) =>
      gradient(`Role ${'ABCDEFG'[i]}`, { pcns_any: 40 - i, share: 0.2, share_low: 0.1, share_high: 0.3 }),
    );
    const text = said(inputOf([whole, gradient(own), ...clear]))['Roles that go their own way']!;
    expect(text).toContain('Role A +20.0% (+10.0 to +30.0)');
    expect(text).toContain(
      'Role E +20.0% (+10.0 to +30.0) and two rarer ones; less where it is greater, none',
    );
    expect(text).not.toContain('Role F');
  });

  it('has tables whose ranks and slopes bear their intervals, and says how many did not report', () => {
    const input = inputOf([whole, gradient(own)]);
    const league = leagueView(input)!;
    expect(league.rows.flatMap(({ cells }) => cells.map(({ text }) => text))).toContain('2 (2 to 3)');
    expect(plain(league.notes.join(' '))).toContain('7 PCNs did not report and are in none of it');
    const slopes = roleGradientsView(input)!;
    expect(slopes.rows[1]!.cells[1]).toMatchObject({ text: '−4.6%', sub: '−12.4% to +3.1%' });
    expect(plain(slopes.notes.join(' '))).toContain('of which 7 did not report and count as having none');
  });

  it('is nothing where no role has a rank', () => {
    expect(rolesWords(inputOf([], []))).toBeNull();
  });
});
