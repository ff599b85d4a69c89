import { readdirSync, readFileSync } from 'node:fs';
import { figure3, type RoleRow, roles, table1 } from '@inverse-care/core/tables';
import { FilledTables, filled, publishedHeadline } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import {
  knownArticle,
  knownFrom,
  knownReview,
  knownStudies,
  knownSurvey,
  knownTables,
  readLedger,
} from '../src/index.js';

const folder = new URL('../../../test-fixtures/published/', import.meta.url);
const ledger = readLedger(
  readdirSync(folder)
    .sort()
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') })),
);
const known = knownFrom(ledger);
const noTables = new FilledTables();
const shown = new FilledTables(knownTables({ tables: noTables, synthetic: false }));

it('what reports show is what the ledgers say: else run node scripts/known.mjs', () => {
  const kept = readFileSync(new URL('../data/known.json', import.meta.url), 'utf8');
  expect(JSON.parse(kept)).toEqual(JSON.parse(JSON.stringify(known)));
});

describe('the survey of patient groups', () => {
  const row = (id: string) => known.survey.find((one) => one.id === `nalw-napp-2022.${id}`)!;

  // prop.test(97, 120, correct = FALSE) and the like, R 4.2.2.
  it.each([
    ['results.with', 97, 97, 120, 120, 0.72878844, 0.86874974],
    ['results.share', 15, 15, 97, 97, 0.09601122, 0.23957951],
    ['key.unknown', 6, 6, 120, 120, 0.02311436, 0.10480289],
    // 45 of 120 and 46 of 120.
    ['key.met', 45, 46, 120, 120, 0.2935243, 0.4726592],
    // 9 of 46 and 9 of 45.
    ['met.virtual', 9, 9, 45, 46, 0.1065061, 0.33822969],
    // 32 of 120 and 33 of 120: 27.5% may be printed as 27%.
    ['together.any', 32, 33, 120, 120, 0.1956846, 0.3609297],
  ])('%s has its counts, base and interval', (id, least, most, from, to, low, high) => {
    const found = row(id);
    expect([found.count_low, found.count_high, found.n_low, found.n_high]).toEqual([least, most, from, to]);
    expect(found.conf_low).toBeCloseTo(low, 7);
    expect(found.conf_high).toBeCloseTo(high, 7);
  });

  it('has no interval for a bound', () => {
    expect(row('met.half')).toMatchObject({ share: null, conf_low: null, conf_high: null, count_low: null });
  });

  it('is contradicted in the share without access alone', () => {
    const doubtful = known.survey.filter(({ verdict }) => verdict !== 'consistent');
    expect(doubtful.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['nalw-napp-2022.conclusion.without', 'inconsistent'],
    ]);
  });
});

describe('the flow of the review', () => {
  it('adds up from line to line, but for who was asked against its own table', () => {
    const sum = (line: number, part: string) =>
      known.review
        .filter((row) => row.line === line && row.part === part)
        .reduce((a, row) => a + row.count, 0);
    for (const line of [1, 2, 3, 4])
      expect(sum(line, 'goes on') - sum(line, 'leaves')).toBe(sum(line + 1, 'goes on'));
    expect(known.review.filter(({ verdict }) => verdict === 'inconsistent').map(({ id }) => id)).toEqual([
      'both',
      'providers',
    ]);
  });

  it('prints every count but that of the duplicates, which follows', () => {
    const worked = known.review.filter(({ given }) => given === 'worked out');
    expect(worked.map(({ id, count }) => [id, count])).toEqual([['duplicates', 118]]);
  });
});

describe('the studies of the bulletin', () => {
  it('tell no number that the ledger does not have of the study, or of its reference', () => {
    const digits = (text: string) => text.match(/[−-]?\d[\d,.]*\d|\d/g) ?? [];
    const plain = (text: string) => text.replaceAll('−', '-').replaceAll(',', '');
    for (const { id, design, result, n_of } of known.studies) {
      const printed = ledger.statements
        .filter((one) => one.id.startsWith(`nhs-highland-2024.${id}.`))
        .map(({ number }) => number.value);
      for (const text of digits(`${design} ${result} ${n_of}`)) {
        expect({ id, text, printed }).toEqual({
          id,
          text,
          printed: expect.arrayContaining([Number(plain(text))]),
        });
      }
    }
    expect(known.studies.flatMap(({ result }) => digits(result)).length).toBeGreaterThan(25);
  });

  it('have the size that the bulletin prints, and none where it prints none', () => {
    const sizes = Object.fromEntries(known.studies.map(({ id, n }) => [id, n]));
    expect(sizes).toMatchObject({
      bu: 160128,
      chopra: 618,
      gao: 6832,
      mcmullen: 37,
      morris: 1057,
      osullivan: 3566,
    });
    expect(sizes).toMatchObject({ bungay: null, dougherty: null, feather: null, wilding: null });
  });

  it('bear the gravest verdict on what is printed of them, and none for volumes and pages', () => {
    const of = (id: string) => known.studies.find((one) => one.id === id)!;
    expect(of('wilding')).toMatchObject({ verdict: 'inconsistent' });
    expect(of('wilding').calculation).toContain('fall in provision');
    expect(of('morris')).toMatchObject({ verdict: 'unsupported' });
    expect(of('bungay')).toMatchObject({
      statements: 0,
      checked: 0,
      verdict: 'not checkable here',
      calculation: '',
    });
  });
});

