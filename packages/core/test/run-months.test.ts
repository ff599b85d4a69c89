import { type Dependence, monthEnds, type Study, tableCsv, tidy } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { readStudy, runStudy } from '../src/index.js';
import { figure1, figure3, joint, jointTests, table1 } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';

const declared = readStudy(
  `study: months
title: Month by month
snapshots: { from: 2020-03-31, to: 2022-06-30, every: month }
needs: [ltc_share]
inference: { replicates: 199, smallest_effect: 0.02 }
`,
  'months.yaml',
);

async function runOn(snapshots: readonly string[], pcns: number, dependence: Dependence = 'icb') {
  const panel = inventedPanel(pcns, snapshots);
  const study: Study = {
    ...declared,
    snapshots,
    inference: { ...declared.inference, dependence },
  };
  return runStudy(study, asData(panel));
}

describe('a run month by month', () => {
  const months = monthEnds('2020-03-31', '2022-06-30');

  it('has every month in Table 1, Figure 3 and the joint inference', async () => {
    const { tables, omissions } = await runOn(months, 200);
    expect(tables.rows(table1).map(({ snapshot }) => snapshot)).toEqual(months);
    expect(tables.rows(figure3).filter(({ term }) => term === 'need')).toHaveLength(28);
    expect(tables.rows(joint).map(({ snapshot }) => snapshot)).toEqual(months);
    // Nine ICBs leave no degrees of freedom for a test of 28 snapshots at once, which the run says; the trend is tested.
    expect(tables.rows(jointTests).map(({ test }) => test)).toEqual(['trend per year']);
    expect(omissions.find(({ what }) => /^Tests of all snapshots/.test(what))?.why).toMatch(
      /too few|not defined/,
    );
    const independent = await runOn(months, 200, 'none');
    expect(independent.tables.rows(jointTests).find(({ test }) => test === 'all zero')?.df1).toBe(28);
    const provision = tables.all().find(({ table }) => table.file === table1.file)!;
    const [header, march, april] = tableCsv(tidy(provision)).split('\n');
    expect(header).toMatch(/^snapshot,label,pcns/);
    expect(march).toMatch(/^2020-03-31,2020\/21 Q1,200,/);
    expect(april).toMatch(/^2020-04-30,,200,/);
  });

  it('has no joint inference with one month, and one with two far apart', async () => {
    const one = await runOn(['2020-04-30'], 60);
    expect(one.tables.rows(joint)).toEqual([]);
    expect(one.tables.rows(figure1).every(({ snapshot }) => snapshot === '2020-04-30')).toBe(true);
    const two = await runOn(['2020-04-30', '2022-05-31'], 60);
    expect(two.tables.rows(joint)).toHaveLength(2);
  });

  it('says why there is no joint inference where months outnumber what the PCNs can bear', async () => {
    const { tables, omissions } = await runOn(months, 20);
    expect(tables.rows(figure3).filter(({ term }) => term === 'need')).toHaveLength(28);
    const needs = new Set(tables.rows(joint).map(({ need }) => need));
    expect(needs.size + omissions.filter(({ what }) => /^Joint/.test(what)).length).toBe(1);
  });
});
