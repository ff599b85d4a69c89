#!/usr/bin/env bash
# webr 0.6.0 (R compiled to WebAssembly, from npm): its package.json allows Node 17 and later, and a fresh install on
# Node 20 cannot start R: "Cannot find module 'ws'". The package asks for ws wherever there is no global WebSocket, which
# Node has only since 22, and names it neither among its dependencies nor among its peers. R itself needs no socket:
# anything that stands under globalThis.WebSocket lets it start and compute.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"name":"trial","private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund webr@0.6.0
cat > trial.mjs <<'JS'
import { readFileSync } from 'node:fs';

const { version, dependencies = {}, peerDependencies = {}, engines } = JSON.parse(
  readFileSync('node_modules/webr/package.json', 'utf8'),
);
console.log(`webr ${version}, Node ${process.version}, engines ${JSON.stringify(engines)}`);
console.log('names ws:', 'ws' in dependencies || 'ws' in peerDependencies);
delete globalThis.WebSocket;
async function start() {
  const { WebR } = await import(`webr?${Math.random()}`).catch(() => import('webr'));
  const r = new WebR();
  await r.init();
  const answer = await r.evalRNumber('sum(1:10)');
  r.close();
  return answer;
}
const without = await start().then(
  (answer) => `answers ${answer}`,
  (error) => error.message.split('\n')[0],
);
console.log('without WebSocket:', without);
globalThis.WebSocket = class {};
const withPlaceholder = await start().then((answer) => `answers ${answer}`, (error) => error.message);
console.log('with a placeholder:', withPlaceholder);
const same = !('ws' in dependencies) && /Cannot find (module|package) 'ws'/.test(without) && withPlaceholder === 'answers 55';
if (!same) console.error('The behaviour has changed.');
process.exit(same ? 0 : 1);
JS
node trial.mjs
