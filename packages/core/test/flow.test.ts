import type { PanelRow, SnapshotCheck } from '@inverse-care/domain';
import { populationOfWilding } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { flowRows } from '../src/analyses/flow/flow.js';
import { runStudy, standardAnalyses } from '../src/index.js';
import { type FlowRow, figure3, flow } from '../src/tables.js';
import { asData, inventedPanel } from './invented-panel.js';
import { study } from './small-study.js';

const snapshot = '2020-03-31';

/** Four PCNs: one did not report, and one has no value of need. */
const rows = [
  { pcn_code: 'U1', reported: true, fte_per_10k: 0.2, values: { ltc_share: 0.5 } },
  { pcn_code: 'U2', reported: true, fte_per_10k: 0, values: { ltc_share: 0.4 } },
  { pcn_code: 'U3', reported: true, fte_per_10k: 0.1, values: { ltc_share: null } },
  { pcn_code: 'U4', reported: false, fte_per_10k: 0, values: { ltc_share: 0.6 } },
].map((row) => ({ ...row, snapshot })) as unknown as PanelRow[];

const panelOf = (some: readonly PanelRow[]) => ({
  snapshots: [snapshot],
  variables: ['ltc_share' as const],
  rows: some,
});

/** Twenty practices with patients, three of them in no PCN, and two members of a PCN without patients; five PCNs. */
const check = {
  snapshots: [
    {
      snapshot,
      practices: 20,
      practices_outside_pcns: 3,
      members_without_patients: 2,
      pcns: 5,
      pcns_reporting: 4,
    } as SnapshotCheck,
  ],
  findings: [],
};

const seen = (found: readonly FlowRow[]) =>
  found.map(({ stage, count, left_out, not_reported }) => [stage, count, left_out, not_reported]);

describe('the flow of practices and PCNs', () => {
  const survivors = { population: populationOfWilding };

  it('counts by hand what is left and what is left out', () => {
    const found = flowRows({ panel: panelOf(rows), check }, snapshot, survivors, new Map([['ltc_share', 3]]));
    expect(seen(found)).toEqual([
      ['in the files', 22, 0, null],
      ['in a PCN', 19, 3, null],
      ['with patients', 17, 2, null],
      ['open', 5, 0, 1],
      ['in the population', 4, 1, 1],
      ['with provision', 4, 0, 1],
      ['with need', 3, 1, 1],
      ['in the regression', 3, 0, 1],
    ]);
    expect(found.map(({ reason }) => reason)).toEqual([
      '',
      'belongs to no PCN',
      'no registered patients',
      '',
      'not open on 2023-11-16, or opened late in the quarter, or without a practice that was surveyed',
      '',
      'no value of the need',
      '',
    ]);
  });

  it('leaves out those that did not report where the study does, and all where there is no regression', () => {
    const missing = rows.map((row) => (row.reported ? row : { ...row, fte_per_10k: null }));
    const found = flowRows(
      { panel: panelOf(missing), check },
      snapshot,
      { population: 'open_on_date' },
      new Map([['ltc_share', 0]]),
    );
    expect(seen(found).slice(5)).toEqual([
      ['with provision', 3, 1, 0],
      ['with need', 2, 1, 0],
      ['in the regression', 0, 2, 0],
    ]);
    expect(found.at(-1)?.reason).toBe('no regression');
  });

  it('begins with the PCNs where the panel was not built from files', () => {
    const found = flowRows({ panel: panelOf(rows) }, snapshot, survivors, new Map());
    expect(seen(found)[0]).toEqual(['in the population', 4, 0, 1]);
  });
});

/** Of each unit and need, a count with what was left out is the count of the step before. */
function requireSums(found: readonly FlowRow[]): number {
  let sums = 0;
  for (const row of found) {
    const before = found.findLast(
      ({ step, unit, need }) =>
        step === row.step - 1 && unit === row.unit && (need === row.need || need === ''),
    );
    expect(row.left_out).toBeGreaterThanOrEqual(0);
    expect(row.left_out > 0).toBe(row.reason !== '');
    if (before === undefined) expect(row.left_out).toBe(0);
    else {
      expect(row.count + row.left_out).toBe(before.count);
      sums += 1;
    }
  }
  return sums;
}

it('in a run every step is the step before less what is left out, down to the n of each regression', async () => {
  const snapshots = ['2020-03-31', '2020-06-30'];
  const panel = inventedPanel(60, snapshots);
  panel.rows[4]!.values.ltc_share = null;
  const { tables } = await runStudy(
    { ...study(snapshots, 0), absent: 'missing', needs: ['ltc_share', 'rural'] },
    asData(panel),
    { analyses: standardAnalyses.filter(({ name }) => ['association', 'flow'].includes(name)) },
  );
  const found = tables.rows(flow);
  for (const one of snapshots) expect(requireSums(found.filter((row) => row.snapshot === one))).toBe(5);
  const fitted = tables.rows(figure3).filter(({ term }) => term === 'need');
  expect(fitted).toHaveLength(4);
  for (const { snapshot: at, need, n } of fitted)
    expect(
      found.find((row) => row.stage === 'in the regression' && row.need === need && row.snapshot === at)
        ?.count,
    ).toBe(n);
});
