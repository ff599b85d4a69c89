import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Grid, multiverse, readStudy, runStudy } from '@inverse-care/core';
import { multiverseRows } from '@inverse-care/core/tables';
import { dimensions, type PanelWithProvenance, populationBeside, type Study } from '@inverse-care/domain';
import { buildPanel } from '@inverse-care/sources';
import { beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const pack = process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../shared/data/england', root));
const present = existsSync(pack);
const declared = readStudy(
  readFileSync(new URL('studies/england-open-data.yaml', root), 'utf8'),
  'england-open-data.yaml',
);
const study: Study = { ...declared, snapshots: declared.snapshots as string[] };
/** By R, on the panel of a run; the file names script and versions. */
const golden = JSON.parse(
  readFileSync(new URL('test-fixtures/england/multiverse-golden.json', root), 'utf8'),
) as { rows: [string, number, number, number, number][] };

const name = present
  ? 'specifications drawn at random'
  : 'specifications drawn at random (not tested: no data pack at INVERSE_CARE_DATA or ../shared/data/england)';

describe.runIf(present)(name, () => {
  let data: PanelWithProvenance;
  beforeAll(async () => {
    const { snapshots, role } = study;
    data = await buildPanel({ dir: pack, snapshots, role, populationBeside: populationBeside(study) });
  });

  it.each(golden.rows)('have the estimate, standard error and p-value of R to 1e-6: %s', async (...row) => {
    const [specification, n, ...expected] = row;
    const options = specification.split('/');
    const grid = Object.fromEntries(dimensions.map((name, i) => [name, [options[i]]])) as unknown as Grid;
    const alone = multiverse({ grid, paths: { study: 'S', data: ['D'] } });
    const [found] = multiverseRows((await runStudy(study, data, { analyses: [alone] })).tables);
    expect(found).toMatchObject({ specification, n });
    for (const [i, value] of [found!.estimate, found!.std_error, found!.p_value].entries()) {
      expect(Math.abs(value! - expected[i]!)).toBeLessThan(1e-6 * Math.max(Math.abs(expected[i]!), 1e-3));
    }
  });
});
