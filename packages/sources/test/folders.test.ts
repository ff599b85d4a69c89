import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import * as small from './small-england.js';

const files = await small.minimal();
const of = (names: readonly string[]): small.Files =>
  Object.fromEntries(names.map((name) => [name, files[name] as string]));
const staff = ['workforce/a.csv', 'workforce/b.csv'];
const rest = ['patients/april.csv', 'patients/july.csv', 'membership.xlsx'];

describe('data in two folders', async () => {
  const [first, second] = [await small.folderOf(of(staff)), await small.folderOf(of(rest))];

  it('are taken together, and every file is named with its folder', async () => {
    const built = await small.buildOf([first, second]);
    expect(built.panel).toEqual((await small.build(files)).panel);
    const names = [first, second].map((dir) => dir.split(/[\\/]/).at(-1) as string);
    expect(built.inputs.map(({ path }) => path)).toEqual(
      [...staff.map((path) => `${names[0]}/${path}`), ...rest.map((path) => `${names[1]}/${path}`)].sort(),
    );
    expect((await checkFolder({ dir: [first, second] })).snapshots).toEqual(built.check?.snapshots);
  });

  it('cannot be one folder twice, or a folder and one within it', async () => {
    await expect(small.buildOf([first, first])).rejects.toThrow('The data folder is named twice');
    await expect(small.buildOf([first, `${first}/workforce`])).rejects.toMatchObject({
      message: `The data folder lies in another one that is named too, ${first}`,
      place: { file: `${first}/workforce` },
    });
  });

  it('must both be there', async () => {
    await expect(small.buildOf([first, `${second}-none`])).rejects.toThrow('The data folder does not exist');
  });
});
