import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CountLayout, CountTally } from '../src/counts/count-tally.js';
import { rowKernel } from '../src/counts/row-kernel.js';
import { tallyCsv } from '../src/counts/tally-csv.js';
import { parseDate } from '../src/tables/dates.js';
import { scanCsv } from '../src/tables/scan-csv.js';
import { firstRows } from '../src/tables/text.js';

const layout = {
  columns: 6,
  practice: 2,
  part: 4,
  sex: 5,
  patients: 1,
  date: 0,
  type: -1,
  on: '2020-04-01',
  most: 200_000,
};
const header = 'EXTRACT_DATE,NUMBER_OF_PATIENTS,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX';

/** Numbers from 0 to n - 1: Park and Miller's generator (1988), the same each time. */
function numbers(seed: number) {
  let state = seed;
  return (n: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
}

const kernel = rowKernel();

function tallyInPieces(
  bytes: Buffer,
  below: (n: number) => number,
  walker: typeof kernel,
  of: CountLayout = layout,
): CountTally | null {
  const { push, end } = tallyCsv(of, walker);
  for (let at = 0; at < bytes.length; ) {
    // The buffer is filled again by the next read, as that of a file is.
    const piece = Buffer.from(bytes.subarray(at, at + 1 + below(400)));
    const sound = push(piece);
    piece.fill(0x2c);
    if (!sound) return null;
    at += piece.length;
  }
  return end();
}

/** The same by the careful reader's own parts, row by row: sums of practice and LSOA, or null where it would refuse. */
function byHand(bytes: Buffer): Map<string, number> | null {
  if (scanCsv(bytes, layout.columns).defect !== null) return null;
  const seen = new Set<string>();
  const sums = new Map<string, { all: number | null; sum: number }>();
  for (const row of firstRows(bytes.toString('latin1'), 1e6).slice(1)) {
    const [date, count, practice, , part, sex] = row.map((cell) => cell.replace(/^ +| +$/g, ''));
    if (parseDate(date ?? '') !== layout.on || practice === '' || !/^\d{1,9}$/.test(count ?? '')) return null;
    if (Number(count) > 200_000) return null;
    const key = `${practice} ${part}`.toUpperCase();
    const once = `${key} ${sex}`.toUpperCase();
    if (seen.has(once)) return null;
    seen.add(once);
    const sum = sums.get(key) ?? { all: null, sum: 0 };
    if (/^(all|total|persons)$/i.test(sex ?? '')) sum.all = Number(count);
    else sum.sum += Number(count);
    sums.set(key, sum);
  }
  return new Map([...sums].map(([key, { all, sum }]) => [key, all ?? sum]));
}

const asMap = ({ practices, parts, starts, part, n }: CountTally) =>
  new Map(
    practices.flatMap((practice, p) =>
      [...n.subarray(starts[p], starts[p + 1])].map(
        (count, k) => [`${practice} ${parts[part[(starts[p] as number) + k] as number]}`, count] as const,
      ),
    ),
  );

/** Columns with everything that a row can have: a type of organisation, and columns that nobody wants. */
const typed = {
  columns: 8,
  practice: 3,
  part: 6,
  sex: 5,
  patients: 7,
  date: 0,
  type: 1,
  on: '2020-04-01',
  most: 200_000,
};

/** Lines of a file of counts by age with the cells that rows have, and now and then one that is seldom there. */
function agedRows(below: (n: number) => number): string[] {
  const one = <T>(...choices: readonly T[]) => choices[below(choices.length)] as T;
  const rows = ['EXTRACT_DATE,ORG_TYPE,NAME,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS'];
  const seldom = (usual: string, ...others: readonly string[]) =>
    below(2000) === 0 ? one(...others) : usual;
  for (let p = 0; p < 20; p++) {
    const name = one('SURGERY', 'THE SURGERY AT THE END OF THE LONG ROAD', '"SMITH, ""J"""', '', 'SANTÉ');
    const type = seldom('GP', 'CCG', 'gp', '', ' GP');
    for (let age = 0; age < 1 + below(30); age++) {
      for (const sex of seldom('MALE FEMALE', 'ALL MALE', 'MALE ALL FEMALE', 'MALE', 'U', 'X').split(' ')) {
        const cells = [
          seldom('01APR2020', '2020-04-01', '02APR2020'),
          type,
          name,
          seldom(`A81${String(p).padStart(3, '0')}`, `a81${String(p).padStart(3, '0')}`, 'A810001234567', ''),
          seldom('ZZ1 0ZZ', '"ZZ1 0ZZ"'),
          seldom(sex, `"${sex}"`, `${sex} `),
          seldom(`${age}`, '95+', `${age}_${age + 4}`, 'ALL', ''),
          seldom(`${below(120_000)}`, '0', '000012', '1234567', '300000', '"17"', ' 4', '-1', '200000'),
        ];
        rows.push(cells.join(','));
      }
    }
  }
  return rows;
}

describe('the kernel', () => {
  it('is what its source compiles to', () => {
    const script = fileURLToPath(new URL('../../stats/scripts/build-kernels.mjs', import.meta.url));
    const root = fileURLToPath(new URL('..', import.meta.url));
    const order = [script, root, 'src/counts/kernel-bytes.ts', '--check'];
    expect(() => execFileSync(process.execPath, order, { stdio: 'pipe' })).not.toThrow();
  });

  it('is there, unless the environment wants none', () => {
    expect(kernel).not.toBeNull();
    process.env.INVERSE_CARE_KERNEL = 'plain';
    expect(rowKernel()).toBeNull();
    delete process.env.INVERSE_CARE_KERNEL;
  });

  it('makes the plain walk’s tally, or none, of 400 files with seldom cells', () => {
    const below = numbers(81_001);
    let taken = 0;
    for (let file = 0; file < 400; file++) {
      const end = file % 4 === 0 ? '\r\n' : '\n';
      const bytes = Buffer.from(`${file % 7 === 0 ? '\ufeff' : ''}${agedRows(below).join(end)}${end}`);
      const plain = tallyInPieces(bytes, below, null, typed);
      expect(tallyInPieces(bytes, below, kernel, typed)).toEqual(plain);
      if (plain !== null) taken++;
    }
    expect(taken).toBeGreaterThan(100);
    expect(taken).toBeLessThan(390);
  });

  it('has room for more rows than it holds at once', () => {
    const rows = [header];
    for (let p = 0; p < 200; p++) {
      for (let a = 0; a < 700; a++) rows.push(`01APR2020,${a},A${p},SURGERY,E01${a * 37},MALE`);
    }
    const { push, end } = tallyCsv(layout, kernel);
    expect(push(Buffer.from(`${rows.join('\n')}\n`))).toBe(true);
    const tally = end() as CountTally;
    expect(tally.rows).toBe(140_000);
    expect(tally.n.reduce((sum, n) => sum + n, 0)).toBe((200 * 699 * 700) / 2);
    expect([...asMap(tally)].slice(-1)).toEqual([['A99 E0125863', 699]]);
  });
});

describe('counts added up while their bytes go by', () => {
  it('are those of the careful reader, or none, whatever three bytes of the file are changed', () => {
    const below = numbers(20_200_401);
    const letters = Buffer.from(',,,"\n\r 09AE\t\0\xe9-', 'latin1');
    let taken = 0;
    for (let file = 0; file < 400; file++) {
      const end = file % 3 === 0 ? '\r\n' : '\n';
      const rows = [header];
      for (let p = 0; p < 6; p++) {
        const name = p % 2 === 0 ? 'SURGERY' : '"SMITH, ""J"" AND CO"';
        for (let a = 0; a < 1 + below(6); a++) {
          for (const sex of ['MALE', 'FEMALE'])
            rows.push(`01APR2020,${below(900)},A8100${p},${name},E0100000${a},${sex}`);
        }
      }
      const bytes = Buffer.from(rows.join(end) + end);
      const changes = file % 5 === 0 ? 0 : below(4);
      for (let k = 0; k < changes; k++)
        bytes[header.length + 2 + below(bytes.length - header.length - 2)] = letters[
          below(letters.length)
        ] as number;
      const tally = tallyInPieces(bytes, below, null);
      expect(tallyInPieces(bytes, below, kernel)).toEqual(tally);
      const expected = byHand(bytes);
      if (changes === 0) expect(tally).not.toBeNull();
      if (tally === null) continue;
      taken++;
      expect(asMap(tally)).toEqual(expected);
    }
    expect(taken).toBeGreaterThan(100);
  });

  it('take the row of all sexes where there is one', () => {
    const rows = ['5,A1,N,E01000001,ALL', '2,A1,N,E01000001,MALE', '4,A1,N,E01000002,FEMALE'];
    const { push, end } = tallyCsv(layout);
    push(Buffer.from(`${[header, ...rows.map((row) => `01APR2020,${row}`)].join('\n')}\n`));
    expect(asMap(end() as CountTally)).toEqual(
      new Map([
        ['A1 E01000001', 5],
        ['A1 E01000002', 4],
      ]),
    );
  });
});