describe('the news article beside a run', () => {
  const { snapshot } = publishedHeadline;
  const total = (date: string, fte_total: number) => ({
    snapshot: date,
    label: '',
    pcns: 1,
    fte_mean: 1,
    fte_sd: 1,
    per_10k_mean: 1,
    per_10k_sd: 1,
    fte_total,
  });
  const slope = (date: string, need: string, estimate: number) => ({
    snapshot: date,
    need: need as 'need_published',
    term: 'need' as const,
    estimate,
    std_error: 0.1,
    conf_low: estimate - 0.1,
    conf_high: estimate + 0.1,
    p_value: 0.01,
    n: 1000,
    boot_low: null,
    boot_high: null,
  });
  const rowsOf = (tables: FilledTables, synthetic = false) =>
    new Map(
      new FilledTables(knownTables({ tables, synthetic }))
        .rows(knownArticle)
        .map((row) => [row.id.replace('pulse-2024.', ''), row]),
    );
  const covering = new FilledTables([
    filled(table1, [total('2020-03-31', 100), total(snapshot, 2800), total('2024-05-31', 2950)]),
    filled(figure3, [slope('2022-06-30', 'need_published', -0.3), slope(snapshot, 'need_published', -0.35)]),
  ]);

  it('has the run’s number where it has the quantity at the date', () => {
    const rows = rowsOf(covering);
    expect(rows.get('slope')!.ours).toBeCloseTo(0.035, 12);
    expect(rows.get('slope')).toMatchObject({ table: 'figure3.csv', column: 'estimate' });
    expect(rows.get('employed')).toMatchObject({
      ours: 2950,
      table: 'table1.csv',
      row: 'snapshot=2024-05-31',
    });
    expect(rows.get('first-negative')!.in_this_run).toContain('negative and significant from 30 June 2022');
    expect(rows.get('data-start')!.in_this_run).toContain('31 March 2020');
  });

  it('has the rank of link workers at its month, and says where ranks are that are of others', () => {
    const third: RoleRow = {
      snapshot: '2024-05-31',
      role: 'Social Prescribing Link Workers',
      group: 'Other Direct Patient Care staff',
      rows: 3000,
      fte: 2950,
      fte_pcns: 2950,
      fte_outside: 0,
      headcount: 3000,
      identified: 2500,
      unreadable: 0,
      pcns_any: 1000,
      pcns_reported: 1200,
      not_reported: 60,
      per_10k: 0.5,
      conf_low: 0.4,
      conf_high: 0.6,
      rank_fte: 3,
      rank_fte_low: 2,
      rank_fte_high: 3,
      rank_headcount: 4,
      rank_headcount_low: 3,
      rank_headcount_high: 4,
      rank_identified: 5,
      ranked: 26,
      note: '',
    };
    const rankIn = (some: readonly RoleRow[]) => rowsOf(new FilledTables([filled(roles, some)])).get('rank')!;
    const others = [{ ...third, role: 'Pharmacists', rank_fte: 1 }, third];
    expect(rankIn(others)).toMatchObject({ ours: 3, table: 'roles.csv', column: 'rank_fte' });
    const earlier = rankIn([{ ...third, snapshot: '2022-06-30' }]);
    expect(earlier.ours).toBeNull();
    expect(earlier.in_this_run).toBe(
      'Not in this run: it has no snapshot of 31 May 2024; the ranks of roles at those that it has are in roles.csv.',
    );
  });

  it('says why where it has not', () => {
    const other = new FilledTables([
      filled(table1, [total('2020-03-31', 100)]),
      filled(figure3, [slope(snapshot, 'ltc_share', 0.2)]),
    ]);
    const rows = rowsOf(other);
    expect(rows.get('slope')).toMatchObject({ ours: null, table: '' });
    expect(rows.get('slope')!.in_this_run).toContain('no need as the paper measures it');
    expect(rows.get('employed')!.in_this_run).toBe('Not in this run: it has no snapshot of 31 May 2024.');
    const early = new FilledTables([filled(figure3, [slope('2020-03-31', 'need_published', 0.2)])]);
    expect(rowsOf(early).get('slope')!.in_this_run).toContain('no snapshot of 30 September 2023');
    expect(rowsOf(early).get('data-end')!.in_this_run).toBe('Not in this run: it has no snapshot.');
  });

  it('is held against no synthetic data', () => {
    for (const row of rowsOf(covering, true).values()) {
      expect(row.ours).toBeNull();
      expect(row.in_this_run).toContain('Synthetic data');
    }
  });
});

it('every table has its rows', () => {
  const files = [knownSurvey, knownReview, knownArticle, knownStudies].map(({ file }) => file);
  const made = shown.all();
  expect(made.map(({ table }) => table.file)).toEqual(files);
  expect(made.map(({ rows }) => rows.length)).toEqual([8, 11, 8, 14]);
});

it('a ledger that lists what it has no statement of is refused by name', () => {
  const file = (listed: string) => () =>
    readLedger([
      {
        file: 'small.yaml',
        text: `document: { id: small, title: Small, authors: Nobody, year: 2030, kind: invented }\n${listed}`,
      },
    ]);
  expect(file('proportions: [{ statement: gone, of: [1, 2], among: people, base: printed }]')).toThrow(
    'The proportion of "gone" names a statement that is not there: "gone".',
  );
  expect(file('flow: [{ boxes: [{ id: first, count: gone, unit: x, label: y }] }]')).toThrow(
    'The flow "first"',
  );
  expect(
    file(
      'studies: [{ id: one, authors: A, year: 2030, reference: B, design: c, n: gone, n_of: d, result: e }]',
    ),
  ).toThrow('The study "one"');
});
