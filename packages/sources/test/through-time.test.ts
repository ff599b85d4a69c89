import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeText, firstRows } from '../src/tables/text.js';

// What the official files of 2020 to 2026 do: each row of docs/data-through-time.md that has no other test, from the
// bytes of the files, by nothing of this package but its decoder and its splitter of rows.

const england =
  process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../../../../shared/data/england', import.meta.url));
const later = process.env.INVERSE_CARE_DATA_LATER ?? `${england}-later`;
const there = existsSync(england) && existsSync(later);

interface Raw {
  bytes: Buffer;
  utf8: boolean;
  header: string[];
  rows: string[][];
  /** Cells of a column. */
  of(column: string): string[];
}

function raw(bytes: Buffer): Raw {
  const { text, utf8 } = decodeText(bytes);
  const [header = [], ...rows] = firstRows(text, Number.POSITIVE_INFINITY);
  const read = new Map<string, string[]>();
  const of = (column: string) => {
    const known = read.get(column);
    if (known !== undefined) return known;
    const at = header.findIndex((name) => name.toLowerCase() === column.toLowerCase());
    if (at < 0) throw new Error(`no column ${column}`);
    const cells = rows.map((row) => row[at] ?? '');
    read.set(column, cells);
    return cells;
  };
  return { bytes, utf8, header, rows, of };
}
const file = (...path: string[]) => raw(readFileSync(join(...path)));
function inZip(path: string): { name: string; table: Raw } {
  const members = Object.entries(unzipSync(readFileSync(path)));
  const [name, content] = members[0] as [string, Uint8Array];
  expect(members).toHaveLength(1);
  return { name, table: raw(Buffer.from(strFromU8(content, true), 'latin1')) };
}

