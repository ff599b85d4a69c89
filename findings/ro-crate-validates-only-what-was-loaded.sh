#!/usr/bin/env bash
# ro-crate 3.7.2 (npm) on Node 20: validate() calls a minimal RO-Crate 1.1 invalid: name, description, datePublished
# and license are "missing", and the root is no Dataset, though all five are there and the same crate
# with 1.2 in its two addresses is valid. The package holds the terms of the 1.2 context; those of any other have to be
# loaded by resolveContext() before, which validate() does not do. It fetches the context and reports it as found, but
# does not read its terms. Once some other crate of 1.1 has been resolved in the same process, the plain call finds
# the first one valid as well: the verdict depends on what was done before.
# Nothing but the installation goes to the network: the context comes from a stand-in for fetch, with the terms needed as
# RO-Crate 1.1 defines them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" ro-crate@3.7.2
cat > trial.cjs <<'JS'
const { readFileSync } = require('node:fs');

const terms = ['Dataset', 'CreativeWork', 'about', 'name', 'description', 'datePublished', 'license'];
const context = {
  name: 'RO-Crate JSON-LD Context',
  version: '1.1.3',
  '@context': Object.fromEntries(terms.map((term) => [term, `http://schema.org/${term}`])),
};
globalThis.fetch = async () => new Response(JSON.stringify(context));
const { ROCrate, validate } = require('ro-crate');

const { version } = JSON.parse(readFileSync('node_modules/ro-crate/package.json', 'utf8'));
const crate = (edition, name) => ({
  '@context': `https://w3id.org/ro/crate/${edition}/context`,
  '@graph': [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': `https://w3id.org/ro/crate/${edition}` },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name,
      description: 'Staff of practices by decile of deprivation',
      datePublished: '2026-01-31',
      license: { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    },
  ],
});
const ask = async (subject) => {
  const results = await validate(subject);
  return {
    contextFound: results.some(({ id, status }) => id === 'contextName' && status === 'success'),
    faults: results.filter(({ status }) => status !== 'success').map(({ id }) => id),
  };
};
(async () => {
  const before = await ask(crate('1.1', 'Staff'));
  const newer = await ask(crate('1.2', 'Staff'));
  const again = await ask(crate('1.1', 'Staff'));
  const other = new ROCrate(crate('1.1', 'Another'), { array: true, link: true });
  await other.resolveContext();
  const resolved = await ask(other);
  const after = await ask(crate('1.1', 'Staff'));
  console.log('ro-crate', version, 'Node', process.version);
  for (const [name, found] of Object.entries({ before, newer, again, resolved, after })) {
    console.log(`${name}:`, JSON.stringify(found));
  }
  const missing = ['nameRequired', 'descriptionRequired', 'datePublishedRequired', 'licenseRequired'];
  const refused = ({ contextFound, faults }) =>
    contextFound && JSON.stringify(faults) === JSON.stringify(['rootDatasetType', ...missing]);
  const valid = ({ contextFound, faults }) => contextFound && faults.length === 0;
  if (![before, again].every(refused) || ![newer, resolved, after].every(valid)) {
    console.error('The behaviour has changed.');
    process.exit(1);
  }
})();
JS
node trial.cjs
