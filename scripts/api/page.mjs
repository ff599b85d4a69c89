// The API page of one package.
import path from 'node:path';
import { anchors } from '../markdown-anchors.mjs';
import { asMarkdown, firstSentence, partsOf } from './comment.mjs';

const sections = [
  ['function', 'Functions'],
  ['class', 'Classes'],
  ['constant', 'Constants'],
  ['type', 'Types'],
];

/** A longer declaration is cut: what is left of it is in the source. */
const mostLines = 60;

/** @param exported as `exportsOf` gives them; the page is for the folder docs/api. */
export function apiPage({ name, description, folder }, exported) {
  const made = `Made by \`node scripts/api-pages.mjs\` from the comments in \`packages/${folder}/src\`.`;
  const groups = sections
    .map(([kind, title]) => ({ title, entries: exported.filter((entry) => entry.kind === kind) }))
    .filter(({ entries }) => entries.length > 0);
  const byName = anchorsByName(name, groups);
  const lists = groups.map(({ title, entries }) => {
    const items = entries.map((entry) => listItem(entry, byName));
    return `**${title}**\n\n${items.join('\n')}`;
  });
  const bodies = groups.map(({ title, entries }) => {
    const parts = entries.map((entry) => section(entry, folder, byName));
    return `## ${title}\n\n${parts.join('\n\n')}`;
  });
  return `${[`# ${name}`, description, made, ...lists, ...bodies].join('\n\n')}\n`;
}

/** The anchor of every heading, given in the order in which they stand. */
function anchorsByName(name, groups) {
  const next = anchors();
  next(name);
  const byName = new Map();
  for (const { title, entries } of groups) {
    next(title);
    for (const entry of entries) byName.set(entry.name, next(entry.name));
  }
  return byName;
}

function listItem({ name, comment }, byName) {
  const link = `[\`${name}\`](#${byName.get(name)})`;
  const { description } = partsOf(comment ?? '');
  const sentence = asMarkdown(firstSentence(description), () => undefined);
  return sentence === '' ? `- ${link}` : `- ${link}: ${sentence}`;
}

function section({ name, kind, codes, comment, file }, folder, byName) {
  const { description, parameters, returns, throws, examples, deprecated } = partsOf(comment ?? '');
  const anchorOf = (other) => (other === name ? undefined : byName.get(other));
  const text = (value) => asMarkdown(value, anchorOf).replaceAll(/\s*\n\s*/g, ' ');
  const source = path.basename(file, '.d.ts');
  const within = path.relative(path.join('packages', folder, 'dist'), path.dirname(file));
  const where = [...within.split(path.sep).filter(Boolean), `${source}.ts`].join('/');
  const parts = [`### ${name}`, fenced(codes.map(shorten).join('\n\n'))];
  for (const reason of deprecated) parts.push(`**Deprecated.** ${text(reason)}`);
  if (description !== '') parts.push(asMarkdown(description, anchorOf));
  if (parameters.length > 0) parts.push(`**Parameters**\n\n${parameters.map(parameter(text)).join('\n')}`);
  for (const value of returns) parts.push(`**Returns** ${text(value)}`);
  for (const value of throws) parts.push(`**Throws** ${text(value)}`);
  if (examples.length > 0) parts.push(`**Example**\n\n${examples.join('\n\n')}`);
  if (kind !== 'type') parts.push(`Source: [${where}](../../packages/${folder}/src/${where})`);
  return parts.join('\n\n');
}

const parameter = (text) => (value) => {
  const [, name, rest] = /^(\S+)\s*-?\s*([\s\S]*)$/.exec(value);
  return `- \`${name}\`: ${text(rest)}`;
};

const fenced = (code) => `\`\`\`ts\n${code}\n\`\`\``;

function shorten(code) {
  const lines = code.split('\n');
  return lines.length <= mostLines ? code : [...lines.slice(0, mostLines), '// and so on'].join('\n');
}
