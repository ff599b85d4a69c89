// docs/security.md names the test of each guard, as [file](path) “title”: the test must be in that file.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

const page = 'docs/security.md';
const markdown = readFileSync(path.join(root, page), 'utf8');
const named = [...markdown.matchAll(/\]\(([^)]+\.test\.ts)\)(?: “([^”]+)”)?/g)];
const wrong = named.flatMap(([, link, title = '']) => {
  const file = path.posix.join('docs', link);
  const found = readFileSync(path.join(root, file), 'utf8');
  return found.includes(title) ? [] : [`${file} has no test “${title}”`];
});
if (named.length === 0) wrong.push(`No test is named in ${page}: the check looks in the wrong way`);
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${named.length} tests that ${page} names are there.`);
