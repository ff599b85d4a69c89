// Compiles assembly/ and writes it as src/engine/kernel-bytes.ts. With --check it only compares the two.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('../src/engine/kernel-bytes.ts', import.meta.url));

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
  throw new Error(
    'src/engine/kernel-bytes.ts is not what assembly/ compiles to: run `pnpm run kernels` here.',
  );
}
