import { middleOfQuarter, type Survivors } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import * as small from './small-england.js';

const { march, june } = small;

it("the middle of a snapshot's quarter is the first day of its second month", () => {
  expect([march, june, '2023-09-30', '2025-11-30'].map(middleOfQuarter)).toEqual([
    '2020-02-01',
    '2020-05-01',
    '2023-08-01',
    '2025-11-01',
  ]);
});

// U00001 lives on; U00002 ends in 2022; U00004 has its only practice from 15 May 2020 on.
const rows: small.MembershipRow[] = [
  ['A81001', '16C', 'U00001', '20191001'],
  ['A81002', '36L', 'U00001', '20191001'],
  ['B82001', '36L', 'U00002', '20191001', '20220331'],
  ['B82002', '36L', 'U00004', '20200515'],
  ['C83001', '36L', 'U00005', '20231101'],
];
const survey = 'practice_code,ltc_share\nA81002,0.5\nB82001,0.4\nB82002,0.6\n';
const survivors = (more: Partial<Survivors> = {}): Survivors => ({
  survivors: '2023-11-16',
  open_by: 'snapshot',
  practices: 'all',
  ...more,
});

describe('a panel of the PCNs that survive', async () => {
  const files = {
    ...(await small.minimal()),
    'membership.xlsx': await small.epcn(rows),
    'local/survey.csv': survey,
  };
  const dir = await small.folderOf(files);
  const of = async (population: Survivors | 'open_on_date') => {
    const { panel } = await small.buildOf(dir, { population });
    return panel.rows.map(({ snapshot, pcn_code, patients }) => [snapshot, pcn_code, patients]);
  };

  it('has all that are open where all are asked for', async () => {
    expect(await of('open_on_date')).toEqual([
      [march, 'U00001', 4000],
      [march, 'U00002', 2000],
      [june, 'U00001', 4000],
      [june, 'U00002', 2500],
      [june, 'U00004', 500],
    ]);
  });

  it('lacks the one that closes before the later date', async () => {
    expect(await of(survivors())).toEqual([
      [march, 'U00001', 4000],
      [june, 'U00001', 4000],
      [june, 'U00004', 500],
    ]);
  });

  it('lacks one that opened after the middle of the quarter began, where that is asked for', async () => {
    expect(await of(survivors({ open_by: 'middle_of_quarter' }))).toEqual([
      [march, 'U00001', 4000],
      [june, 'U00001', 4000],
    ]);
  });

  it('counts the patients and values of surveyed practices alone, where that is asked for', async () => {
    const { panel } = await small.buildOf(dir, { population: survivors({ practices: 'surveyed' }) });
    expect(
      panel.rows.map(({ snapshot, pcn_code, patients, fte_per_10k, values }) => [
        snapshot,
        pcn_code,
        patients,
        fte_per_10k,
        values.ltc_share,
      ]),
    ).toEqual([
      // 0.753333333 FTE of 3,000 patients; 1 FTE of 2,900.
      [march, 'U00001', 3000, 7533.33333 / 3000, 0.5],
      [june, 'U00001', 2900, 10_000 / 2900, 0.5],
      [june, 'U00004', 500, null, 0.6],
    ]);
  });

  it('counts another population beside it, with the FTE of those that reported', async () => {
    const { panel, otherPopulation } = await small.buildOf(dir, { populationBeside: survivors() });
    expect(otherPopulation).toMatchObject({ population: survivors(), unknown: '' });
    expect(
      otherPopulation!.rows.map(({ snapshot, pcn_code, patients, fte }) => [
        snapshot,
        pcn_code,
        patients,
        fte,
      ]),
    ).toEqual([
      [march, 'U00001', 4000, 0.753333333],
      [june, 'U00001', 4000, 1],
      [june, 'U00004', 500, null],
    ]);
    // Where all practices count, a PCN is the same in both populations.
    for (const row of otherPopulation!.rows) expect(panel.rows).toContainEqual(row);
  });

  it('has the rows of a panel of its own, were it the one that is looked at', async () => {
    const surveyed = survivors({ practices: 'surveyed' });
    const own = await small.buildOf(dir, { population: surveyed });
    const beside = await small.buildOf(dir, { populationBeside: surveyed });
    expect(beside.otherPopulation!.rows).toEqual(own.panel.rows);
    const reversed = await small.buildOf(dir, { population: surveyed, populationBeside: 'open_on_date' });
    expect(reversed.otherPopulation!.rows).toEqual(beside.panel.rows);
  });

  it('has no meaning on a snapshot after the later date: refused there, or left out of what is beside', async () => {
    const early = survivors({ survivors: '2020-05-01' });
    await expect(small.buildOf(dir, { population: early })).rejects.toMatchObject({
      message: expect.stringContaining(`a later snapshot: ${june}`),
    });
    const { otherPopulation } = await small.buildOf(dir, { populationBeside: early });
    expect(otherPopulation!.rows.map(({ snapshot }) => snapshot)).toEqual([march, march]);
  });

  it('is refused where the memberships do not reach to the later date, and passed over where it is counted beside', async () => {
    const short = await small.folderOf({ ...files, 'membership.xlsx': await small.epcn(rows.slice(0, 4)) });
    await expect(small.buildOf(short, { population: survivors() })).rejects.toMatchObject({
      message: 'The folder does not say which PCNs were still open on 2023-11-16',
      expected: expect.stringContaining('the last one here is of 2022-03-31'),
    });
    const { otherPopulation } = await small.buildOf(short, { populationBeside: survivors() });
    expect(otherPopulation).toMatchObject({
      rows: [],
      unknown: expect.stringContaining('which PCNs were still open on 2023-11-16: it takes an ePCN file'),
    });
  });

  it('is all that are open in Synthetic England, whose numbers are of these, and says so', async () => {
    const synthetic = await small.folderOf({ ...files, 'SYNTHETIC.txt': 'Synthetic data.' });
    const { panel, warnings } = await small.buildOf(synthetic, { population: survivors() });
    expect(panel.rows).toHaveLength(5);
    expect(warnings.find(({ about }) => about === 'population')?.message).toContain('all that are open');
  });

  it('is refused where no survey tells which practices count', async () => {
    const { 'local/survey.csv': _, ...rest } = files;
    await expect(small.build(rest, { population: survivors({ practices: 'surveyed' }) })).rejects.toThrow(
      'The folder does not say which practices were surveyed',
    );
  });
});
