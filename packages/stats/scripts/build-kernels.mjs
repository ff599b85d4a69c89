// node build-kernels.mjs PACKAGE TARGET: compiles assembly/ of a package and writes it as TARGET, a TypeScript file below
// the package. With --check it only compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import asc from 'assemblyscript/asc';

const [root, path] = process.argv.slice(2);
const target = resolve(root, path);

async function compile() {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--outFile',
      'kernel.wasm',
      '--runtime',
      'stub',
      '--noAssert',
      '-O3',
      '--enable',
      'simd',
      '--baseDir',
      root,
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) bytes = contents;
      },
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return bytes;
}

const lines = Buffer.from(await compile())
  .toString('base64')
  .match(/.{1,100}/g)
  .map((line) => `  '${line}',`);
const module = [
  '/** The kernels of assembly/ as WebAssembly, in base64. Written by scripts/build-kernels.mjs; not to be edited. */',
  'export const kernelBytes = [',
  ...lines,
  "].join('');",
  '',
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(target, module);
else if (readFileSync(target, 'utf8').replaceAll('\r\n', '\n') !== module) {
  throw new Error(`${path} is not what assembly/ compiles to: run \`pnpm run kernels\` in the package.`);
}