const counted = (values: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
const distinct = (values: readonly string[]) => [...new Set(values)];
const isCrLf = ({ bytes }: Raw) => bytes.includes('\r\n');

it(
  there
    ? 'the data packs of 2020 to 2026 are there'
    : `the data packs are not at ${england} and ${later}: what files do through time is not tested; set INVERSE_CARE_DATA and INVERSE_CARE_DATA_LATER`,
  () => expect(existsSync(england) && existsSync(later)).toBe(there),
);

describe.runIf(there)('the workforce files of 2020 to 2025', () => {
  const early = there
    ? readdirSync(join(england, 'workforce')).map((name) => file(england, 'workforce', name))
    : [];
  const november = there
    ? file(later, 'workforce', 'pcn_wf_individual_level_2025-11.csv')
    : raw(Buffer.alloc(0));
  const at = (year: number, month: number) =>
    early.find(
      (one) => one.of('CENSUS_YEAR')[0] === `${year}` && one.of('CENSUS_MONTH')[0] === `${month}`,
    ) as Raw;
  const byRole = (one: Raw) => {
    const fte = one.of('FTE').map(Number);
    const sums: Record<string, number> = {};
    one.of('STAFF_ROLE').forEach((role, i) => {
      sums[role] = (sums[role] ?? 0) + (fte[i] as number);
    });
    return Object.entries(sums).sort((a, b) => b[1] - a[1]);
  };

  it('have one header in one order until 2022; the copy of 2025 has it in lower case, and four columns more', () => {
    const headers = distinct(early.map(({ header }) => header.join()));
    expect(headers).toHaveLength(1);
    expect(november.header.slice(0, 16).join()).toBe(headers[0]?.toLowerCase());
    expect(november.header.slice(16)).toEqual(['_load_id', '_loaded_at', '_period', '_manifest_file_id']);
  });

  it('are Windows-1252 with CRLF until 2022; the copy of 2025 is UTF-8 with LF; none has a byte-order mark', () => {
    expect(early.map((one) => [one.utf8, isCrLf(one)])).toEqual(early.map(() => [false, true]));
    expect([november.utf8, isCrLf(november)]).toEqual([true, false]);
    for (const { bytes } of [...early, november])
      expect(bytes.subarray(0, 3).toString('hex')).not.toBe('efbbbf');
  });

  it('of 2025 says another month in a column of the copy than its census', () => {
    expect(distinct(november.of('_period'))).toEqual(['2025-03']);
    expect(distinct(november.of('census_month'))).toEqual(['11']);
  });

  it('lack the identifier in 6% of rows in March 2020, 14% in June 2022 and 16% in November 2025', () => {
    const without = (one: Raw) =>
      one.of('UNIQUE_IDENTIFIER').filter((cell) => !/^\d+$/.test(cell)).length / one.rows.length;
    expect(without(at(2020, 3))).toBeCloseTo(0.0581, 4);
    expect(without(at(2022, 6))).toBeCloseTo(0.1375, 4);
    expect(without(november)).toBeCloseTo(0.1647, 4);
    expect(at(2022, 6).of('UNIQUE_IDENTIFIER')).toContain('NULL');
    expect(november.of('UNIQUE_IDENTIFIER')).not.toContain('NULL');
  });

  it('of 2025 lack it where services are contracted, and nowhere else', () => {
    const sources = november.of('data_source').filter((_, i) => november.of('unique_identifier')[i] === '');
    expect(counted(sources)).toEqual({ 'NWRS contracted services': 6373 });
    expect(counted(november.of('data_source'))['NWRS contracted services']).toBe(6373);
  }, 30_000);

  it('have rows of several FTE: up to 14.13 in June 2021 and 6.67 in November 2025', () => {
    const most = (one: Raw) => Math.max(...one.of('FTE').map(Number));
    expect(most(at(2021, 6))).toBeCloseTo(14.12667, 5);
    expect(most(november)).toBeCloseTo(6.666667, 6);
    expect(november.of('fte').filter((cell) => Number(cell) > 1.5)).toHaveLength(335);
  });

  it('have 12 roles in March 2020, 26 in June 2022 and 64 in November 2025', () => {
    const roles = [at(2020, 3), at(2022, 6), november].map((one) => distinct(one.of('STAFF_ROLE')).length);
    expect(roles).toEqual([12, 26, 64]);
  });

  it('no longer have three roles of June 2022 in November 2025, which have other names or an addition', () => {
    const now = new Set(november.of('staff_role'));
    expect(
      distinct(at(2022, 6).of('STAFF_ROLE'))
        .filter((role) => !now.has(role))
        .sort(),
    ).toEqual(['Clinical Director', 'Health Support Workers', 'Medical Clinical Director']);
    for (const role of [
      'Clinical Director (DPC)',
      'Clinical Director (Nurse)',
      'Medical Clinical Director (GP)',
    ]) {
      expect(now).toContain(role);
    }
    expect(now).toContain('Healthcare Support Workers');
    expect([...now].filter((role) => role.endsWith(' (Mental Health Practitioners)'))).toHaveLength(8);
    expect(
      counted(november.of('staff_role'))['Social Prescribing Link Workers (Mental Health Practitioners)'],
    ).toBe(133);
  });

  it('have link workers second by FTE in June 2022, and third in November 2025', () => {
    const first = (one: Raw) =>
      byRole(one)
        .slice(0, 3)
        .map(([role]) => role);
    expect(first(at(2022, 6))).toEqual([
      'Pharmacists',
      'Social Prescribing Link Workers',
      'Care Coordinators',
    ]);
    expect(first(november)).toEqual(['Pharmacists', 'Care Coordinators', 'Social Prescribing Link Workers']);
  });

  it('of March 2020 already name the ICBs of July 2022', () => {
    expect(
      at(2020, 3)
        .of('ICB_NAME')
        .every((name) => / ICB\s*$/.test(name)),
    ).toBe(true);
    expect(distinct(at(2020, 3).of('ICB_CODE'))).toHaveLength(39);
    expect(distinct(november.of('icb_code'))).toHaveLength(42);
  });
});

describe.runIf(there)('the patient files of 2021 to 2026', () => {
  const quin = there
    ? inZip(join(later, 'patients/gp-reg-pat-prac-quin-age_2026-07.zip'))
    : { name: '', table: raw(Buffer.alloc(0)) };
  const total = (month: string) => file(england, 'patients', `gp-reg-pat-prac-all_${month}.csv`);

  it('are CRLF in January 2021 and July 2026, and LF between; all are UTF-8', () => {
    const months = ['2021-01', '2021-07', '2021-10', '2022-01', '2022-04'];
    expect(months.map((month) => isCrLf(total(month)))).toEqual([true, false, false, false, false]);
    expect(isCrLf(quin.table)).toBe(true);
    expect([...months.map(total), quin.table].every(({ utf8 }) => utf8)).toBe(true);
  });

  it('write months in capitals in January 2021, as words in July 2021, and ISO dates by age in 2026', () => {
    expect([total('2021-01'), total('2021-07'), quin.table].map((one) => one.of('EXTRACT_DATE')[0])).toEqual([
      '01JAN2021',
      '01Jul2021',
      '2026-07-01',
    ]);
  });

  it('call their columns TYPE and CODE in 2022, and ORG_TYPE and ORG_CODE in 2026', () => {
    expect(total('2022-04').header).toContain('CODE');
    expect(quin.table.header).toEqual([
      'PUBLICATION',
      'EXTRACT_DATE',
      'ORG_TYPE',
      'ORG_CODE',
      'ONS_CODE',
      'POSTCODE',
      'SEX',
      'AGE_GROUP_5',
      'NUMBER_OF_PATIENTS',
    ]);
  });

  it('by age of 2026 count five kinds of bodies, so that all rows together have everybody five times', () => {
    const type = quin.table.of('ORG_TYPE');
    const age = quin.table.of('AGE_GROUP_5');
    const sex = quin.table.of('SEX');
    const sums: Record<string, number> = {};
    quin.table.of('NUMBER_OF_PATIENTS').forEach((n, i) => {
      if (age[i] === 'ALL' && sex[i] === 'ALL')
        sums[type[i] as string] = (sums[type[i] as string] ?? 0) + Number(n);
    });
    expect(sums).toEqual(
      Object.fromEntries(
        ['Comm Region', 'ICB', 'SUB_ICB_LOCATION_CODE', 'PCN', 'GP'].map((one) => [one, 63_436_508]),
      ),
    );
  });

  it('by age of 2026 label bands 0_4 to 90_94 and 95+, with ALL beside them for women, men and all', () => {
    const bands = Array.from({ length: 19 }, (_, i) => `${5 * i}_${5 * i + 4}`);
    expect(distinct(quin.table.of('AGE_GROUP_5')).sort()).toEqual(['95+', 'ALL', ...bands].sort());
    const all = quin.table.of('SEX').filter((_, i) => quin.table.of('AGE_GROUP_5')[i] === 'ALL' && i < 2000);
    expect(distinct(all).sort()).toEqual(['ALL', 'FEMALE', 'MALE']);
  }, 60_000);

  it('of 2026 lie in zips of one CSV, whose name has no number before it', () => {
    expect(quin.name).toBe('gp-reg-pat-prac-quin-age.csv');
    expect(inZip(join(later, 'membership/gp-reg-pat-prac-map_2026-07.zip')).name).toBe(
      'gp-reg-pat-prac-map.csv',
    );
  });
});

describe.runIf(there)('the practice-to-PCN maps of 2020, 2022 and 2026', () => {
  const september = there ? file(later, 'membership/gp-reg-pat-prac-map_2020-09.csv') : raw(Buffer.alloc(0));
  const january = there ? file(england, 'membership/gp-reg-pat-prac-map.csv') : raw(Buffer.alloc(0));
  const july = there
    ? inZip(join(later, 'membership/gp-reg-pat-prac-map_2026-07.zip')).table
    : raw(Buffer.alloc(0));

  it('date the same publication in three ways, the last unlike the ages of the same day', () => {
    expect([september, january, july].map((one) => distinct(one.of('EXTRACT_DATE')))).toEqual([
      ['01-Sep-20'],
      ['01Jan2022'],
      ['01Jul2026'],
    ]);
  });

  it('call CCGs sub-ICB locations and STPs ICBs in 2026, and add the supplier at the end', () => {
    expect(january.header.join()).toBe(september.header.join());
    expect(july.header.slice(0, 16)).toEqual(
      january.header.map((name) => name.replace('CCG', 'SUB_ICB_LOCATION').replace('STP', 'ICB')),
    );
    expect(july.header[16]).toBe('SUPPLIER_NAME');
  });

  it('have 135 CCGs in 2020 and 106 in 2022; 106 sub-ICB locations in 2026, two of whose codes differ', () => {
    const [a, b, c] = [
      september.of('CCG_CODE'),
      january.of('CCG_CODE'),
      july.of('SUB_ICB_LOCATION_CODE'),
    ].map(distinct);
    expect([a?.length, b?.length, c?.length]).toEqual([135, 106, 106]);
    expect(b?.filter((code) => !c?.includes(code))).toHaveLength(1);
    expect(c?.filter((code) => !b?.includes(code))).toHaveLength(1);
  });

  it('have 42 STPs in 2020 and 2022 and 36 ICBs in 2026: twelve codes went, six came, of five characters', () => {
    const [a, b, c] = [september.of('STP_CODE'), january.of('STP_CODE'), july.of('ICB_CODE')].map(distinct);
    expect([a?.length, b?.length, c?.length]).toEqual([42, 42, 36]);
    expect(b?.filter((code) => !c?.includes(code))).toHaveLength(12);
    expect(c?.filter((code) => !b?.includes(code)).map((code) => code.length)).toEqual([5, 5, 5, 5, 5, 5]);
  });

  it('call practices without a PCN U and Unallocated: 131, 68 and 52', () => {
    const without = [september, january, july].map((one) =>
      one.of('PCN_NAME').filter((_, i) => one.of('PCN_CODE')[i] === 'U'),
    );
    expect(without.map((names) => counted(names))).toEqual([
      { Unallocated: 131 },
      { Unallocated: 68 },
      { Unallocated: 52 },
    ]);
  }, 60_000);
});

describe.runIf(there)('what belongs to no census', () => {
  it('Fingertips has IMD 2025 for 6,143 practices and for no PCN; 42 are not on the map of July 2026, 38 of it lack', () => {
    const scores = file(later, 'deprivation/fingertips-imd-2025-gp-practice.csv');
    const map = inZip(join(later, 'membership/gp-reg-pat-prac-map_2026-07.zip')).table;
    const [scored, mapped] = [new Set(scores.of('PRACTICE_CODE')), new Set(map.of('PRACTICE_CODE'))];
    expect(scored.size).toBe(6143);
    expect([...scored].filter((code) => !/^[A-Z]\d{5}$/.test(code) || /^U/.test(code))).toEqual([]);
    expect([...scored].filter((code) => !mapped.has(code))).toHaveLength(42);
    expect([...mapped].filter((code) => !scored.has(code))).toHaveLength(38);
  });

  it('the survey asked of support in all years to 2023; gender, Roma, bands of ethnic groups and PCNs are later', () => {
    const columns = file(england, 'gpps/columns.csv');
    const always = columns.of('in_all_of_2018_2023');
    const whether = Object.fromEntries(columns.of('variable').map((name, i) => [name, always[i]]));
    const of = (...names: string[]) => names.map((name) => whether[name]);
    expect(of('q32_1', 'q32_2', 'q32_3', 'q32_4', 'q32_5', 'q30_recoded_1', 'q49_18')).toEqual(
      Array(7).fill('yes'),
    );
    expect(of('q112_1', 'q49_19', 'q49band_1', 'q31_21', 'pcn_code')).toEqual(Array(5).fill('no'));
    expect(always.filter((one) => one === 'no')).toHaveLength(29);
  });
});
