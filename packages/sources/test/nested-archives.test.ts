import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../src/index.js';
import { gzipLimits, readGzip } from '../src/tables/read-gzip.js';
import { build, type Files, folderOf, minimal, refusal, zip } from './small-england.js';

const plain = await minimal();
const panel = (await build(plain)).panel;
const april = plain['patients/april.csv'] as string;

/** The small country with its patients of April under another name. */
const instead = (files: Files): Files => {
  const { 'patients/april.csv': _, ...rest } = plain;
  return { ...rest, ...files };
};
const noteOf = async (files: Files, file: string) => {
  const check = await checkFolder({ dir: await folderOf(files) });
  return check.files.find(({ path }) => path === file)?.note;
};

describe('a CSV in an archive in an archive', () => {
  it('is read as if it lay in the folder, and is named with both', async () => {
    const outer = zip({ 'release/inner.zip': zip({ '1.april.csv': april }) });
    const built = await build(instead({ 'patients/outer.zip': outer }));
    expect(built.panel).toEqual(panel);
    expect(built.inputs.find(({ path }) => path === 'patients/outer.zip')?.rows).toBe(4);
  });

  it('is read beside a CSV in the outer archive', async () => {
    const { 'patients/july.csv': july, ...rest } = instead({});
    const outer = zip({ 'a.zip': zip({ 'april.csv': april }), 'july.csv': july as string });
    expect((await build({ ...rest, 'both.zip': outer })).panel).toEqual(panel);
  });

  it('is not read where it lies a level deeper, and the check says so', async () => {
    const deep = zip({ 'a.zip': zip({ 'b.zip': zip({ 'april.csv': april }) }) });
    expect(await noteOf({ ...plain, 'deep.zip': deep }, 'deep.zip')).toBe(
      'it holds another archive, b.zip, which is not read: unpack it',
    );
  });

  it.each(['inner.7z', 'inner.csv.gz', 'inner.rar'])(
    'is not read from %s, and the check says so',
    async (name) => {
      const outer = zip({ [name]: 'whatever' });
      expect(await noteOf({ ...plain, 'outer.zip': outer }, 'outer.zip')).toContain(
        `another archive, ${name}, which`,
      );
    },
  );

  it('is refused where the inner archive is cut, or leads outside itself', async () => {
    const inner = zip({ 'april.csv': april });
    const cut = await refusal(instead({ 'outer.zip': zip({ 'inner.zip': inner.slice(0, 60) }) }));
    expect(cut.message).toBe(
      'The archive inner.zip in this archive looks cut off or damaged: its table of contents cannot be read',
    );
    const outside = await refusal(
      instead({ 'outer.zip': zip({ 'inner.zip': zip({ '../april.csv': april }) }) }),
    );
    expect(outside.message).toContain('invalid relative path: ../april.csv');
  });
});

describe('a CSV that is packed by gzip', () => {
  it.each(['patients/april.csv.gz', 'patients/april.csv'])('is read as %s', async (path) => {
    const built = await build(instead({ [path]: gzipSync(april) }));
    expect(built.panel).toEqual(panel);
    expect(built.inputs.find((input) => input.path === path)?.rows).toBe(4);
  });

  it('is refused where it is cut', async () => {
    const cut = gzipSync(april).subarray(0, -12);
    const error = await refusal(instead({ 'april.csv.gz': cut }));
    expect(error.message).toBe('The gzip file is cut off or damaged');
    expect(error.place).toEqual({ file: 'april.csv.gz' });
  });

  it('is named where it holds something else', async () => {
    const tar = gzipSync(Buffer.from([0, 1, 0, 2, 255, 254, 0, 0]));
    expect(await noteOf({ ...plain, 'a.tar.gz': tar }, 'a.tar.gz')).toContain('not read: unpack it');
  });

  it('is refused where it unpacks to far more than it should', async () => {
    const dir = await folderOf({ 'zeros.gz': gzipSync(Buffer.alloc(1 << 20)) });
    const file = { path: 'zeros.gz', absolute: `${dir}/zeros.gz`, bytes: 1000 };
    const read = async (limits: typeof gzipLimits) => {
      let length = 0;
      for await (const chunk of readGzip(file, limits)) length += chunk.length;
      return length;
    };
    expect(await read(gzipLimits)).toBe(1 << 20);
    await expect(read({ ...gzipLimits, unpacked: 1 << 16 })).rejects.toThrow('far more than it should');
    await expect(read({ ...gzipLimits, ratioFrom: 1 })).rejects.toThrow('far more than it should');
  });
});
