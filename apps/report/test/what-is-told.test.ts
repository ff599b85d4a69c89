import { benchmarks, inference, joint, unmeasured } from '@inverse-care/core/tables';
import { filled } from '@inverse-care/domain';
import { expect, it } from 'vitest';
import { bare } from '../src/language/marks.js';
import { simulatedP } from '../src/language/numbers.js';
import { alternativesView } from '../src/sections/tables/alternatives-table.js';
import { tableS1Views, tableS2Views } from '../src/sections/tables/coefficient-table.js';
import { unmeasuredView } from '../src/sections/tables/robustness-tables.js';
import { fullInput, withTables } from './html-fixtures.js';
import { rangeName } from './spoken.js';

const input = fullInput();

it('a simulated p-value stands with its Monte Carlo error, an exact one alone', () => {
  expect(simulatedP(0.0342, 0.0058)).toBe('0.034, Monte Carlo error 0.006');
  expect(simulatedP(0.001, 0.0004)).toBe('0.001, Monte Carlo error <0.001');
  expect(simulatedP(0.0342, 0)).toBe('0.034');
  expect(simulatedP(0.0342, null)).toBe('0.034');
});

it('the wild tests of the other methods show how far simulation leaves them, the others nothing', () => {
  const [one] = input.tables.rows(inference);
  const method = (name: 'HC3' | 'wild bootstrap, CR1 by ICB', p_mcse: number | null) =>
    ({ ...one!, method: name, p_value: 0.034, p_mcse }) as const;
  const rows = [method('HC3', null), method('wild bootstrap, CR1 by ICB', 0.004)];
  const told = withTables(input, filled(inference, rows));
  const view = alternativesView(told)!;
  const p = view.rows.map(({ cells }) => cells.find(({ text }) => text === '0.034')?.sub ?? null);
  expect(p).toEqual([null, 'Monte Carlo error 0.004']);
});

it('stars of Tables S1 and S2 say that they are uncorrected, and where corrected ones are', () => {
  const s1 = tableS1Views(input)[0]!;
  const notes = bare(s1.notes).join(' ');
  expect(notes).toContain(`of each test alone: uncorrected for the ${s1.rows.length} snapshots.`);
  expect(notes.includes('results/joint.csv')).toBe(input.tables.rows(joint).length > 0);
  const s2 = tableS2Views(input)[0]!;
  expect(bare(s2.notes).join(' ')).toContain(`uncorrected for the ${s2.rows.length} snapshots.`);
  expect(s2.notes.join(' ')).not.toContain('results/joint.csv');
});

it('delta for 1.3 times R-squared is not printed where R-squared is below 5%', () => {
  const base = {
    need: input.study.needs[0]!,
    snapshot: input.study.snapshots.at(-1)!,
    controls: 'share_65_plus',
    characteristics: 1,
    n: 1200,
    estimate: -0.3,
    std_error: 0.1,
    errors: 'CR2 by ICB',
    partial_r2: 0.01,
    robustness_value: 0.08,
    robustness_value_interval: 0.02,
    oster_delta: 12.34,
    oster_delta_all: 0.56,
  };
  const printed = (r2: number) => {
    const filledIn = withTables(input, filled(unmeasured, [{ ...base, r2 }]), filled(benchmarks, []));
    return unmeasuredView(filledIn)!;
  };
  const texts = (r2: number) => printed(r2).rows[0]!.cells.map(({ text }) => text);
  expect(texts(0.0499).slice(-2)).toEqual(['–', '0.56']);
  expect(texts(0.05).slice(-2)).toEqual(['12.34', '0.56']);
  expect(bare(printed(0.03).notes).join(' ')).toContain('less than 5% of provision');
  expect(bare(printed(0.03).notes).join(' ')).toContain('intervals: CR2 by ICB');
});

it('bounds are called by their range', () => {
  const { multiverse } = input.study;
  const without = {
    ...input.study,
    multiverse: multiverse && { ...multiverse, unreported_range: undefined },
  };
  expect(rangeName(without)).toBe('from none to the 95th percentile of reporters');
  const stated = {
    ...input.study,
    multiverse: { ...multiverse!, unreported_range: [0, 2] as [number, number] },
  };
  expect(rangeName(stated)).toBe('over the study’s range');
});
