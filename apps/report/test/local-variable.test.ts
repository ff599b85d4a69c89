import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inlineExecutor, readStudy } from '@inverse-care/core';
import { figure3, panelCells } from '@inverse-care/core/tables';
import { tableCsv, tidy } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../src/documents/render.js';
import { report } from '../src/documents/report.js';
import { drawFigures } from '../src/drawings/figures.js';
import { findOut } from '../src/find-out.js';
import type { ReportInput } from '../src/report-input.js';
import { smallFiles, writeFiles } from './small-folder.js';
import { unmarked } from './spoken.js';

const studyText = `study: lonely
title: Loneliness and link workers
snapshots: { from: 2020-03-31, to: 2020-04-30, every: available months }
needs: [loneliness, ltc_share]
required: [loneliness]
table2:
  need: loneliness
  covariates: [walk_time, ltc_share]
inference: { replicates: 199, smallest_effect: 0.02 }
`;

const lonely = `loneliness:
  label: Loneliness score
  unit: score
  description: mean loneliness score of adults, 3 to 9
  source: Council survey of adults
  year: 2019
  direction: higher is more need
  bounds: [3, 9]
`;

const walk = `walk_time:
  label: Walk to a park
  unit: minutes
  source: Open space survey
  year: 2022
  level: pcn
`;

/** The small folder with a second census and two described tables: a score of practices, minutes of PCNs. */
function files(): Record<string, string> {
  const { 'study.yaml': _, ...small } = smallFiles();
  const march = small['workforce.csv']!;
  const score = (i: number) => 4 + ((i * 5) % 13) / 4;
  const practices = Array.from({ length: 40 }, (_, i) =>
    ['A', 'B'].map((half) => `${half}${80_001 + i},${score(i)}`),
  ).flat();
  const pcns = Array.from({ length: 40 }, (_, i) => `U${10_001 + i},${5 + ((i * 3) % 10)}`);
  return {
    ...small,
    'workforce-april.csv': march
      .replaceAll('\n2020,3,', '\n2020,4,')
      .replace(
        /(\d)\.(\d\d)$/gm,
        (_, whole, rest) => `${whole}.${String((Number(rest) * 37) % 100).padStart(2, '0')}`,
      ),
    'local/lonely.csv': `practice_code,loneliness\n${practices.join('\n')}\n`,
    'local/lonely.yaml': lonely,
    'local/walk.csv': `pcn_code,walk_time\n${pcns.join('\n')}\n`,
    'local/walk.yaml': walk,
  };
}

describe('a local variable from its table to the report', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'inverse-care-local-'));
  const dir = path.join(scratch, 'data');
  let tables: Map<string, string>;
  let page: string;
  let input: ReportInput;
  beforeAll(async () => {
    mkdirSync(dir);
    writeFiles(dir, files());
    const declared = readStudy(studyText, 'lonely.yaml');
    const { role, required } = declared;
    const data = await buildPanel({
      dir,
      snapshots: declared.snapshots,
      role,
      required,
      naming: declared,
    });
    const study = { ...declared, snapshots: data.panel.snapshots };
    const command = 'inverse-care run';
    ({ record: input } = await findOut({ study, studyText, data, command, executor: inlineExecutor }));
    tables = new Map([
      ['panel.csv', tableCsv(panelCells(input.data.panel))],
      ...input.tables.all().map((one) => [one.table.file, tableCsv(tidy(one))] as const),
    ]);
    page = unmarked(renderDocument(report, input, drawFigures(input))).replace(/\s+/g, ' ');
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('has its column in panel.csv after the official ones', () => {
    const [header, first] = tables.get('panel.csv')!.split('\n');
    expect(header).toMatch(/,fte_per_10k,ltc_share,loneliness,walk_time$/);
    // The first PCN's two practices have 4 each; its walk takes 5 minutes.
    expect(first).toMatch(/^2020-03-31,U10001,.*,4,5$/);
  });

  it('has rows in figure3.csv, tableS2.csv, characteristics.csv, joint.csv and table2.csv', () => {
    const rows = (name: string, pattern: RegExp) =>
      tables
        .get(name)!
        .split('\n')
        .filter((line) => pattern.test(line));
    expect(rows('figure3.csv', /^2020-0[34]-3[01],loneliness,need,/)).toHaveLength(2);
    expect(rows('tableS2.csv', /,loneliness,need,/)).toHaveLength(2);
    expect(rows('characteristics.csv', /,(loneliness|walk_time),40,/)).toHaveLength(4);
    expect(rows('joint.csv', /^loneliness,/)).toHaveLength(2);
    expect(rows('table2.csv', /^walk_time,/)).toHaveLength(1);
  });

  it('is told for one standard deviation, as every need is, and never for 10 percentage points', () => {
    // 13 scores from 4 to 7 in quarters, over 40 PCNs: by hand, in the order of the files.
    const scores = Array.from({ length: 40 }, (_, i) => 4 + ((i * 5) % 13) / 4);
    const mean = scores.reduce((sum, x) => sum + x, 0) / 40;
    const sd = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 39);
    const points = Number(sd.toPrecision(3));
    expect(page).toContain(`one standard deviation (${points} points) more of “loneliness score”`);
    const last = input.tables
      .rows(figure3)
      .find(
        ({ need, term, snapshot }) => need === 'loneliness' && term === 'need' && snapshot === '2020-04-30',
      )!;
    const effect = Math.abs(last.estimate * sd).toFixed(3);
    expect(page).toMatch(
      new RegExp(`more of “loneliness score” went with a difference of [+−]${effect} FTE`),
    );
    expect(page).toMatch(
      /one standard deviation \([\d.]+ percentage points\) more people with a long-term condition/,
    );
    expect(page).not.toMatch(/percentage points more (of )?“?loneliness/i);
  });

  it('is in the report with its label, unit and source', () => {
    expect(page).toContain('Need: Loneliness score');
    expect(page).toContain('Unit: score. Source: Council survey of adults, 2019 (local/lonely.csv');
    expect(page).toContain('Source: Council survey of adults, 2019; NHS England');
    expect(page).toContain('Characteristic: Walk to a park');
    expect(page).toContain('Walk to a park (minutes)');
    expect(page).toContain('Local: Loneliness score (Council survey of adults, 2019)');
    expect(page).toContain('local/walk.yaml');
  });

  it('stands under the dates that the study came to, April without a quarter of the paper', () => {
    expect(page).toContain('This run has 2: 31 March 2020 and 30 April 2020.');
    expect(page).not.toContain('30 April 2020 (');
    expect(tables.get('table1.csv')).toMatch(/\n2020-04-30,,40,/);
  });

  it('changes no other number', async () => {
    const { 'local/lonely.yaml': _, 'local/walk.yaml': __, ...plain } = files();
    const other = path.join(scratch, 'plain');
    mkdirSync(other);
    writeFiles(other, plain);
    const { role, snapshots } = input.study;
    const { panel } = await buildPanel({ dir: other, snapshots, role });
    expect(panel.variables).toEqual(['ltc_share']);
    expect(panel.rows.map(({ values }) => values.ltc_share)).toEqual(
      input.data.panel.rows.map(({ values }) => values.ltc_share),
    );
  });
});
