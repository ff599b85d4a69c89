import type { DataCheck, Finding } from '@inverse-care/domain';
import { describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { bare } from '../src/language/marks.js';
import { coverageView, dataCheckView, findingGroups } from '../src/sections/tables/data-check-tables.js';
import { fullInput, poorInput } from './html-fixtures.js';

const finding = (more: Partial<Finding>): Finding => ({
  id: 'non-reporting',
  severity: 'biases',
  file: 'workforce.csv',
  row: null,
  column: null,
  snapshot: '2020-03-31',
  count: 1065,
  examples: [],
  message: '1,065 of 1,253 PCNs (85.0%) have no row of any role.',
  meaning: 'They did not report, or had no staff.',
  remedy: 'Compare both choices.',
  ...more,
});

const check: DataCheck = {
  snapshots: [
    {
      snapshot: '2020-03-31',
      fte: 112.3,
      people: 117,
      rows_without_identifier: 21,
      pcns: 1253,
      pcns_reporting: 188,
      practices: 6797,
      patients: 60_458_907,
      patients_outside_pcns: 350_181,
      practices_outside_pcns: 40,
      members_without_patients: 51,
      staffed_codes_outside: 0,
      without_value: {},
    },
  ],
  findings: [
    finding({}),
    finding({ snapshot: '2020-06-30', message: '754 of 1,247 PCNs (60.5%) have no row of any role.' }),
    finding({
      id: 'unused-file',
      severity: 'cosmetic',
      snapshot: null,
      file: 'a<b>.csv',
      message: 'Not read.',
      examples: ['X1'],
    }),
  ],
};

const input = () => {
  const full = fullInput();
  const extracts = [
    {
      snapshot: '2020-03-31',
      purpose: 'registered patients',
      path: 'p.csv',
      date: '2020-04-01',
      distance_days: 1,
    },
    {
      snapshot: '2020-03-31',
      purpose: 'neighbourhoods',
      path: 'l.zip',
      date: '2022-07-01',
      distance_days: 822,
    },
    { snapshot: '2020-03-31', purpose: 'membership', path: 'ePCN.xlsx', date: null, distance_days: null },
  ];
  return { ...full, data: { ...full.data, extracts, check } };
};

describe('the section on the data', () => {
  it('puts findings of one sort together, with the snapshot of each', () => {
    const groups = bare(findingGroups(check.findings));
    expect(groups.map(({ verdict, items }) => [verdict, items.length])).toEqual([
      ['Biases a result: PCNs without any row of staff', 2],
      ['Cosmetic: files that are not recognised', 1],
    ]);
    expect(groups[0]?.items[1]).toBe('30 June 2020: 754 of 1,247 PCNs (60.5%) have no row of any role.');
    expect(groups[1]?.items[0]).toBe('a<b>.csv: Not read. For example: X1.');
  });

  it('says of every snapshot what was there and how far off it was', () => {
    const table = coverageView(input());
    expect(table?.head[0]?.map(({ text }) => text)).toEqual([
      'Snapshot',
      'Patients',
      'Membership',
      'Ages',
      'Neighbourhoods',
      'Survey',
      'Local tables',
    ]);
    expect(table?.rows[0]?.cells.map(({ text }) => text)).toEqual([
      'there',
      'undated',
      'none',
      '822 days after',
      'none',
      'none',
    ]);
  });

  it('gives the rate of reporting by snapshot', () => {
    const row = dataCheckView(input())?.reporting.rows[0];
    expect(row?.cells.map(({ text }) => text)).toEqual([
      '1,253',
      '188',
      '15.0%',
      '6,797',
      '60,458,907',
      '0.6%',
    ]);
  });

  it('says how many things bias a result, and so where there is none', () => {
    expect(dataCheckView(input())?.summary).toContain('1 thing was found that biases a result');
    const clean = input();
    const data = { ...clean.data, check: { ...check, findings: [] } };
    expect(dataCheckView({ ...clean, data })?.summary).toBe('Nothing was found that would bias a result.');
  });

  it('stands on the page with every name escaped, and says so where nothing is on record', () => {
    const html = renderDocument(report, input(), drawFigures(input()));
    const section = html.slice(
      html.indexOf('<section id="data-check">'),
      html.indexOf('<section id="data">'),
    );
    expect(section).toContain('a&lt;b&gt;.csv');
    expect(section).toContain('class="data-finding biases"');
    const poor = poorInput();
    expect(dataCheckView(poor)).toBeNull();
    expect(renderDocument(report, poor, drawFigures(poor))).toContain('nothing is on record about them');
  });
});
