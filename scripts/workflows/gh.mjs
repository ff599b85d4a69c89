#!/usr/bin/env node
// In the place of GitHub's command line while workflows are tried: releases are folders below the one that its first
// word names, their assets the files in them.
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const [releases, ...line] = process.argv.slice(2);
const valued = new Set(['--pattern', '--dir', '--json', '--jq', '--title', '--notes', '--notes-file']);

/** Words and options of a command line. */
function read(given) {
  const words = [];
  const options = {};
  for (let i = 0; i < given.length; i++) {
    if (!given[i].startsWith('--')) words.push(given[i]);
    else if (valued.has(given[i])) options[given[i]] = given[++i];
    else options[given[i].split('=')[0]] = true;
  }
  return { words, options };
}

const fail = (what) => {
  console.error(`gh (stand-in): ${what}`);
  process.exit(1);
};
const { words, options } = read(line);
const [group, verb, tag, ...files] = words;
if (group !== 'release') fail(`${group} is not known`);
const folder = path.join(releases, tag ?? '');
const attach = () => {
  for (const file of files) copyFileSync(file, path.join(folder, path.basename(file)));
  console.log(`gh (stand-in): ${tag} carries ${readdirSync(folder).join(', ')}`);
};

if (verb === 'list') {
  for (const name of readdirSync(releases).sort().reverse()) console.log(name);
} else if (verb === 'create') {
  if (existsSync(folder)) fail(`${tag} is there already`);
  if (options['--notes-file'] && !existsSync(options['--notes-file'])) fail('the notes are not there');
  mkdirSync(folder, { recursive: true });
  attach();
} else if (!existsSync(folder)) {
  fail(`release not found: ${tag}`);
} else if (verb === 'upload') {
  attach();
} else if (verb === 'download') {
  const wanted = new RegExp(`^${options['--pattern'].replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  const found = readdirSync(folder).filter((name) => wanted.test(name));
  if (found.length === 0) fail(`no assets match ${options['--pattern']}`);
  mkdirSync(options['--dir'], { recursive: true });
  for (const name of found) copyFileSync(path.join(folder, name), path.join(options['--dir'], name));
} else if (verb !== 'view') {
  fail(`release ${verb} is not known`);
}
