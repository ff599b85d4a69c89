import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inlineExecutor, readStudy, runStudy, standardAnalyses } from '@inverse-care/core';
import { type RoleGradientRow, type RoleRow, roleGradients, roles } from '@inverse-care/core/tables';
import { buildPanel } from '@inverse-care/sources';
import { beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const pack = process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../shared/data/england', root));
const present = existsSync(pack);
const study = readStudy(
  readFileSync(new URL('studies/england-open-data.yaml', root), 'utf8'),
  'england-open-data.yaml',
);
const golden = JSON.parse(
  readFileSync(new URL('test-fixtures/golden/roles/roles-golden.json', root), 'utf8'),
) as {
  columns: readonly (keyof RoleGradientRow)[];
  gradients: readonly (string | number)[][];
  league_columns: readonly (keyof RoleRow)[];
  league: readonly (string | number)[][];
};

const name = present
  ? 'every role of the real files'
  : 'every role of the real files (not tested: no data pack at INVERSE_CARE_DATA or ../shared/data/england)';

/** Decimals as whole numbers of 10^-9. */
const nano = (decimal: string | number): bigint => {
  const [whole = '', part = ''] = String(decimal).split('.');
  return BigInt(`${whole}${part.padEnd(9, '0')}`);
};

describe.runIf(present)(name, () => {
  let league: readonly RoleRow[];
  let gradients: readonly RoleGradientRow[];
  beforeAll(async () => {
    const data = await buildPanel({ dir: pack, snapshots: study.snapshots, role: study.role });
    const { tables } = await runStudy({ ...study, snapshots: data.panel.snapshots }, data, {
      executor: inlineExecutor,
      analyses: standardAnalyses.filter((one) => one.name === 'roles'),
    });
    league = tables.rows(roles);
    gradients = tables.rows(roleGradients);
  });

  it('has the rows, FTE, people and ranks that data.table finds in the raw files, to the last digit', () => {
    expect(golden.league).toHaveLength(184);
    expect(league.filter(({ rank_fte }) => rank_fte !== null)).toHaveLength(184);
    for (const [snapshot, role, ...expected] of golden.league) {
      const row = league.find((one) => one.snapshot === snapshot && one.role === role)!;
      const found = golden.league_columns.slice(2).map((column) => row[column]);
      expect(found.map(String), `${snapshot} ${role}`).toEqual(expected.map(String));
    }
  });

  it('adds up: what PCNs have and what stands in other codes are the national figure, digit for digit', () => {
    for (const row of league) {
      if (row.fte === null) continue;
      expect(nano(row.fte_pcns!) + nano(row.fte_outside!), `${row.snapshot} ${row.role}`).toBe(nano(row.fte));
    }
  });

  it('has the gradients of five roles that R finds from the raw files, to 1e-9', () => {
    let compared = 0;
    for (const [snapshot, role, need, ...expected] of golden.gradients) {
      const row = gradients.find(
        (one) => one.snapshot === snapshot && one.role === role && one.need === need,
      );
      // At the first snapshots fewer than a tenth of the PCNs that reported have the others.
      if (row === undefined) continue;
      compared++;
      for (const [i, column] of golden.columns.slice(3).entries()) {
        const [ours, theirs] = [row[column] as number, expected[i] as number];
        const close = Math.abs(ours - theirs) <= 1e-9 * Math.max(Math.abs(theirs), 1e-3);
        expect(close, `${snapshot} ${role} ${need} ${column}: ${ours} against ${theirs}`).toBe(true);
      }
    }
    expect(compared).toBe(172);
    const at = new Set(gradients.filter(({ role }) => role === study.role).map(({ snapshot }) => snapshot));
    expect(at.size).toBe(10);
  });
});
