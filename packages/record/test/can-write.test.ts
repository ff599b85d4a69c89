import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from '@inverse-care/domain';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assertCanWrite } from '../src/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'can-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('a folder that is there, and one that is to be made, can be written, and nothing stays behind', async () => {
  await assertCanWrite(folder);
  await assertCanWrite(path.join(folder, 'a', 'b'));
  expect(await readdir(folder)).toEqual([]);
});

it('an output folder below a file is refused in a sentence that names the file', async () => {
  const file = path.join(folder, 'notes.txt');
  await writeFile(file, 'mine');
  for (const out of [path.join(file, 'out'), path.join(file, 'deep', 'out')]) {
    const refused = assertCanWrite(out);
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toMatchObject({
      message: `The output folder cannot be written: a file is in the way, at ${file}.`,
      place: { file: out },
    });
  }
});

it('a name that the disk does not take is refused', async () => {
  await expect(assertCanWrite(path.join(folder, 'x'.repeat(5000), 'out'))).rejects.toThrow(
    'its name is too long',
  );
});

// Whoever may do everything is not kept out by a mode.
it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without permission is refused',
  async () => {
    await chmod(folder, 0o555);
    for (const out of [folder, path.join(folder, 'out')])
      await expect(assertCanWrite(out)).rejects.toThrow('this user may not write there');
    await chmod(folder, 0o755);
  },
);
