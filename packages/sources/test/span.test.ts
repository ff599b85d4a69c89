import { monthEnds, quarterEnds } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { build, csv, type Files, minimal, refusal, role, workforceHeader } from './small-england.js';

/** A workforce file of the census at a month end: 1 FTE of the role in U00001. */
function workforceAt(date: string): string {
  const [year, month] = date.split('-').map(Number);
  return csv(
    workforceHeader,
    `NWRS Staff,${year},${month},U00001,SOME PCN,16C,Direct,${role},Detail,1,1`,
    `NWRS Staff,${year},${month},U00002,SOME PCN,16C,Direct,${role},Detail,0.5,1`,
  );
}

async function folderAt(dates: readonly string[]): Promise<Files> {
  const { 'workforce/a.csv': _march, 'workforce/b.csv': _june, ...others } = await minimal();
  return {
    ...others,
    ...Object.fromEntries(dates.map((date) => [`workforce/${date}.csv`, workforceAt(date)])),
  };
}

describe('a panel of a span', () => {
  it('of 28 months has every month, each with the patients extract nearest to it', async () => {
    const months = monthEnds('2020-03-31', '2022-06-30');
    const { panel, extracts } = await build(await folderAt(months), {
      snapshots: { from: '2020-03-31', to: '2022-06-30', every: 'month' },
    });
    expect(panel.snapshots).toEqual(months);
    expect(panel.rows).toHaveLength(28 * 2);
    const served = extracts.filter(({ purpose }) => purpose === 'registered patients');
    expect(served.slice(0, 3).map(({ date }) => date)).toEqual(['2020-04-01', '2020-04-01', '2020-07-01']);
  });

  it('of one month is a panel', async () => {
    const { panel } = await build(await folderAt(['2020-04-30']), {
      snapshots: { every: 'available months' },
    });
    expect(panel.snapshots).toEqual(['2020-04-30']);
    expect(panel.rows.map(({ fte }) => fte)).toEqual([1, 0.5]);
  });

  it('takes what is there where the study says so, quarter ends unless it says months', async () => {
    const files = await folderAt(['2020-03-31', '2020-05-31', '2020-12-31']);
    expect((await build(files, { snapshots: 'all' })).panel.snapshots).toEqual(['2020-03-31', '2020-12-31']);
    const months = await build(files, { snapshots: { every: 'available months', to: '2020-05-31' } });
    expect(months.panel.snapshots).toEqual(['2020-03-31', '2020-05-31']);
  });

  it('with a step names every snapshot that is missing', async () => {
    const files = await folderAt(quarterEnds('2020-03-31', '2020-12-31').slice(1, 3));
    const error = await refusal(files, {
      snapshots: { from: '2020-03-31', to: '2020-12-31', every: 'quarter' },
    });
    expect(error.message).toContain('2020-03-31, 2020-12-31');
    expect(error.remedy).toContain('There are: 2020-06-30, 2020-09-30');
  });

  it('that comes to nothing is refused', async () => {
    const error = await refusal(await folderAt(['2020-04-30']), { snapshots: 'all' });
    expect(error.message).toContain('no workforce file of a quarter end');
  });
});
