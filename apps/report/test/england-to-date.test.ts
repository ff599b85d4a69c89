import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, workplace } from './command.js';

const root = new URL('../../../', import.meta.url);
const england = process.env.INVERSE_CARE_DATA ?? fileURLToPath(new URL('../shared/data/england', root));
const later = process.env.INVERSE_CARE_DATA_LATER ?? `${england}-later`;
const there = existsSync(england) && existsSync(later);
/** By R, straight from the files: make-november-2025-golden.R. */
const golden = JSON.parse(
  readFileSync(new URL('test-fixtures/england/november-2025-golden.json', root), 'utf8'),
) as {
  pcns: number;
  fte_total: number;
  rate_mean: number;
  needs: [need: string, n: number, mean: number, constant: number, slope: number, stdError: number][];
};

const name = there
  ? 'studies/england-to-date.yaml on both folders'
  : `studies/england-to-date.yaml (not tested: no data packs at ${england} and ${later}; set INVERSE_CARE_DATA and INVERSE_CARE_DATA_LATER)`;

describe.runIf(there)(name, () => {
  const at = workplace();
  let outcome: Outcome;
  let page: string;
  let findings: { id: string; snapshot: string | null }[];
  beforeAll(async () => {
    // The folders of a test are made before each; this run is of all.
    mkdirSync(at.work, { recursive: true });
    const out = path.join(at.scratch, 'to-date');
    const study = fileURLToPath(new URL('studies/england-to-date.yaml', root));
    const folders = ['--data', england, '--data', later];
    outcome = await at.inverseCare(
      ['run', '--study', study, ...folders, '--out', out, '--no-pdf', '--replicates', '0'],
      undefined,
    );
    expect(outcome.stderr).toBe('');
    page = readFileSync(path.join(out, 'report.html'), 'utf8')
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ');
    const record = JSON.parse(readFileSync(path.join(out, 'record/run.json'), 'utf8'));
    findings = record.provenance.check.findings;
  }, 600_000);

  it('ends well, with the slopes of 30 November 2025 that R finds', () => {
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('2025-11-30, 95% interval');
    const slopes = readFileSync(path.join(at.scratch, 'to-date/results/slopes.csv'), 'utf8').split('\n');
    for (const [need, , , , slope] of golden.needs) {
      const row = slopes.find((line) => line.startsWith(`${need},2025-11-30,need,`))?.split(',') ?? [];
      expect(Number(row[3])).toBeCloseTo(slope, 10);
    }
  });

  it('answers first, need by need, at the last snapshot', () => {
    const answered =
      /There was no clear association between need and the provision of link workers, with need measured as predicted lack of support\. (.*?) Grades?:/.exec(
        page,
      );
    expect(answered?.[1]).toContain('long-term conditions');
    const [, , , , slope] = golden.needs.find(([need]) => need === 'ltc_share')!;
    expect(page).toContain(`+${(slope / 10).toFixed(3)}`);
  });

  it('says what has happened since the paper, from the last snapshot that the paper has too', () => {
    const total = Math.round(golden.fte_total).toLocaleString('en-GB');
    expect(page).toContain(
      `The paper ends at 30 September 2023 (the paper’s 2023/24 Q3); these data have one snapshot since. Between 30 June 2022 (the paper’s 2022/23 Q2), the last that the paper has too, and 30 November 2025, mean provision went from 0.310 to ${golden.rate_mean.toFixed(3)} FTE per 10,000 patients and the total from 1,903 to ${total} FTE.`,
    );
    expect(page).toContain('Two dates cannot tell a trend');
  });

  it('says in the chart what is carried over, and from which date', () => {
    expect(page).toMatch(
      /Carried over from another year: where patients live of 1 July 2022 at 6 of 11 snapshots, up to 1,248 days/,
    );
  });

  it('tells of the data what each snapshot lacks, the role of the same stem in 2025 among it', () => {
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'role-of-same-stem', snapshot: '2025-11-30' }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'distant-neighbourhoods', snapshot: '2025-11-30' }),
    );
    expect(outcome.stdout).toContain('Findings about the data:');
  });

  it('counts survivors at the snapshots before the day to which they survive, and not after it', () => {
    const population = readFileSync(path.join(at.scratch, 'to-date/results/population.csv'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const at2025 = population.filter(([snapshot]) => snapshot === '2025-11-30');
    expect(at2025.map(([, which, , pcns]) => [which, pcns])).toEqual([['open_on_date', String(golden.pcns)]]);
    expect(population.filter(([, which]) => which === 'survivors')).toHaveLength(10);
  });
});
