// Follows every link between the Markdown files: the file must exist under exactly this name, and the anchor be a heading
// of it. Where a text gives a decision's number, it must be that of the file it links to, and of the file's own heading.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { headingsOf } from './markdown-anchors.mjs';
import { root } from './workspace.mjs';

const skipped = new Set(['node_modules', 'dist', 'out', 'coverage']);
const { files, folders } = walk('.');
const pages = new Map(
  [...files]
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
);
const anchorsOf = new Map();
const numbered = [...pages.keys()].filter((file) => /^docs\/decisions\/\d{4}-/.test(file));
const decisions = new Map(numbered.map((file) => [numberOf(file), file]));

const wrong = numbered.flatMap((file) => {
  const number = numberOf(file);
  if (decisions.get(number) !== file) return [`${file} has the number of ${decisions.get(number)}`];
  const [{ text } = { text: '' }] = headingsOf(pages.get(file));
  return text.startsWith(`${number}. `) ? [] : [`${file} is headed "${text}", not "${number}. …"`];
});
let followed = 0;
for (const [file, markdown] of pages) {
  for (const [index, line] of withoutCode(markdown).split('\n').entries()) {
    const complain = (what) => wrong.push(`${file}:${index + 1} ${what}`);
    for (const link of linksOf(line)) judge(file, link, complain);
    for (const [, number] of line.matchAll(/\bdecision (\d+)\b/gi)) {
      if (!decisions.has(Number(number))) complain(`speaks of decision ${number}, which there is not`);
    }
  }
}
if (followed === 0) wrong.push('No link was found: the check looks in the wrong place');
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`${followed} links in ${pages.size} Markdown files lead where they say.`);

function judge(file, { text, target }, complain) {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return;
  followed += 1;
  const [place, anchor] = decodeURI(target).split('#');
  const to = place === '' ? file : path.posix.join(path.posix.dirname(file), place).replace(/\/$/, '');
  if (!files.has(to) && !folders.has(to)) return complain(`links to ${target}: there is no ${to}`);
  if (anchor !== undefined && pages.has(to) && !anchorsIn(to).has(anchor)) {
    complain(`links to ${target}: ${to} has no heading #${anchor}`);
  }
  const said = /\d+/.exec(text)?.[0];
  if (numbered.includes(to) && said !== undefined && Number(said) !== numberOf(to)) {
    complain(`calls ${to} "${text}"`);
  }
}

function anchorsIn(file) {
  if (!anchorsOf.has(file)) {
    const markdown = pages.get(file);
    const named = [...markdown.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id);
    anchorsOf.set(file, new Set([...headingsOf(markdown).map(({ anchor }) => anchor), ...named]));
  }
  return anchorsOf.get(file);
}

/** The page with its lines, but without what stands in fences and between backticks. */
function withoutCode(markdown) {
  return markdown
    .replaceAll('\r\n', '\n')
    .replace(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\2`*[ \t]*$/gm, (block) =>
      block.replace(/[^\n]/g, ''),
    )
    .replace(/(`+)(?:(?!`)[^\n])+?\1(?!`)/g, (code) => code.replaceAll(/[^\n]/g, 'x'));
}

/** Links and images in the line, and what a reference stands for. */
function linksOf(line) {
  const inline = [...line.matchAll(/\[((?:[^[\]]|\[[^\]]*\])*)\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const references = [...line.matchAll(/^ {0,3}\[([^\]]+)\]:\s*<?([^\s>]+)>?/g)];
  return [...inline, ...references].map(([, text, target]) => ({ text, target }));
}

function numberOf(file) {
  return Number(path.posix.basename(file).slice(0, 4));
}

/** Everything below a folder that may be committed, by names with slashes. */
function walk(folder) {
  const found = { files: new Set(), folders: new Set(['.', '']) };
  const visit = (within) => {
    for (const entry of readdirSync(path.join(root, within), { withFileTypes: true })) {
      if (skipped.has(entry.name) || entry.name === '.git' || entry.name === '.turbo') continue;
      const name = path.posix.join(within, entry.name);
      if (entry.isDirectory()) {
        found.folders.add(name);
        visit(name);
      } else found.files.add(name);
    }
  };
  visit(folder);
  return found;
}
