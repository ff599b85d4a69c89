// Writes docs/study-files.md and docs/study.schema.json from the schema of a study. With --check it writes nothing and
// fails where one of them is not what the schema says. The packages must be built.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { studyJsonSchema, studyPage } from '../packages/core/dist/bundle/study-guide.js';
import { root } from './workspace.mjs';

const pages = new Map([
  ['study-files.md', studyPage()],
  ['study.schema.json', `${JSON.stringify(studyJsonSchema(), null, 2)}\n`],
]);
const place = (name) => path.join(root, 'docs', name);
if (!process.argv.includes('--check')) {
  for (const [name, text] of pages) writeFileSync(place(name), text);
  console.log(`${pages.size} files of the study's schema are written to docs.`);
} else {
  const stale = [...pages].filter(
    ([name, text]) =>
      !existsSync(place(name)) || readFileSync(place(name), 'utf8').replaceAll('\r\n', '\n') !== text,
  );
  for (const [name] of stale)
    console.error(`docs/${name} is not what the schema of a study says: run node scripts/study-pages.mjs.`);
  if (stale.length > 0) process.exit(1);
  console.log(`${pages.size} files in docs are what the schema of a study says.`);
}
