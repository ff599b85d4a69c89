// Every command of inverse-care that the documentation prints is one that the program takes: the command is there, each
// option is one of it, an option that wants a value has one and another has none; in a block to be copied nothing that is
// required is missing. Scripts and files of the repository that such a line names are there. Nothing is run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { program } from '../apps/report/dist/program.js';
import { root } from './workspace.mjs';

const read = (file) => readFileSync(path.join(root, file), 'utf8');
const below = (folder, ends) =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => ends.test(name) && !/\/(api|decisions)\//.test(name));

const commands = new Map(program(new AbortController().signal).commands.map((one) => [one.name(), one]));
const scripts = JSON.parse(read('package.json')).scripts;

/** Lines of a text that may be commands: of blocks whole, with broken lines joined, and of code in a sentence. */
function* linesOf(file) {
  const text = read(file);
  if (!file.endsWith('.md')) {
    const source = file.endsWith('.ts') ? text.replaceAll('\\n', '\n').replace(/["'`]\s*[,)]?$/gm, '') : text;
    for (const line of source.replace(/\\\n\s*/g, ' ').split('\n'))
      yield { line: line.replace(/\$\{\{.*?\}\}/g, 'VALUE'), whole: false };
    return;
  }
  for (const [i, part] of text.split(/^ *```/m).entries()) {
    if (i % 2 === 1)
      for (const line of part.replace(/\\\n\s*/g, ' ').split('\n')) yield { line, whole: true };
    else for (const [, code] of part.matchAll(/`([^`\n]+)`/g)) yield { line: code, whole: false };
  }
}

/** Words of a shell line up to what ends the command; quotes are taken off. */
function wordsOf(line) {
  const words = [];
  for (const [, double, single, bare] of line.matchAll(/"((?:\\.|[^"])*)"|'([^']*)'|([^\s"']+)/g)) {
    if (bare !== undefined && /^(#|&&|\|\|?|;|>|<|\d?>)/.test(bare) && !/^<[\w-]+>$/.test(bare)) break;
    words.push(double ?? single ?? bare.replace(/[;)]+$/, ''));
  }
  return words;
}

/** What is wrong with the words after `inverse-care`. */
function* judge([name, ...words], whole) {
  if (name === undefined || name.startsWith('-') || /^(…|COMMAND|<command>)/.test(name)) return;
  const command = commands.get(name);
  if (command === undefined) {
    yield `there is no command ${name}`;
    return;
  }
  const given = new Set();
  let free = 0;
  for (let i = 0; i < words.length; i++) {
    const [flag, joined] = words[i].split(/=(.*)/s);
    if (!flag.startsWith('--')) {
      if (!/^(…|\[)/.test(flag)) free += 1;
      continue;
    }
    if (flag === '--help') return;
    const option = command.options.find(({ long }) => long === flag);
    if (option === undefined) {
      yield `${name} has no ${flag}`;
      continue;
    }
    given.add(option.attributeName());
    if (!option.required || joined !== undefined) continue;
    const value = words[++i];
    if (whole && (value === undefined || value.startsWith('--'))) yield `${name} ${flag} lacks its value`;
    if (
      option.argChoices &&
      value !== undefined &&
      /^[a-z]+$/.test(value) &&
      !option.argChoices.includes(value)
    )
      yield `${name} ${flag} is none of ${option.argChoices.join(', ')}`;
  }
  if (!whole) return;
  for (const option of command.options)
    if (option.mandatory && !given.has(option.attributeName())) yield `${name} lacks ${option.long}`;
  const { registeredArguments: wanted } = command;
  if (free < wanted.filter(({ required }) => required).length) yield `${name} lacks an argument`;
  if (free > wanted.length && !wanted.some(({ variadic }) => variadic))
    yield `${name} has an argument too many`;
}

/** What is wrong with a line; nothing where it is no command of ours. */
function* wrongWith(line, whole) {
  const ours = /(?:^|(?<!--tag)[\s"'(])(?:pnpm |npx )?inverse-care ([a-z].*)$/.exec(line);
  if (ours !== null && !/[/@]inverse-care/.test(line)) {
    checked += 1;
    const words = wordsOf(ours[1]);
    // In a sentence the program's name may be followed by any word.
    if (whole || commands.has(words[0]) || words.some((word) => word.startsWith('--')))
      yield* judge(words, whole);
    for (const file of words.filter((word) => /^studies\/[\w./-]+\.yaml$/.test(word)))
      if (!existsSync(path.join(root, file))) yield `${file} is not there`;
  }
  for (const [, file] of line.matchAll(/\bnode ((?:scripts|bench)\/[\w./-]+\.mjs)/g)) {
    checked += 1;
    if (!existsSync(path.join(root, file))) yield `${file} is not there`;
  }
  for (const [, script] of line.matchAll(/(?:^|\s)(?:pnpm|npm) run ([a-z-]+)/g)) {
    checked += 1;
    if (scripts[script] === undefined) yield `package.json has no script ${script}`;
  }
}

let checked = 0;
const files = [
  'README.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  ...below('docs', /\.(md|yml|yaml|sh)$/),
  ...below('container', /Dockerfile$|\.md$/),
  'apps/report/src/program.ts',
];
const wrong = files.flatMap((file) =>
  [...linesOf(file)].flatMap(({ line, whole }) =>
    [...wrongWith(line, whole)].map((what) => `${file}: ${what}: ${line.trim()}`),
  ),
);
if (checked < 60) wrong.push(`Only ${checked} commands were found: the check looks in the wrong way`);
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(
  `${checked} commands in ${files.length} files are ones that the program and the repository have.`,
);
