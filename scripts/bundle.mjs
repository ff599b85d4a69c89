// node scripts/bundle.mjs, in the folder of a package that has been compiled: puts what its exports lead to into a few
// files below dist/bundle, with the libraries that it depends on in them. A process or a thread that starts opens these
// instead of hundreds.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = path.join('dist', 'bundle');
/** The module that the compiler has made, by its place among the bundles. */
const input = Object.fromEntries(
  Object.values(exports).map(({ types, default: bundled }) => [
    path.posix.relative('dist/bundle', bundled).replace(/\.js$/, ''),
    types.replace(/\.d\.ts$/, '.js'),
  ]),
);
rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input,
  platform: 'node',
  // What starts threads of its own, looks for its own files or is loaded by few runs is where these are.
  external: /^(node:|@inverse-care\/|@sparticuz\/|(piscina|bullmq|ioredis|puppeteer|webr)$)/,
});
await bundle.write({ dir: folder, format: 'esm', minify: false, chunkFileNames: '[name].js' });
await bundle.close();
