import { below, pick } from './uniform.js';
import { type Mutation, packed } from './victim.js';

// Mutations of the folder round a file.

/** The same base name, for a survey's tells its year, in another place; local tables stay in `local`. */
const elsewhere = (path: string, folder: string) => `${folder}/${path}`;
const isLocal = (path: string) => path.startsWith('local/');

/** Mutations of which no panel may take notice. */
export const harmlessToFolders: Readonly<Record<string, Mutation>> = {
  'an unrelated file beside it': (_, uniform) =>
    pick(uniform, [
      { 'notes.csv': Buffer.from('variable,description\na,b\n') },
      { 'patients/guide.pdf': Buffer.from('%PDF-1.7\n\u0000\u0001') },
      { 'README.md': Buffer.from('# what is here\n') },
      { 'other.json': Buffer.from('{"a":[1,2,3]}') },
      { 'other.zip': packed({ 'a.txt': 'x', 'b.csv': 'x,y\n1,2\n' }) },
      { 'picture.png': Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]) },
      { '.DS_Store': Buffer.from('x') },
      { 'empty.txt': Buffer.alloc(0) },
      { 'local/remarks.txt': Buffer.from('x') },
    ]),
  'moved into another folder': ({ path, bytes }, uniform) =>
    isLocal(path)
      ? null
      : {
          [path]: null,
          [elsewhere(path, pick(uniform, ['a b', 'ä', 'x/y/z', "o'clock", 'q[1]{2}']))]: bytes,
        },
  renamed: ({ path, bytes }, uniform) => {
    if (isLocal(path) || path.startsWith('survey/')) return null;
    const extension = path.replace(/.*(?=\.)/, '');
    const name = pick(uniform, [
      '1',
      'data (1)',
      'Kopie',
      "a'b",
      'x*y',
      '%20',
      'ÄÖ',
      'a.b.c',
      '[x]',
      '{y}',
      'z'.repeat(180),
    ]);
    return { [path]: null, [`${name}${uniform() < 0.2 ? extension.toUpperCase() : extension}`]: bytes };
  },
};

/** Mutations that must end in the same panel or in a named error. */
export const harmfulToFolders: Readonly<Record<string, Mutation>> = {
  'the same file twice': ({ path, bytes }, uniform) => ({
    [elsewhere(path, pick(uniform, ['copy', 'zz', '0']))]: bytes,
  }),
  'a cut copy beside it': ({ path, bytes }, uniform) => ({
    [elsewhere(path, pick(uniform, ['copy', 'zz', '0']))]: bytes.subarray(
      0,
      1 + below(uniform, bytes.length),
    ),
  }),
  'another extension': ({ path, bytes }, uniform) => ({
    [path]: null,
    [path.replace(/\.[a-z]+$/, pick(uniform, ['.csv', '.zip', '.xlsx', '.json', '.txt', '.yaml', '']))]:
      bytes,
  }),
};
