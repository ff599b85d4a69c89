import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputsOf, workplace } from './command.js';

const at = workplace();
const kept = () => path.join(at.scratch, 'parts');

const multiverse = 'multiverse: { covariates: [none], form: [level, log1p], replicates: 49 }\n';
const part = (number: number) => path.join(at.work, `part-${number}`);
const shard = (plan: string, ...more: string[]) =>
  at.inverseCare([
    'shard',
    '--plan',
    plan,
    '--study',
    at.study,
    '--data',
    at.data,
    '--out',
    part(Number.parseInt(plan, 10)),
    ...more,
  ]);
const merge = (...numbers: number[]) =>
  at.inverseCare(['merge', ...numbers.map(part), '--out', at.out, '--no-pdf']);

function withMultiverse() {
  writeFileSync(at.study, readFileSync(at.study, 'utf8') + multiverse);
}

/** Three parts of a sensitivity run, made once. */
async function haveParts() {
  withMultiverse();
  if (!existsSync(kept())) {
    for (const [i, threads] of ['1', '2', '1'].entries())
      expect(await shard(`${i + 1}/3`, '--threads', threads)).toMatchObject({ code: 0, stderr: '' });
    for (const number of [1, 2, 3])
      cpSync(part(number), path.join(kept(), `part-${number}`), { recursive: true });
  } else cpSync(kept(), at.work, { recursive: true });
}

const about = (number: number) => path.join(part(number), 'part.json');
const edit = (number: number, change: (content: Record<string, unknown>) => void) => {
  const content = JSON.parse(readFileSync(about(number), 'utf8'));
  change(content);
  writeFileSync(about(number), JSON.stringify(content));
};

