import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPanel } from '@inverse-care/sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFullSizeEngland } from '../src/index.js';
import { membershipOn } from '../src/memberships.js';
import { createWorld, type World } from '../src/world.js';
import { temporaryFolder } from './folder.js';

const practices = 60;
const snapshot = '2020-03-31';
let dir: string;
let world: World;

beforeAll(async () => {
  dir = await temporaryFolder();
  world = createWorld(7);
  await writeFullSizeEngland(dir, { seed: 7, practices, snapshots: 1 });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Rows of a CSV without quotes, by the names of its columns. */
async function rowsOf(folder: string, name: RegExp): Promise<Record<string, string>[]> {
  const names = (await readdir(join(dir, folder))).filter((file) => name.test(file));
  const all = await Promise.all(
    names.map(async (file) => {
      const text = await readFile(join(dir, folder, file), 'utf8');
      const [header, ...lines] = text
        .trimEnd()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      return lines.map((cells) => Object.fromEntries(header!.map((column, c) => [column, cells[c] ?? ''])));
    }),
  );
  return all.flat();
}

/** Sums of a number by a key of a row. */
function sums<T>(
  rows: readonly T[],
  key: (row: T) => string,
  value: (row: T) => number,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(key(row), (found.get(key(row)) ?? 0) + value(row));
  return found;
}

const persons = (row: Record<string, string>) => Number(row.NUMBER_OF_PATIENTS);
const lists = () =>
  new Map(world.practices.slice(0, practices).map(({ code }, p) => [code, world.lists[p]![0]!]));

describe('Synthetic England at full size, of a few practices', () => {
  it('has each practice’s patients once by neighbourhood and sex, by single year and sex, and in its ALL rows', async () => {
    const expected = [...lists()].filter(([, patients]) => patients > 0);
    expect(expected.length).toBeGreaterThan(practices / 2);
    const areas = await rowsOf('patients', /lsoa-male-female_2020-04/);
    const ages = await rowsOf('patients', /sing-age-(female|male)_2020-04/);
    expect([...sums(areas, (row) => row.PRACTICE_CODE!, persons)]).toEqual(expected);
    for (const all of [true, false]) {
      const rows = ages.filter(({ AGE }) => (AGE === 'ALL') === all);
      expect([...sums(rows, (row) => row.ORG_CODE!, persons)]).toEqual(expected);
    }
  });

  it('has the shares in its panel that a sum over its rows has', async () => {
    const scores = new Map(
      (await rowsOf('deprivation', /\.csv$/)).map((row) => {
        const cell = (part: string) => row[Object.keys(row).find((column) => column.startsWith(part))!];
        return [
          row['LSOA code (2011)']!,
          { decile: Number(cell('Income Decile')), score: Number(cell('Income Score')) },
        ];
      }),
    );
    const areas = (await rowsOf('patients', /lsoa-male-female_2020-04/)).filter(({ LSOA_CODE }) =>
      scores.has(LSOA_CODE!),
    );
    const ages = (await rowsOf('patients', /sing-age-(female|male)_2020-04/)).filter(
      ({ AGE }) => AGE !== 'ALL',
    );
    const byArea = (value: (area: { decile: number; score: number }) => number) =>
      sums(
        areas,
        (row) => row.PRACTICE_CODE!,
        (row) => persons(row) * value(scores.get(row.LSOA_CODE!)!),
      );
    const known = byArea(() => 1);
    const shareOf = (count: Map<string, number>, all: Map<string, number>) => (code: string) =>
      count.get(code)! / all.get(code)!;
    const naive = {
      income_deprivation: shareOf(
        byArea(({ score }) => score),
        known,
      ),
      income_decile_1: shareOf(
        byArea(({ decile }) => (decile === 1 ? 1 : 0)),
        known,
      ),
      income_decile_9: shareOf(
        byArea(({ decile }) => (decile === 9 ? 1 : 0)),
        known,
      ),
      share_65_plus: shareOf(
        sums(
          ages,
          (row) => row.ORG_CODE!,
          (row) => (Number.parseInt(row.AGE!, 10) >= 65 ? persons(row) : 0),
        ),
        sums(ages, (row) => row.ORG_CODE!, persons),
      ),
    };
    const { panel } = await buildPanel({
      dir,
      snapshots: [snapshot],
      role: 'Social Prescribing Link Workers',
    });
    const membership = membershipOn(world.memberships, world.networks, world.practices.length, snapshot);
    let compared = 0;
    for (const row of panel.rows) {
      const members = world.practices
        .map(({ code }, p) => ({
          code,
          patients: world.lists[p]![0]!,
          pcn: world.networks[membership[p]!]?.code,
          p,
        }))
        .filter(({ pcn, p, code }) => pcn === row.pcn_code && p < practices && known.has(code));
      if (members.length === 0) continue;
      compared++;
      const weight = members.reduce((sum, { patients }) => sum + patients, 0);
      for (const [variable, share] of Object.entries(naive)) {
        const mean = members.reduce((sum, { code, patients }) => sum + patients * share(code), 0) / weight;
        expect(row.values[variable as keyof typeof naive], `${row.pcn_code} ${variable}`).toBeCloseTo(
          mean,
          12,
        );
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});
