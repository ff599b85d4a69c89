import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const biome = createRequire(path.join(root, 'package.json')).resolve('@biomejs/biome/bin/biome');
const folder = mkdtempSync(path.join(tmpdir(), 'rooms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether the check of arrows refuses a file of a room that imports something. */
function refused(): string[] {
  let out: string;
  try {
    out = execFileSync(
      process.execPath,
      [biome, 'lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--reporter=json', '.'],
      { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  } catch (error) {
    out = (error as { stdout: string }).stdout;
  }
  const { diagnostics } = JSON.parse(out) as { diagnostics: { location: { path: string } }[] };
  return diagnostics.map(({ location }) => location.path.replaceAll('\\', '/')).sort();
}

it('rooms of the report refuse imports against the arrows, and no others', () => {
  copyFileSync(path.join(root, 'biome.json'), path.join(folder, 'biome.json'));
  const wrong = [
    ['language', '../html/table.js'],
    ['language', '../drawings/figures.js'],
    ['language', '../sections/block.js'],
    ['language', '../documents/render.js'],
    ['language', '@inverse-care/stats'],
    ['html', '../sections/block.js'],
    ['html', '../documents/render.js'],
    ['drawings', '../sections/block.js'],
    ['drawings', '../documents/render.js'],
    ['sections/tables', '../../documents/render.js'],
    ['sections/tables', '../../drawings/figures.js'],
    ['documents', '../drawings/figures.js'],
  ];
  const right = [
    ['language', './numbers.js'],
    ['drawings', '../language/numbers.js'],
    ['sections/tables', '../../language/numbers.js'],
    ['sections', '../html/table.js'],
    ['documents', '../sections/block.js'],
    ['.', './documents/render.js'],
  ];
  const write = (kind: string, cases: readonly string[][]) =>
    cases.map(([room, target], i) => {
      const file = `apps/report/src/${room}/${kind}-${i}.ts`.replace('/./', '/');
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), `import { a } from '${target}';\n\nexport const b = a;\n`);
      return file;
    });
  const against = write('wrong', wrong);
  write('right', right);
  expect(refused()).toEqual([...against].sort());
});