describe('parts of a run', () => {
  it('come together to the bytes of one machine', async () => {
    await haveParts();
    expect(await merge(3, 1, 2)).toMatchObject({ code: 0, stderr: '' });
    const one = path.join(at.work, 'one');
    const whole = await at.inverseCare(
      `sensitivity --study ${at.study} --data ${at.data} --out ${one} --no-pdf`.split(' '),
    );
    expect(whole.code).toBe(0);
    expect(outputsOf(at.out)).toEqual(outputsOf(one));
    expect(outputsOf(one).some((file) => file.path === 'results/multiverse.csv')).toBe(true);
    // Again there is nothing to do; the documents can be made anew.
    expect((await merge(1, 2, 3)).stdout).toContain('Nothing has changed');
    const again = await at.inverseCare(['report', '--from', at.out, '--out', `${at.out}2`, '--no-pdf']);
    expect(again.code).toBe(0);
  });

  it('come together where the study looks at some places alone, lists roles and declares a model', async () => {
    const own = 'where: patients >= 20000\nroles: all\nmodel: { errors: HC1 }\n';
    writeFileSync(at.study, readFileSync(at.study, 'utf8') + own);
    const one = path.join(at.work, 'one');
    const whole = await at.inverseCare(
      `run --study ${at.study} --data ${at.data} --out ${one} --no-pdf`.split(' '),
    );
    expect(whole).toMatchObject({ code: 0 });
    for (const plan of ['1/2', '2/2']) expect((await shard(plan, '--of', 'run')).code).toBe(0);
    expect(await merge(2, 1)).toMatchObject({ code: 0, stderr: '' });
    expect(outputsOf(at.out)).toEqual(outputsOf(one));
    const inPanel = (folder: string) =>
      readFileSync(path.join(folder, 'results/panel.csv'), 'utf8').trim().split('\n').length;
    expect(inPanel(at.out)).toBe(33);
    expect(outputsOf(at.out).some((file) => file.path === 'results/roles.csv')).toBe(true);
  });

  it('are left alone where they are made already, and made again where the data have changed', async () => {
    await haveParts();
    const before = statSync(about(2)).mtimeMs;
    expect((await shard('2/3')).stdout).toContain('nothing has changed');
    expect(statSync(about(2)).mtimeMs).toBe(before);
    const file = path.join(at.data, 'local/ltc.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('0.4', '0.45'));
    expect((await shard('2/3')).stdout).toContain('tasks done');
    at.expectRefusal(await merge(1, 2, 3), /data is not that of .*part-1/, 'part-2', 'same files');
  });

  it('of one run alone are refused', async () => {
    await haveParts();
    at.expectRefusal(await merge(1, 3), 'A part is missing: 2 of 3', 'shard --plan 2/3');
    at.expectRefusal(await merge(1, 2, 2, 3), 'Part 2 of 3 is there twice');
    at.expectRefusal(await merge(1, 2, 3, 4), 'no part in this folder', 'part-4');
    for (const [option, value] of [
      ['--seed', '9'],
      ['--replicates', '99'],
    ] as const) {
      expect((await shard('2/3', option, value)).code).toBe(0);
      at.expectRefusal(await merge(1, 2, 3), 'seed or number of replicates is not that of', 'part-2');
    }
    expect((await shard('2/4')).code).toBe(0);
    at.expectRefusal(await merge(1, 2, 3), 'number of parts is not that of', '(4, not 3)');
    expect((await shard('2/3', '--of', 'run')).code).toBe(0);
    at.expectRefusal(await merge(1, 2, 3), 'kind of run is not that of', 'part-2');
    writeFileSync(at.study, readFileSync(at.study, 'utf8').replace('A small study', 'Another study'));
    expect((await shard('2/3')).code).toBe(0);
    at.expectRefusal(await merge(1, 2, 3), 'study is not that of', 'part-2');
  });

  it('that are damaged or of another version are refused by name', async () => {
    await haveParts();
    const bin = path.join(part(2), 'part.bin');
    const bytes = readFileSync(bin);
    bytes[bytes.length - 5]! ^= 1;
    writeFileSync(bin, bytes);
    at.expectRefusal(await merge(1, 2, 3), 'damaged', /part-2.*part\.bin/, 'Make this part again');
    // The same command then makes it again, and does not take it for done.
    expect((await shard('2/3', '--threads', '2')).stdout).toContain('tasks done');
    expect((await merge(1, 2, 3)).code).toBe(0);
    rmSync(at.out, { recursive: true });
    const { size } = statSync(bin);
    truncateSync(bin, size - 10);
    at.expectRefusal(await merge(1, 2, 3), `${size} bytes were written`, 'part-2');
    await haveParts();
    writeFileSync(about(2), readFileSync(about(2), 'utf8').slice(0, 400));
    at.expectRefusal(await merge(1, 2, 3), 'damaged', /part-2.*part\.json/);
    await haveParts();
    edit(2, (content) => {
      content.format = 99;
    });
    at.expectRefusal(await merge(1, 2, 3), 'another version of inverse-care', 'this one says 99');
    await haveParts();
    for (const number of [1, 2, 3])
      edit(number, (content) => {
        (content.software as { code_sha256: string }).code_sha256 = 'a'.repeat(64);
      });
    at.expectRefusal(await merge(1, 2, 3), 'another build of inverse-care');
    await haveParts();
    edit(2, (content) => {
      (content.engine as { v8: string }).v8 = '1.2';
    });
    at.expectRefusal(await merge(1, 2, 3), 'engine', 'part-2');
    await haveParts();
    edit(2, (content) => {
      (content.results as unknown[]).splice(1, 1);
    });
    at.expectRefusal(await merge(1, 2, 3), 'do not make up this run', 'Make the parts again');
  });

  it('keep to their own folders', async () => {
    await haveParts();
    const into = (out: string) =>
      at.inverseCare(['merge', part(1), part(2), part(3), '--out', out, '--no-pdf']);
    at.expectRefusal(await into(part(2)), 'take the place of one of its parts');
    at.out = part(2);
    at.expectRefusal(await at.run(), 'already holds "part', 'part of another run');
    at.out = path.join(at.work, 'out');
    await at.hasRun();
    cpSync(at.out, part(4), { recursive: true });
    at.expectRefusal(await shard('4/4'), 'already holds', 'of a report');
  });

  it('stopped by Ctrl-C leave nothing behind', async () => {
    withMultiverse();
    const stopped = await at.inverseCare(
      `shard --plan 1/2 --study ${at.study} --data ${at.data} --out ${part(1)} --replicates 100000`.split(
        ' ',
      ),
      (stop) => {
        const watch = setInterval(() => {
          if (!readdirSync(at.work).some((name) => name.includes('unfinished'))) return;
          clearInterval(watch);
          stop();
        }, 20);
      },
    );
    expect(stopped.code).toBe(130);
    expect(readdirSync(at.work).sort()).toEqual(['data', 'study.yaml']);
  });

  it('are asked for by a part and a number of parts', async () => {
    for (const plan of ['0/3', '4/3', '1', 'a/b', '1/0', '1/10001']) {
      const { code, stderr } = await shard(plan);
      expect(code).toBe(2);
      expect(stderr).toContain('such as 2/8');
    }
    const { code, stderr } = await shard('1/2', '--of', 'sensitivity');
    expect(code).toBe(1);
    expect(stderr).toContain('multiverse');
  });
});
